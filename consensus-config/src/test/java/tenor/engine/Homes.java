package tenor.engine;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Homes for tests. */
final class Homes {

  static final Instant GENESIS_TIME = Instant.parse("2026-01-02T03:04:05.006Z");

  private Homes() {}

  static NodeConfig config(Role role, Ports ports) {
    Peer peer = Peer.local("0123456789abcdef0123456789abcdef01234567", 1);
    return new NodeConfig(
        "node \"zero\"",
        role,
        Path.of("/tmp/tenor-test/app.sock"),
        ports,
        List.of(peer),
        role == Role.FULL_NODE ? List.of(peer) : List.of(),
        role == Role.FULL_NODE ? List.of(peer.nodeId()) : List.of(),
        null);
  }

  static ChainGenesis genesis(Ed25519Key validator) {
    return ChainGenesis.of(
        "tenor-test",
        GENESIS_TIME,
        ChainParams.standard(),
        List.of(new GenesisValidator(validator.publicKey(), 10, "zero")),
        "{ \"wide\":  1.50 }");
  }

  static EngineHome home(Role role, Ports ports) {
    Ed25519Key validator = Ed25519Key.generate();
    return new EngineHome(
        config(role, ports), genesis(validator), Ed25519Key.generate(), validator);
  }
}
