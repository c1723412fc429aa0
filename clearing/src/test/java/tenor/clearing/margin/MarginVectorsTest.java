package tenor.clearing.margin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Margin against what an independent program computes at 60 digits. */
class MarginVectorsTest {
  static List<Portfolio> portfolios() {
    return Portfolio.all();
  }

  @DisplayName("MRG-01 MRG-02: arrays of futures and perpetuals agree with the vectors")
  @ParameterizedTest
  @MethodSource("portfolios")
  void array_ofLinearInstrument_agrees(Portfolio portfolio) {
    int compared = 0;
    for (JsonNode underlying : portfolio.underlyings()) {
      for (JsonNode instrument : portfolio.instrumentsOf(underlying)) {
        if (Portfolio.isLinear(instrument)) {
          compareArray(portfolio, underlying, instrument);
          compared++;
        }
      }
    }
    assertThat(compared).isPositive();
  }

  private static void compareArray(Portfolio portfolio, JsonNode underlying, JsonNode instrument) {
    JsonNode expected = portfolio.expected().at("/arrays").get(instrument.get("id").asText());
    List<Long> array = portfolio.array(underlying, instrument);
    double tolerance =
        Portfolio.tolerance(
            portfolio.mark(underlying, instrument),
            Portfolio.units(instrument.get("multiplier"), 6));
    assertThat(array).hasSize(expected.size());
    for (int k = 0; k < array.size(); k++) {
      assertThat((double) array.get(k))
          .as("%s scenario %d", instrument.get("id").asText(), k + 1)
          .isCloseTo((double) Portfolio.units(expected.get(k), 6), within(tolerance));
    }
  }

  @DisplayName("MRG-03 MRG-04 MRG-05: scan, calendar, concentration agree where no option is held")
  @Test
  void underlying_heldInLinearInstrumentsOnly_agrees() {
    int compared = 0;
    int charged = 0;
    int concentrated = 0;
    for (Portfolio portfolio : Portfolio.all()) {
      for (JsonNode underlying : portfolio.underlyings()) {
        if (portfolio.holdsOnlyLinear(underlying)) {
          UnderlyingMargin margin = compareUnderlying(portfolio, underlying);
          compared++;
          charged += margin.calendar() > 0 ? 1 : 0;
          concentrated += margin.concentration() > 0 ? 1 : 0;
        }
      }
    }
    assertThat(compared).isGreaterThanOrEqualTo(8);
    assertThat(charged).isPositive();
    assertThat(concentrated).isPositive();
  }

  private static UnderlyingMargin compareUnderlying(Portfolio portfolio, JsonNode underlying) {
    String name = underlying.get("name").asText();
    JsonNode expected = portfolio.expected().at("/underlyings").get(name);
    List<Holding> holdings = portfolio.holdings(underlying);
    UnderlyingRisk risk = UnderlyingRisk.of(Portfolio.terms(1, underlying), holdings);
    UnderlyingMargin margin = risk.margin(risk.units());
    double scan = tolerance(holdings);
    // The concentration charge multiplies the error of what it is charged on.
    double base = margin.scan() + margin.calendar();
    double total = scan * (1 + 2.0 * margin.concentration() / base) + 4;
    check(portfolio, name + " scan", margin.scan(), expected.get("scan"), scan);
    check(portfolio, name + " common", margin.common(), expected.get("common"), scan);
    check(portfolio, name + " calendar", margin.calendar(), expected.get("calendar"), scan);
    check(
        portfolio,
        name + " concentration",
        margin.concentration(),
        expected.get("concentration"),
        total);
    check(portfolio, name + " total", margin.total(), expected.get("total"), total);
    assertThat(margin.worstScenario())
        .as("%s %s worst scenario", portfolio, name)
        .isEqualTo(expected.get("worstScenario").asInt());
    return margin;
  }

  @DisplayName("MRG-06: joint and required of a class agree where no option is held")
  @Test
  void marginClass_heldInLinearInstrumentsOnly_agrees() {
    int compared = 0;
    for (Portfolio portfolio : Portfolio.all()) {
      for (String marginClass : portfolio.offsets().keySet()) {
        List<JsonNode> members =
            portfolio.underlyings().stream()
                .filter(u -> u.get("class").asText().equals(marginClass))
                .toList();
        boolean linear =
            members.stream().allMatch(u -> portfolio.holdsOnlyLinear(u) || isEmpty(portfolio, u));
        if (linear && !members.isEmpty()) {
          compareClass(portfolio, marginClass, members);
          compared++;
        }
      }
    }
    assertThat(compared).isPositive();
  }

  private static boolean isEmpty(Portfolio portfolio, JsonNode underlying) {
    return portfolio.instrumentsOf(underlying).stream().allMatch(i -> portfolio.contracts(i) == 0);
  }

  private static void compareClass(
      Portfolio portfolio, String marginClass, List<JsonNode> underlyings) {
    List<UnderlyingMargin> margins = new ArrayList<>();
    double tolerance = 4;
    for (int i = 0; i < underlyings.size(); i++) {
      List<Holding> holdings = portfolio.holdings(underlyings.get(i));
      UnderlyingRisk risk = UnderlyingRisk.of(Portfolio.terms(i, underlyings.get(i)), holdings);
      UnderlyingMargin margin = risk.margin(risk.units());
      margins.add(margin);
      double base = Math.max(1, margin.scan() + margin.calendar());
      tolerance += 2 * tolerance(holdings) * (1 + 2.0 * margin.concentration() / base) + 4;
    }
    long offset = portfolio.offsets().getOrDefault(marginClass, 0L);
    ClassMargin margin = ClassMargin.of(1, 1, margins, offset);
    JsonNode expected = portfolio.expected().at("/classes").get(marginClass);
    check(portfolio, marginClass + " joint", margin.joint(), expected.get("joint"), tolerance);
    check(
        portfolio,
        marginClass + " required",
        margin.required(),
        expected.get("required"),
        tolerance);
  }

  private static double tolerance(List<Holding> holdings) {
    return holdings.stream()
        .mapToDouble(h -> Math.abs(h.contracts()) * Portfolio.tolerance(h.mark(), h.multiplier()))
        .sum();
  }

  private static void check(
      Portfolio portfolio, String what, long actual, JsonNode expected, double tolerance) {
    assertThat((double) actual)
        .as("%s %s", portfolio, what)
        .isCloseTo((double) Portfolio.units(expected, 6), within(tolerance));
  }
}
