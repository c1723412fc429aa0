package tenor.clearing.accounts;

import java.util.List;
import java.util.SortedMap;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.RuleFailure;
import tenor.clearing.fixed.WideSum;
import tenor.clearing.kernel.BrokenInvariant;
import tenor.clearing.kernel.Reader;
import tenor.clearing.kernel.Table;
import tenor.clearing.kernel.Writer;
import tenor.clearing.proto.Balance;
import tenor.clearing.proto.Brought;

/**
 * The operations that move value. What leaves one account enters another, so the sum over all
 * accounts of an asset, the custodian's included, is zero for ever.
 */
public final class Ledger {
  /** The world outside: minus what the custodian holds for the house. */
  public static final long CUSTODY = 1;

  /** The house's own layer. */
  public static final long HOUSE = 2;

  /** The insurance fund. */
  public static final long FUND = 3;

  /** Passes payments through; zero at the end of every block. */
  public static final long CLEARING = 4;

  /** Cash that left accounts and waits for the custodian. */
  public static final long PENDING = 5;

  /** The first number of a participant's account. */
  public static final long FIRST_PARTICIPANT_ACCOUNT = 1001;

  private Ledger() {}

  /** The cash of an account in an asset, in units of 10⁻⁶; negative if owed. */
  public static long cash(Reader state, long account, int asset) {
    return AccountsKeys.BALANCES.get(state, new AccountAsset(account, asset)).getCash();
  }

  /** What an account has of each asset, by asset. */
  public static List<Table.Entry<AccountAsset, Balance>> balances(Reader state, long account) {
    return AccountsKeys.BALANCES.entries(state, AccountsKeys.BALANCES.prefix().u64(account));
  }

  /** Every debt of a participant's account: the rows with less than nothing. */
  public static List<AccountAsset> debts(Reader state) {
    return AccountsKeys.BALANCES.entries(state).stream()
        .filter(balance -> balance.value().getCash() < 0)
        .map(Table.Entry::row)
        .filter(row -> row.account() >= FIRST_PARTICIPANT_ACCOUNT)
        .toList();
  }

  /** ACC-04: whether a transfer would be allowed: the amount is there, or the payer may owe it. */
  public static boolean covers(Reader state, long from, int asset, long amount, Reason reason) {
    return reason.mayOverdraw()
        || from == CUSTODY
        || from == CLEARING
        || cash(state, from, asset) >= amount;
  }

  /**
   * ACC-03: moves {@code amount ≥ 0} of {@code asset}.
   *
   * @throws RuleFailure if the amount is negative, a sum overflows, or the payer may not owe it
   */
  public static void transfer(
      Writer state, long from, long to, int asset, long amount, Reason reason) {
    if (amount < 0 || !covers(state, from, asset, amount, reason)) {
      throw new RuleFailure(
          "transfer of " + amount + " from " + from + " to " + to + " for " + reason);
    }
    if (amount == 0 || from == to) {
      return;
    }
    set(state, from, asset, Fixed.minus(cash(state, from, asset), amount));
    set(state, to, asset, Fixed.plus(cash(state, to, asset), amount));
    if (reason.isBrought()) {
      bring(state, from, asset, Fixed.negate(amount));
      bring(state, to, asset, amount);
    }
  }

  /**
   * ACC-03: pays what accounts receive from each other in one step.
   *
   * @param net what each receives, negative for who pays; sums to zero
   * @param reason that lets those who pay owe afterwards
   * @throws RuleFailure if a balance leaves 64 bits
   * @throws BrokenInvariant if the amounts do not sum to zero
   */
  public static void settle(Writer state, int asset, SortedMap<Long, Long> net, Reason reason) {
    if (!reason.mayOverdraw() || reason.isBrought()) {
      throw new IllegalArgumentException("nobody may be made to pay for " + reason);
    }
    WideSum sum = new WideSum();
    net.values().forEach(sum::add);
    if (!sum.isZero()) {
      throw new BrokenInvariant(reason + " of asset " + asset + " sums to " + sum.value());
    }
    net.forEach(
        (account, amount) -> {
          if (amount != 0) {
            set(state, account, asset, Fixed.plus(cash(state, account, asset), amount));
          }
        });
  }

  /**
   * What the owner of an account brought in of an asset, less what it took out, 10⁻⁶: cash beyond
   * it is the result of positions.
   */
  public static long brought(Reader state, long account, int asset) {
    return AccountsKeys.BROUGHT.get(state, new AccountAsset(account, asset)).getAmount();
  }

  /** ACC-05: counted for participants' accounts alone, in transfers that no position caused. */
  private static void bring(Writer state, long account, int asset, long amount) {
    if (account >= FIRST_PARTICIPANT_ACCOUNT) {
      long after = Fixed.plus(brought(state, account, asset), amount);
      AccountsKeys.BROUGHT.put(
          state, new AccountAsset(account, asset), Brought.newBuilder().setAmount(after).build());
    }
  }

  private static void set(Writer state, long account, int asset, long cash) {
    AccountsKeys.BALANCES.put(
        state, new AccountAsset(account, asset), Balance.newBuilder().setCash(cash).build());
  }
}
