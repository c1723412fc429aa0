package tenor.clearing.margin;

import java.math.BigInteger;
import java.util.List;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.instruments.Listings;
import tenor.clearing.kernel.ChainClock;
import tenor.clearing.kernel.Reader;
import tenor.clearing.proto.PinScenario;
import tenor.clearing.proto.UnderlyingRisk;
import tenor.clearing.risk.Pin;
import tenor.clearing.risk.RiskTerms;
import tenor.clearing.risk.Scenario;
import tenor.clearing.risk.UnderlyingRequirement;

/**
 * What the margin of an underlying depends on besides positions and arrays, as it stands in a
 * block.
 *
 * @param underlying its number
 * @param marginClass that it belongs to
 * @param asset that everything in the class settles in
 * @param terms with which its arrays were computed
 * @param pins the scenarios after the common ones
 * @param openInterestCap contracts of one instrument; 0 sets none
 */
public record Market(
    int underlying,
    int marginClass,
    int asset,
    RiskTerms terms,
    List<PinScenario> pins,
    long openInterestCap) {
  /** Keeps its own copy. */
  public Market {
    pins = List.copyOf(pins);
  }

  /** As it stands; a {@code RuleFailure} if nothing of the underlying has an array. */
  static Market of(Reader state, int underlying) {
    UnderlyingRisk risk = MarginKeys.RISKS.require(state, underlying);
    int marginClass = Listings.classOf(state, underlying);
    return new Market(
        underlying,
        marginClass,
        Listings.marginClass(state, marginClass).getAsset(),
        terms(risk, ChainClock.dayMillis(state)),
        risk.getPinsList(),
        MarginParams.OPEN_INTEREST_CAP.get(state, underlying));
  }

  /** How many scenarios the arrays have: sixteen, and a pin each (MRG-01). */
  public int scenarios() {
    return Scenario.COMMON + pins.size();
  }

  /** Whether so many units to trade out of, 10⁻¹⁸, take longer than the period of risk. */
  boolean isCharged(BigInteger units) {
    return UnderlyingRequirement.isConcentrated(units, terms);
  }

  /** A stored row as risk sees it: prices with the shift (MRG-16). */
  static RiskTerms terms(UnderlyingRisk risk, long dayMillis) {
    return new RiskTerms(
        Fixed.plus(risk.getIndex(), risk.getPriceShift()),
        risk.getRate(),
        risk.getYield(),
        risk.getPriceScanRange(),
        risk.getVolScanRange(),
        risk.getVolTermShort(),
        risk.getVolTermLong(),
        risk.getVolFloor(),
        risk.getExtreme(),
        risk.getCover(),
        risk.getLookAheadMillis(),
        dayMillis,
        risk.getCalendarCharge(),
        risk.getVegaCharge(),
        risk.getShortOptionMinimum(),
        risk.getDailyCapacity(),
        risk.getMporDays());
  }

  /** A pin as it is stored: at a listed strike, when what was {@code asOfMillis} so far expires. */
  static PinScenario stored(Pin pin, UnderlyingRisk risk) {
    long asOfMillis = risk.getAsOfMillis();
    return PinScenario.newBuilder()
        .setExpiryMillis(Fixed.plus(asOfMillis, pin.timeMillis()))
        .setForwardMillis(Fixed.plus(asOfMillis, pin.forwardMillis()))
        .setStrike(Fixed.minus(pin.strike(), risk.getPriceShift()))
        .setBelow(pin.isBelow())
        .build();
  }
}
