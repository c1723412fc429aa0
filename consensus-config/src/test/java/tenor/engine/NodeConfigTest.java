package tenor.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NodeConfigTest {

  private static final Ports PORTS = Ports.from(26_600);

  @ParameterizedTest
  @EnumSource
  void settings_ofEveryRole_nameNoKeyTwice(Role role) {
    List<Setting> settings = Homes.config(role, PORTS).settings();
    assertThat(settings).extracting(s -> s.section() + "." + s.key()).doesNotHaveDuplicates();
  }

  @Test
  void validator_tellsNobodyItsAddressAndIndexesNothing() {
    String toml = Homes.config(Role.VALIDATOR, PORTS).toToml();
    assertThat(toml).contains("\npex = false\n", "\nindexer = \"null\"\n");
    assertThat(toml).contains("\ndiscard_abci_responses = true\n").doesNotContain("seed_mode");
  }

  @Test
  void observer_indexesAndKeepsResults() {
    String toml = Homes.config(Role.OBSERVER, PORTS).toToml();
    assertThat(toml).contains("\nindexer = \"kv\"\n", "\ndiscard_abci_responses = false\n");
  }

  @Test
  void everyRole_listensOnLoopbackOnly() {
    for (Role role : Role.values()) {
      assertThat(Homes.config(role, PORTS).toToml())
          .contains("laddr = \"tcp://127.0.0.1:26600\"", "laddr = \"tcp://127.0.0.1:26601\"")
          .contains("prometheus_listen_addr = \"127.0.0.1:26602\"")
          .doesNotContain("0.0.0.0");
    }
  }

  @Test
  void toml_quotesControlCharacters() {
    assertThat(Toml.quote("a\"b\\c\n\u007f")).isEqualTo("\"a\\\"b\\\\c\\u000a\\u007f\"");
  }

  @Test
  void toml_hasAReasonAboveEveryKey() {
    List<String> lines = Homes.config(Role.SEED, PORTS).toToml().lines().toList();
    int keys = 0;
    for (int i = 1; i < lines.size(); i++) {
      if (lines.get(i).contains(" = ") && !lines.get(i).startsWith("#")) {
        keys++;
        assertThat(lines.get(i - 1)).startsWith("# ");
      }
    }
    assertThat(keys).isEqualTo(Homes.config(Role.SEED, PORTS).settings().size());
  }

  @Test
  void stateSync_isOffUntilAskedFor_andThenNamesWhomToTrust() {
    NodeConfig replays = Homes.config(Role.OBSERVER, PORTS);
    assertThat(replays.toToml()).contains("[statesync]\n").contains("\nenable = false\n");
    StateSync from = new StateSync(List.of("http://a:1", "http://b:2"), 7, "ab".repeat(32));
    assertThat(replays.withStateSync(from).toToml())
        .contains(
            "\nenable = true\n",
            "\nrpc_servers = \"http://a:1,http://b:2\"\n",
            "\ntrust_height = 7\n",
            "\ntrust_hash = \"" + "AB".repeat(32) + "\"\n",
            "\ntrust_period = \"336h0m0s\"\n");
  }

  @Test
  void stateSync_withoutTwoServersOrATrustedBlock_isRefused() {
    List<String> two = List.of("http://a:1", "http://b:2");
    assertThatThrownBy(() -> new StateSync(two.subList(0, 1), 7, "ab".repeat(32)))
        .hasMessageContaining("at least two nodes");
    assertThatThrownBy(() -> new StateSync(two, 0, "ab".repeat(32)))
        .hasMessageContaining("trusted height");
    assertThatThrownBy(() -> new StateSync(two, 7, "abc"))
        .hasMessageContaining("64 hexadecimal digits");
  }

  @Test
  void longSocketPath_isRefusedWithItsLength() {
    Path path = Path.of("/" + "x".repeat(100));
    assertThatThrownBy(() -> NodeConfig.of("a", Role.VALIDATOR, path, PORTS, List.of()))
        .hasMessageContaining("101 bytes");
  }

  @Test
  void relativeSocketPath_isRefused() {
    Path path = Path.of("app.sock");
    assertThatThrownBy(() -> NodeConfig.of("a", Role.VALIDATOR, path, PORTS, List.of()))
        .hasMessageContaining("absolute");
  }

  @Test
  void equalPorts_areRefused() {
    assertThatThrownBy(() -> new Ports(1, 2, 1)).hasMessageContaining("differ");
    assertThatThrownBy(() -> Ports.from(65_534)).hasMessageContaining("65536");
  }

  @Test
  void malformedPeer_isRefused() {
    assertThatThrownBy(() -> Peer.local("ABCD", 1)).hasMessageContaining("40 lower-case");
    assertThatThrownBy(() -> new Peer("0".repeat(40), "a,b", 1)).hasMessageContaining("host");
  }
}
