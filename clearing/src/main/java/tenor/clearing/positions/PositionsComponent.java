package tenor.clearing.positions;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import tenor.clearing.fixed.WideSum;
import tenor.clearing.kernel.ByNumber;
import tenor.clearing.kernel.Component;
import tenor.clearing.kernel.Invariant;
import tenor.clearing.kernel.Prefix;
import tenor.clearing.kernel.Reader;
import tenor.clearing.kernel.Table;
import tenor.clearing.proto.OpenInterest;

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
    return List.of(new Invariant("contracts", (state, block) -> broken(state)));
  }

  /**
   * In one pass, for each instrument: POS-01, contracts over all accounts sum to zero; POS-02, open
   * interest equals the contracts held long, recomputed.
   */
  private static Optional<String> broken(Reader state) {
    ByNumber<Sides> all = new ByNumber<>();
    for (Held held : Positions.all(state)) {
      all.get(held.instrument(), Sides::new).add(held.contracts());
    }
    for (Table.Entry<Integer, OpenInterest> open : PositionsKeys.OPEN_INTEREST.entries(state)) {
      all.get(open.row(), Sides::new).openInterest = open.value().getContracts();
    }
    return all.values().stream().flatMap(sides -> sides.broken().stream()).findFirst();
  }

  /** What is held of an instrument, summed exactly, and what is stored of it. */
  private static final class Sides {
    private final int instrument;
    private final WideSum longs = new WideSum();
    private final WideSum all = new WideSum();
    private long openInterest;

    Sides(int instrument) {
      this.instrument = instrument;
    }

    void add(long contracts) {
      all.add(contracts);
      longs.add(Math.max(0, contracts));
    }

    Optional<String> broken() {
      BigInteger held = longs.value();
      if (!all.isZero()) {
        BigInteger shorts = held.subtract(all.value());
        return Optional.of(
            "instrument "
                + instrument
                + " has "
                + held
                + " contracts long and "
                + shorts
                + " short");
      }
      return held.equals(BigInteger.valueOf(openInterest))
          ? Optional.empty()
          : Optional.of(
              "instrument "
                  + instrument
                  + " has open interest "
                  + openInterest
                  + " and "
                  + held
                  + " contracts held long");
    }
  }
}
