package tenor.clearing.margin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tenor.clearing.TestGenesis;
import tenor.clearing.proto.RiskArray;

/** Margin on a chain against what an independent program computes at 60 digits. */
class MarginVectorsTest {
  static List<Portfolio> portfolios() {
    return Portfolio.all();
  }

  @DisplayName("MRG-01 MRG-02: stored arrays agree with the vectors")
  @ParameterizedTest
  @MethodSource("portfolios")
  void arrays_agree(Portfolio portfolio) {
    PortfolioMarket market = PortfolioMarket.of(portfolio);
    for (int i = 0; i < portfolio.instruments().size(); i++) {
      JsonNode instrument = portfolio.instruments().get(i);
      JsonNode expected = portfolio.expected().at("/arrays").get(instrument.get("id").asText());
      RiskArray array = MarginKeys.ARRAYS.require(market.state(), i + 1);
      assertThat(array.getLossesCount()).isGreaterThanOrEqualTo(expected.size());
      for (int k = 0; k < expected.size(); k++) {
        assertThat((double) array.getLosses(k))
            .as("%s scenario %d", instrument.get("id").asText(), k + 1)
            .isCloseTo(units(expected.get(k)), within(tolerance(portfolio, instrument)));
      }
    }
  }

  @DisplayName("MRG-03 MRG-04 MRG-05 MRG-06 MRG-07 MRG-12: requirements agree with the vectors")
  @ParameterizedTest
  @MethodSource("portfolios")
  void requirements_agree(Portfolio portfolio) {
    PortfolioMarket market = PortfolioMarket.of(portfolio);
    AccountMargin margin = AccountMargin.of(market.state(), PortfolioMarket.ACCOUNT);
    double whole = 4;
    for (ClassMargin part : margin.classes()) {
      double tolerance = 4;
      for (UnderlyingMargin underlying : part.underlyings()) {
        tolerance += compare(portfolio, market, underlying);
      }
      JsonNode expected =
          portfolio
              .expected()
              .at("/classes")
              .get(portfolio.classes().get(part.marginClass() - 1).get("name").asText());
      check("joint", part.joint(), expected.get("joint"), tolerance);
      check("required", part.required(), expected.get("required"), 2 * tolerance);
      whole += 2 * tolerance;
    }
    Requirement need = margin.in(TestGenesis.USD);
    check("maintenance", need.maintenance(), portfolio.expected().get("maintenance"), whole);
    check("netOptionValue", need.optionValue(), portfolio.expected().get("netOptionValue"), whole);
    assertThat(need.equity()).isEqualTo(need.cash() + need.optionValue());
    double factor = portfolio.given().get("initialFactor").asDouble();
    assertThat((double) need.scaled()).isCloseTo(factor * need.maintenance(), within(1.0));
  }

  private static double compare(
      Portfolio portfolio, PortfolioMarket market, UnderlyingMargin margin) {
    String name = portfolio.underlyings().get(margin.underlying() - 1).get("name").asText();
    JsonNode expected = portfolio.expected().at("/underlyings").get(name);
    double scan = 0;
    for (JsonNode instrument : portfolio.instruments()) {
      if (instrument.get("underlying").asText().equals(name)) {
        scan += Math.abs(portfolio.contracts(instrument)) * tolerance(portfolio, instrument);
      }
    }
    // The concentration charge multiplies the error of what it is charged on.
    double base = Math.max(1, margin.scan() + margin.calendar());
    double total = scan * (1 + 2.0 * margin.concentration() / base) + 4;
    check(name + " common", margin.common(), expected.get("common"), scan);
    check(name + " scan", margin.scan(), expected.get("scan"), scan);
    check(name + " calendar", margin.calendar(), expected.get("calendar"), scan + 2);
    check(name + " concentration", margin.concentration(), expected.get("concentration"), total);
    check(name + " minimum", margin.shortOptionMinimum(), expected.get("shortOptionMinimum"), 1);
    check(name + " total", margin.total(), expected.get("total"), total);
    assertThat(scenario(market, margin)).isEqualTo(expected.get("worstScenario").asText());
    return total;
  }

  private static String scenario(PortfolioMarket market, UnderlyingMargin margin) {
    if (margin.worstScenario() <= 16) {
      return Integer.toString(margin.worstScenario());
    }
    long strike =
        MarginKeys.RISKS
            .require(market.state(), margin.underlying())
            .getPins(margin.worstScenario() - 17)
            .getStrike();
    BigDecimal price = BigDecimal.valueOf(strike, 8).stripTrailingZeros();
    return "pin:" + price.setScale(Math.max(1, price.scale())).toPlainString();
  }

  /** What an array entry may differ by, 10⁻⁶: 2 units + 10⁻¹² × F × multiplier. */
  private static double tolerance(Portfolio portfolio, JsonNode instrument) {
    double forward =
        portfolio.underlyings().stream()
            .filter(u -> u.get("name").asText().equals(instrument.get("underlying").asText()))
            .mapToDouble(u -> u.get("index").asDouble())
            .sum();
    return 2 + 1e-12 * forward * instrument.get("multiplier").asDouble() * 1e6;
  }

  private static double units(JsonNode decimal) {
    return new BigDecimal(decimal.asText()).movePointRight(6).doubleValue();
  }

  private static void check(String what, long actual, JsonNode expected, double tolerance) {
    assertThat((double) actual).as(what).isCloseTo(units(expected), within(tolerance));
  }
}
