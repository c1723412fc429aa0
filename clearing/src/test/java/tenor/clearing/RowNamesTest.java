package tenor.clearing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tenor.clearing.kernel.Key;

/** Rows by the names that people give them; the vectors are in {@link StateVectorsTest}. */
class RowNamesTest {
  private final RowNames rows = RowNames.of(ClearingHouse.standard().schema());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|balance:1:1|expected a table of meta, params, pendingParams",
        "accounts|counters|expected a table of meta, balances, brought; found 'counters'",
        "account|balances:1:1|expected a component of governance, compliance, accounts",
        "''|counters|table counters is in compliance, instruments: name the component",
        "''|balances|expected balances:ACCOUNT:ASSET, ACCOUNT u64, ASSET u32; found 'balances'",
        "''|balances:1:1:1|expected balances:ACCOUNT:ASSET",
        "''|clock:1|expected clock; found 'clock:1'",
        "''|balances:x:1|balances: account: expected a number from 0 to 18446744073709551615",
        "''|balances:-1:1|balances: account: expected a number from 0 to",
        "''|balances:18446744073709551616:1|balances: account: expected a number from 0 to",
        "''|balances:1:4294967296|balances: asset: expected a number from 0 to 4294967295, found",
        "''|balances:1:|balances: asset: expected a number from 0 to 4294967295, found ''",
        "''|params:128:1:0|params: component: expected a number from 0 to 127, found '128'",
        "''|params:1:65536:0|params: parameter: expected a number from 0 to 65535",
        "''|validators:00|validators: address: expected 40 hexadecimal digits, found '00'",
        "''|openNonces:zz|openNonces: keyId: expected 64 hexadecimal digits, found 'zz'"
      })
  void aWrongRow_isRefusedWithWhatWasExpected(String component, String row, String message) {
    assertThatThrownBy(() -> rows.key(component, row))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void anAmbiguousTable_isFoundWithItsComponent() {
    assertThat(rows.key("compliance", "counters")).hasToString("828580");
    assertThat(rows.key("instruments", "counters")).hasToString("848580");
    assertThat(rows.key("oracle", "meta")).hasToString("8580");
  }

  @Test
  void start_takesTheFirstFieldsOnly() {
    assertThat(rows.start("", "balances")).hasToString("8381");
    assertThat(rows.start("", "balances:1001")).hasToString("8381808080808080808087e9");
    assertThat(rows.start("", "balances:1001:1")).isEqualTo(rows.key("", "balances:1001:1"));
    assertThatThrownBy(() -> rows.start("", "balances:1:1:1"))
        .hasMessageStartingWith("expected balances:ACCOUNT:ASSET");
  }

  @Test
  void bytesThatAreNoRow_haveNoName() {
    for (String hex : new String[] {"83ff", "8381", "83818080", "8381" + "ff".repeat(15)}) {
      Key key = Key.of(HexFormat.of().parseHex(hex));
      assertThatThrownBy(() -> rows.name(key)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
