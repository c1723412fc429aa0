package tenor.genesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import tenor.clearing.ClearingHouse;
import tenor.clearing.proto.Genesis;

class SampleMarketTest {
  private static final ClearingHouse HOUSE = ClearingHouse.standard();

  @Test
  void market_isAcceptedByTheRules() {
    assertThatCode(() -> GenesisCheck.validate(Samples.market(), HOUSE, "tenor-1", Samples.TIME))
        .doesNotThrowAnyException();
  }

  @Test
  void market_isEqualAfterJson() {
    Genesis market = Samples.market();
    assertThat(GenesisJson.parse(GenesisJson.print(market))).isEqualTo(market);
  }

  @Test
  void future_expiresAtMidnightAfterTheStart() {
    long expiry = Samples.market().getInstruments(1).getExpiryMillis();
    assertThat(expiry % 86_400_000L).isZero();
    assertThat(expiry).isGreaterThan(Samples.TIME.toEpochMilli());
  }

  @Test
  void keyThatTheRuleRefuses_isNamedWithItsEntry() {
    ClearingHouse strict =
        ClearingHouse.standard(
            key -> key.getEd25519().byteAt(0) == 'c' ? Optional.of("small") : Optional.empty());
    assertThatThrownBy(
            () -> GenesisCheck.validate(Samples.market(), strict, "tenor-1", Samples.TIME))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("participants[2]");
  }

  @Test
  void peerThatIsNoNodeId_isNamedWithItsEntry() {
    Genesis genesis =
        Samples.market().toBuilder().addPeers("0".repeat(40)).addPeers("A".repeat(40)).build();
    assertThatThrownBy(() -> GenesisCheck.validate(genesis, HOUSE, "tenor-1", Samples.TIME))
        .hasMessageStartingWith("peers[1]: expected 40");
  }
}
