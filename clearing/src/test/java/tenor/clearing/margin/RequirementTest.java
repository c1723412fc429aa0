package tenor.clearing.margin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What equity covers, and what may follow what, at their limits. */
class RequirementTest {
  private static final int USD = 1;
  private static final int EUR = 2;

  private static Requirement need(
      int asset, long equity, long maintenance, long scaled, long initial) {
    return new Requirement(asset, equity, equity, maintenance, scaled, initial, 0);
  }

  private static AccountMargin margin(Requirement... requirements) {
    Map<Integer, Requirement> byAsset = new TreeMap<>();
    for (Requirement requirement : requirements) {
      byAsset.put(requirement.asset(), requirement);
    }
    return new AccountMargin(1001, new TreeMap<>(byAsset), List.of());
  }

  @DisplayName("MRG-07: equity that is just enough covers")
  @ParameterizedTest
  @CsvSource({
    "99, false, false, false",
    "100, true, false, false",
    "124, true, false, false",
    "125, true, true, false",
    "149, true, true, false",
    "150, true, true, true"
  })
  void equity_coversFromItsLimitOn(
      long equity, boolean maintenance, boolean scaled, boolean initial) {
    Requirement requirement = need(USD, equity, 100, 125, 150);
    assertThat(requirement.coversMaintenance()).isEqualTo(maintenance);
    assertThat(requirement.coversScaled()).isEqualTo(scaled);
    assertThat(requirement.coversInitial()).isEqualTo(initial);
    assertThat(requirement.excess()).isEqualTo(equity - 100);
  }

  @DisplayName("MRG-07: every asset of an account is covered, or the account is not")
  @ParameterizedTest
  @CsvSource({
    "150, 150, true, true, true",
    "150, 149, true, true, false",
    "125, 125, true, true, false",
    "124, 125, true, false, false",
    "100, 100, true, false, false",
    "100, 99, false, false, false"
  })
  void account_isCoveredInEveryAsset(
      long first, long second, boolean maintenance, boolean scaled, boolean initial) {
    AccountMargin margin =
        margin(need(USD, first, 100, 125, 150), need(EUR, second, 100, 125, 150));
    assertThat(margin.coversMaintenance()).isEqualTo(maintenance);
    assertThat(margin.coversScaled()).isEqualTo(scaled);
    assertThat(margin.coversInitial()).isEqualTo(initial);
  }

  @DisplayName("MRG-09: below initial, maintenance must fall and its excess must not")
  @ParameterizedTest
  @CsvSource({
    // equity and maintenance after; before they were 90 and 100, an excess of -10
    "90, 100, true",
    "91, 100, false",
    "89, 99, true",
    "88, 99, false",
    "89, 100, false",
    "93, 101, false",
    "200, 150, true"
  })
  void change_belowInitial_relieves(long equity, long maintenance, boolean allowed) {
    AccountMargin before = margin(need(USD, 90, 100, 100, 100));
    AccountMargin after = margin(need(USD, equity, maintenance, maintenance, maintenance));
    assertThat(after.mayFollow(before)).isEqualTo(allowed);
    // An asset in which all is well does not make good for another.
    assertThat(margin(after.in(USD), need(EUR, 9, 1, 1, 1)).mayFollow(before)).isEqualTo(allowed);
  }

  @Test
  void asset_withoutCashAndPositions_needsNothing() {
    assertThat(margin(need(USD, 5, 1, 1, 1)).in(EUR))
        .isEqualTo(new Requirement(EUR, 0, 0, 0, 0, 0, 0));
  }
}
