package tenor.clearing.margin;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tenor.clearing.instruments.InstrumentsKeys;
import tenor.clearing.kernel.Reader;
import tenor.clearing.positions.AccountInstrument;
import tenor.clearing.positions.Positions;
import tenor.clearing.proto.Instrument;
import tenor.clearing.proto.RiskArray;

/**
 * The positions of an account as margin sees them, by underlying.
 *
 * @param holdings ascending by underlying, then instrument
 */
record Book(SortedMap<Integer, List<Holding>> holdings) {
  /**
   * The book of an account as it stands.
   *
   * @throws tenor.clearing.fixed.RuleFailure if an instrument has no risk array yet
   */
  static Book of(Reader state, long account) {
    SortedMap<Integer, List<Holding>> holdings = new TreeMap<>();
    for (AccountInstrument row : Positions.of(state, account)) {
      Instrument instrument = InstrumentsKeys.INSTRUMENTS.require(state, row.instrument());
      holdings
          .computeIfAbsent(instrument.getUnderlying(), _ -> new ArrayList<>())
          .add(holding(state, row, instrument));
    }
    return new Book(holdings);
  }

  private static Holding holding(Reader state, AccountInstrument row, Instrument instrument) {
    RiskArray array = MarginKeys.ARRAYS.require(state, row.instrument());
    return new Holding(
        row.instrument(),
        Positions.contracts(state, row.account(), row.instrument()),
        instrument.getMultiplier(),
        instrument.getExpiryMillis() == 0 ? Long.MAX_VALUE : instrument.getExpiryMillis(),
        array.getMark(),
        array.getLossesList());
  }

  /** n of one underlying: the units to trade out of, 10⁻¹⁸; 0 if nothing is held in it. */
  BigInteger units(UnderlyingTerms terms) {
    List<Holding> held = holdings.get(terms.underlying());
    return held == null ? BigInteger.ZERO : UnderlyingRisk.of(terms, held).units();
  }
}
