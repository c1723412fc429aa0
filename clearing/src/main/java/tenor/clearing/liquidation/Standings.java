package tenor.clearing.liquidation;

import java.util.SortedSet;
import java.util.TreeSet;
import tenor.clearing.kernel.Reader;
import tenor.clearing.kernel.Table;
import tenor.clearing.proto.AccountStanding;
import tenor.clearing.proto.Standing;

/** How accounts stand, for all who may ask. */
public final class Standings {
  private Standings() {}

  /** The standing of an account. */
  public static Standing of(Reader state, long account) {
    return LiquidationKeys.STANDINGS.get(state, account).getStanding();
  }

  /** The accounts that something stands against. */
  static SortedSet<Long> marked(Reader state) {
    return new TreeSet<>(LiquidationKeys.STANDINGS.rows(state));
  }

  /** The accounts that are liquidated or in default. */
  static SortedSet<Long> actedOn(Reader state) {
    SortedSet<Long> accounts = new TreeSet<>();
    for (Table.Entry<Long, AccountStanding> row : LiquidationKeys.STANDINGS.entries(state)) {
      Standing standing = row.value().getStanding();
      if (standing == Standing.STANDING_LIQUIDATING || standing == Standing.STANDING_DEFAULT) {
        accounts.add(row.row());
      }
    }
    return accounts;
  }

  /** Whether nothing stands against the account: neither call nor default nor restriction. */
  public static boolean isGood(Reader state, long account) {
    return LiquidationKeys.STANDINGS.find(state, account) == null;
  }

  /** Whether the account is in default and not closed out. */
  public static boolean isDefault(Reader state, long account) {
    return of(state, account) == Standing.STANDING_DEFAULT;
  }

  /** Whether the account is called, liquidating or in default. */
  public static boolean hasOpenCall(Reader state, long account) {
    return switch (of(state, account)) {
      case STANDING_CALLED, STANDING_LIQUIDATING, STANDING_DEFAULT -> true;
      case STANDING_GOOD, STANDING_CLOSED_OUT, UNRECOGNIZED -> false;
    };
  }

  /**
   * Whether the account may take on positions if margin allows it: it is not in default, and its
   * margin could be computed in the last block.
   */
  public static boolean mayOpen(Reader state, long account) {
    return !isDefault(state, account)
        && !LiquidationKeys.STANDINGS.get(state, account).getRestricted();
  }
}
