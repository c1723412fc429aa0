package tenor.testnet;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import tenor.clearing.proto.ListInstrument;

/** The strikes of the replay's options. */
final class OptionLadderTest {
  @Test
  void strikes_areRoundAndAroundThePrice() {
    assertThat(OptionLadder.strikes(new BigDecimal("1277.58")))
        .extracting(BigDecimal::toPlainString)
        .containsExactly("1025", "1075", "1150", "1225", "1275", "1350");
    assertThat(OptionLadder.strikes(new BigDecimal("40.2")))
        .extracting(BigDecimal::toPlainString)
        .containsExactly("32", "34", "36", "38", "40", "42");
  }

  @Test
  void ladder_hasAPutAndACallAtEachStrike() {
    assertThat(OptionLadder.of(ListInstrument.getDefaultInstance(), "X-D20", new BigDecimal("100")))
        .hasSize(12)
        .extracting(ListInstrument::getSymbol)
        .contains("X-D20-P95", "X-D20-C95", "X-D20-C105")
        .doesNotHaveDuplicates();
  }
}
