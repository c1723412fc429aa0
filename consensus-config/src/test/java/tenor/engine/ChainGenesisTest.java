package tenor.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChainGenesisTest {

  private static final Ed25519Key KEY = Ed25519Key.generate();

  private static ChainGenesis withValidators(List<GenesisValidator> validators) {
    return ChainGenesis.of("c", Homes.GENESIS_TIME, ChainParams.standard(), validators, "{}");
  }

  private static GenesisValidator validator(String key, long power) {
    return new GenesisValidator(key, power, "v");
  }

  @Test
  void json_writesIntegersAsStringsAndStateUntouched() throws IOException {
    String text = Homes.genesis(KEY).toJson();
    JsonNode json = new ObjectMapper().readTree(text);
    assertThat(json.at("/genesis_time").asText()).isEqualTo("2026-01-02T03:04:05.006Z");
    assertThat(json.at("/initial_height").isTextual()).isTrue();
    assertThat(json.at("/consensus_params/block/max_bytes").asText()).isEqualTo("4194304");
    assertThat(json.at("/consensus_params/block/max_gas").asText()).isEqualTo("-1");
    assertThat(json.at("/consensus_params/abci/vote_extensions_enable_height").asText())
        .isEqualTo("2");
    assertThat(json.at("/validators/0/address").asText()).isEqualToIgnoringCase(KEY.address());
    assertThat(text).contains("{ \"wide\":  1.50 }");
  }

  @Test
  void validatorTwice_isRefused() {
    List<GenesisValidator> twice =
        List.of(validator(KEY.publicKey(), 1), validator(KEY.publicKey(), 2));
    assertThatThrownBy(() -> withValidators(twice)).hasMessageContaining("validator twice");
  }

  @Test
  void totalPowerBeyondAnEighthOfLong_isRefused() {
    List<GenesisValidator> heavy =
        List.of(validator(KEY.publicKey(), Long.MAX_VALUE / 8), validator("0".repeat(64), 1));
    assertThatThrownBy(() -> withValidators(heavy)).hasMessageContaining("total power");
  }

  @Test
  void noValidator_isRefused() {
    assertThatThrownBy(() -> withValidators(List.of())).hasMessageContaining("at least one");
  }

  @Test
  void brokenAppState_isRefused() {
    for (String broken : List.of("", "{", "{} {}", "nonsense")) {
      assertThatThrownBy(
              () ->
                  ChainGenesis.of(
                      "c",
                      Homes.GENESIS_TIME,
                      ChainParams.standard(),
                      List.of(validator(KEY.publicKey(), 1)),
                      broken))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void chainIdOf51Bytes_isRefused() {
    assertThatThrownBy(
            () ->
                ChainGenesis.of(
                    "c".repeat(51),
                    Homes.GENESIS_TIME,
                    ChainParams.standard(),
                    List.of(validator(KEY.publicKey(), 1)),
                    "{}"))
        .hasMessageContaining("1 to 50 bytes");
  }

  @Test
  void validatorsThatCouldOverflowABlock_areRefused() {
    ChainParams params = ChainParams.standard();
    // 4194304 - 637 - 94 - 262144 - 65536 = 3865893; each validator takes 8192 + 160 + 3358 =
    // 11710.
    assertThat(params.maxValidators()).isEqualTo(330);
    params.requireRoomFor(330);
    assertThatThrownBy(() -> params.requireRoomFor(331)).hasMessageContaining("at most 330");
  }
}
