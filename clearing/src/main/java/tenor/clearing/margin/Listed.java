package tenor.clearing.margin;

import tenor.clearing.fixed.Losses;
import tenor.clearing.instruments.Listings;
import tenor.clearing.instruments.Payoffs;
import tenor.clearing.kernel.Reader;
import tenor.clearing.proto.Instrument;
import tenor.clearing.proto.RiskArray;
import tenor.clearing.risk.Contract;
import tenor.clearing.risk.ContractRisk;

/**
 * An instrument as margin sees it in a block.
 *
 * @param instrument its number
 * @param underlying its underlying's
 * @param multiplier 10⁻⁶ units of the underlying per contract
 * @param mark 10⁻⁸; 0 for an option or payoff, whose notional is at the index
 * @param risk of one contract held long, by time of expiry
 */
public record Listed(
    int instrument, int underlying, long multiplier, long mark, ContractRisk risk) {
  /** As it stands; a {@code RuleFailure} if it has no risk array. */
  static Listed of(Reader state, int number) {
    Instrument instrument = Listings.instrument(state, number);
    RiskArray array = MarginKeys.ARRAYS.require(state, number);
    return new Listed(
        number,
        instrument.getUnderlying(),
        array.getMultiplier(),
        array.getMark(),
        risk(state, instrument, array));
  }

  /** Expiries stand for times to them: margin only compares them. */
  private static ContractRisk risk(Reader state, Instrument instrument, RiskArray array) {
    long expiry = instrument.getExpiryMillis() == 0 ? Contract.NEVER : instrument.getExpiryMillis();
    return new ContractRisk(
        expiry,
        Payoffs.forwardExpiry(state, instrument).orElse(expiry),
        Losses.of(array.getLossesList()),
        Payoffs.isPaidUpFront(instrument),
        array.getValue(),
        array.getDelta(),
        array.getVega(),
        array.getWrittenLong(),
        array.getWrittenShort());
  }
}
