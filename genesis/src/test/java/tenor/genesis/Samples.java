package tenor.genesis;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import tenor.clearing.proto.Genesis;
import tenor.clearing.proto.PublicKey;

/** Genesis files for tests, whose public keys have the right form and nothing more. */
final class Samples {
  static final Instant TIME = Instant.parse("2026-11-01T09:00:00Z");

  private Samples() {}

  static Genesis market() {
    return SampleMarket.of(
        new SampleMarket.Keys(key('a'), key('b'), key('c'), key('d'), key('e')), TIME);
  }

  private static PublicKey key(char letter) {
    String bytes = String.valueOf(letter).repeat(32);
    return PublicKey.newBuilder()
        .setEd25519(ByteString.copyFrom(bytes, StandardCharsets.US_ASCII))
        .build();
  }

  /** A chain's genesis file; the application's part begins on line 6. */
  static String file(Genesis genesis) {
    return """
    {
      "genesis_time": "2026-11-01T09:00:00Z",
      "chain_id": "tenor-1",
      "initial_height": "1",
      "app_hash": "",
      "app_state": %s
    }
    """
        .formatted(GenesisJson.print(genesis));
  }
}
