package tenor.app.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import tenor.app.text.Decimals;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.Rounding;
import tenor.clearing.instruments.Listings;
import tenor.clearing.kernel.Reader;
import tenor.clearing.margin.BlockRisk;
import tenor.clearing.margin.Listed;
import tenor.clearing.margin.Market;
import tenor.clearing.margin.UnderlyingMargin;
import tenor.clearing.positions.Held;
import tenor.clearing.positions.Positions;
import tenor.clearing.proto.PinScenario;
import tenor.clearing.risk.RiskTerms;
import tenor.clearing.risk.Scenario;

/** Answers about what positions in one underlying may lose, and under which scenario. */
final class RiskAnswers {
  /** Moves are numerators over 3 × 10⁹: a third is exact. */
  private static final long MOVE_DENOMINATOR = 3;

  private RiskAnswers() {}

  /** The worst scenario of an account's positions, what each loses under it, and the add-ons. */
  static ObjectNode underlying(
      Reader state, long account, UnderlyingMargin margin, BlockRisk block) {
    Market market = block.market(margin.underlying());
    ObjectNode node =
        Json.object()
            .put("underlying", margin.underlying())
            .put("symbol", Listings.underlying(state, margin.underlying()).getSymbol())
            .put("worstScenario", margin.worstScenario())
            .put("scan", Decimals.amount(margin.scan()))
            .put("calendar", Decimals.amount(margin.calendar()))
            .put("concentration", Decimals.amount(margin.concentration()))
            .put("shortOptionMinimum", Decimals.amount(margin.shortOptionMinimum()))
            .put("total", Decimals.amount(margin.total()));
    ArrayNode losses = node.putArray("losses");
    margin.losses().forEach(loss -> losses.add(Decimals.amount(loss)));
    node.set("terms", terms(market.terms()));
    if (margin.worstScenario() > 0) {
      node.set("scenario", scenario(margin.worstScenario(), market));
    }
    ArrayNode holdings = node.putArray("holdings");
    for (Held held : Positions.of(state, account)) {
      Listed listed = block.listed(held.instrument());
      if (listed.underlying() == margin.underlying()) {
        holdings.add(holding(state, listed, held.contracts(), margin.worstScenario()));
      }
    }
    return node;
  }

  /** What the margin of positions depends on besides arrays. */
  static ObjectNode terms(RiskTerms terms) {
    return Json.object()
        .put("index", Decimals.price(terms.index()))
        .put("priceScanRange", Decimals.fraction(terms.priceScanRange()))
        .put("volScanRange", Decimals.fraction(terms.volScanRange()))
        .put("calendarCharge", Decimals.fraction(terms.calendarCharge()))
        .put("vegaCharge", Decimals.fraction(terms.vegaCharge()))
        .put("shortOptionMinimum", Decimals.amount(terms.shortOptionMinimum()))
        .put("dailyCapacity", Decimals.amount(terms.dailyCapacity()))
        .put("mporDays", Decimals.fraction(terms.mporDays()));
  }

  /** What happens under a scenario: moves of price and volatility, or a pin. */
  static ObjectNode scenario(int number, Market market) {
    ObjectNode node = Json.object().put("number", number);
    if (number > Scenario.COMMON) {
      PinScenario pin = market.pins().get(number - Scenario.COMMON - 1);
      return node.put("pin", Decimals.price(pin.getStrike()))
          .put("side", pin.getBelow() ? "below" : "at")
          .put("expiryMillis", pin.getExpiryMillis());
    }
    RiskTerms terms = market.terms();
    Scenario scenario = standard(terms).get(number - 1);
    long ranges = Fixed.divide(scenario.move(), MOVE_DENOMINATOR, Rounding.HALF_EVEN);
    long move =
        Fixed.mulDiv(
            scenario.move(),
            terms.priceScanRange(),
            Fixed.times(MOVE_DENOMINATOR, Fixed.FRACTION_ONE),
            Rounding.HALF_EVEN);
    return node.put("scanRanges", Decimals.fraction(ranges))
        .put("priceMove", Decimals.fraction(move))
        .put("volSteps", scenario.volSteps())
        .put("weight", Decimals.fraction(scenario.weight()));
  }

  private static List<Scenario> standard(RiskTerms terms) {
    return Scenario.standard(terms.extreme(), terms.cover());
  }

  /**
   * A position: what a contract held long loses under the worst scenario, and what the position
   * does, which is a unit more for each contract held short.
   */
  private static ObjectNode holding(Reader state, Listed listed, long contracts, int worst) {
    ObjectNode node =
        Json.object()
            .put("instrument", listed.instrument())
            .put("symbol", Listings.instrument(state, listed.instrument()).getSymbol())
            .put("contracts", contracts);
    if (worst > 0) {
      long each = listed.risk().losses().get(worst - 1);
      long loss = Fixed.times(contracts, each);
      long rounded = contracts < 0 ? Fixed.minus(loss, contracts) : loss;
      node.put("array", Decimals.amount(each)).put("loss", Decimals.amount(rounded));
    }
    node.put("delta", Decimals.fraction(Fixed.times(contracts, listed.risk().delta())))
        .put("vega", Decimals.fraction(Fixed.times(contracts, listed.risk().vega())));
    if (listed.risk().isPremium()) {
      node.put("value", Decimals.amount(listed.risk().value()));
    }
    return node;
  }
}
