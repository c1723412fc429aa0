package tenor.clearing.positions;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.kernel.Key;
import tenor.clearing.kernel.Reader;
import tenor.clearing.kernel.Table;
import tenor.clearing.kernel.Writer;
import tenor.clearing.proto.OpenInterest;
import tenor.clearing.proto.Position;

/** Reads and moves contracts. What one account gives another takes, so contracts sum to zero. */
public final class Positions {
  private Positions() {}

  /** The contracts of an account in an instrument; long is positive. */
  public static long contracts(Reader state, long account, int instrument) {
    return PositionsKeys.POSITIONS
        .get(state, new AccountInstrument(account, instrument))
        .getContracts();
  }

  /** All positions, by account, then instrument. */
  public static List<Held> all(Reader state) {
    return held(state, PositionsKeys.POSITIONS.prefix());
  }

  /** The positions of an account, by instrument. */
  public static List<Held> of(Reader state, long account) {
    return held(state, PositionsKeys.POSITIONS.prefix().u64(account));
  }

  private static List<Held> held(Reader state, Key start) {
    List<Held> held = new ArrayList<>();
    for (Table.Entry<AccountInstrument, Position> entry :
        PositionsKeys.POSITIONS.entries(state, start)) {
      held.add(new Held(entry.row(), entry.value().getContracts()));
    }
    return Collections.unmodifiableList(held);
  }

  /** {@code seller} gives {@code contracts > 0} to {@code buyer}, in one step. */
  public static void move(Writer state, int instrument, long seller, long buyer, long contracts) {
    long before = longs(state, instrument, seller, buyer);
    set(state, buyer, instrument, Fixed.plus(contracts(state, buyer, instrument), contracts));
    set(state, seller, instrument, Fixed.minus(contracts(state, seller, instrument), contracts));
    long change = Fixed.minus(longs(state, instrument, seller, buyer), before);
    long interest = Fixed.plus(openInterest(state, instrument), change);
    if (interest == 0) {
      PositionsKeys.OPEN_INTEREST.remove(state, instrument);
    } else {
      PositionsKeys.OPEN_INTEREST.put(
          state, instrument, OpenInterest.newBuilder().setContracts(interest).build());
    }
  }

  /** The contracts held long over all accounts. */
  public static long openInterest(Reader state, int instrument) {
    return PositionsKeys.OPEN_INTEREST.get(state, instrument).getContracts();
  }

  /** Closes every position in a settled instrument: {@code holders} are all who have one. */
  public static void close(Writer state, int instrument, List<AccountInstrument> holders) {
    for (AccountInstrument row : holders) {
      PositionsKeys.POSITIONS.remove(state, row);
    }
    PositionsKeys.OPEN_INTEREST.remove(state, instrument);
  }

  private static long longs(Reader state, int instrument, long first, long second) {
    return Fixed.plus(
        Math.max(0, contracts(state, first, instrument)),
        Math.max(0, contracts(state, second, instrument)));
  }

  private static void set(Writer state, long account, int instrument, long contracts) {
    AccountInstrument row = new AccountInstrument(account, instrument);
    if (contracts == 0) {
      PositionsKeys.POSITIONS.remove(state, row);
    } else {
      PositionsKeys.POSITIONS.put(
          state, row, Position.newBuilder().setContracts(contracts).build());
    }
  }
}
