package tenor.clearing.positions;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tenor.clearing.kernel.Component;
import tenor.clearing.kernel.Invariant;
import tenor.clearing.kernel.Prefix;
import tenor.clearing.kernel.Reader;
import tenor.clearing.kernel.Table;

/** Who holds what. It has no operations: trading, liquidation and settlement move contracts. */
public final class PositionsComponent implements Component {
  @Override
  public String name() {
    return "positions";
  }

  @Override
  public int prefix() {
    return Prefix.POSITIONS;
  }

  @Override
  public List<Table<?, ?>> tables() {
    return PositionsKeys.ALL;
  }

  @Override
  public List<Invariant> invariants() {
    return List.of(
        new Invariant("contractsSumToZero", (state, block) -> unbalanced(state)),
        new Invariant("openInterest", (state, block) -> miscounted(state)));
  }

  /** POS-01: contracts over all accounts sum to zero for each instrument. */
  private static Optional<String> unbalanced(Reader state) {
    return sums(state).entrySet().stream()
        .filter(entry -> !entry.getValue().longs().equals(entry.getValue().shorts()))
        .map(
            entry ->
                "instrument "
                    + entry.getKey()
                    + " has "
                    + entry.getValue().longs()
                    + " contracts long and "
                    + entry.getValue().shorts()
                    + " short")
        .findFirst();
  }

  /** POS-02: open interest equals the contracts held long, recomputed. */
  private static Optional<String> miscounted(Reader state) {
    SortedMap<Integer, Sums> sums = sums(state);
    for (int instrument : PositionsKeys.OPEN_INTEREST.rows(state)) {
      sums.putIfAbsent(instrument, Sums.NONE);
    }
    return sums.entrySet().stream()
        .filter(entry -> !entry.getValue().longs().equals(stored(state, entry.getKey())))
        .map(
            entry ->
                "instrument "
                    + entry.getKey()
                    + " has open interest "
                    + stored(state, entry.getKey())
                    + " and "
                    + entry.getValue().longs()
                    + " contracts held long")
        .findFirst();
  }

  private static BigInteger stored(Reader state, int instrument) {
    return BigInteger.valueOf(Positions.openInterest(state, instrument));
  }

  private static SortedMap<Integer, Sums> sums(Reader state) {
    SortedMap<Integer, Sums> sums = new TreeMap<>();
    for (AccountInstrument row : Positions.all(state)) {
      long contracts = Positions.contracts(state, row.account(), row.instrument());
      sums.merge(row.instrument(), Sums.of(contracts), Sums::plus);
    }
    return sums;
  }

  private record Sums(BigInteger longs, BigInteger shorts) {
    static final Sums NONE = new Sums(BigInteger.ZERO, BigInteger.ZERO);

    static Sums of(long contracts) {
      BigInteger held = BigInteger.valueOf(contracts);
      return contracts > 0
          ? new Sums(held, BigInteger.ZERO)
          : new Sums(BigInteger.ZERO, held.negate());
    }

    Sums plus(Sums other) {
      return new Sums(longs.add(other.longs), shorts.add(other.shorts));
    }
  }
}
