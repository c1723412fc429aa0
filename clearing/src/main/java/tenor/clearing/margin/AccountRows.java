package tenor.clearing.margin;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import tenor.clearing.accounts.AccountAsset;
import tenor.clearing.accounts.AccountsKeys;
import tenor.clearing.accounts.Ledger;
import tenor.clearing.compliance.ComplianceKeys;
import tenor.clearing.compliance.Participants;
import tenor.clearing.kernel.Reader;
import tenor.clearing.kernel.Table;
import tenor.clearing.positions.Held;
import tenor.clearing.positions.Positions;
import tenor.clearing.proto.Account;
import tenor.clearing.proto.Balance;

/**
 * The rows of the state that are an account's own.
 *
 * @param account its number
 * @param participant that it belongs to; 0 if there is no such account
 * @param balances what it has of each asset, ascending
 * @param positions by instrument, ascending
 */
record AccountRows(
    long account,
    long participant,
    List<Table.Entry<AccountAsset, Balance>> balances,
    List<Held> positions) {

  /** Those of one account. */
  static AccountRows of(Reader state, long account) {
    return new AccountRows(
        account,
        Participants.participantOf(state, account),
        Ledger.balances(state, account),
        Positions.of(state, account));
  }

  /** Those of every participant's account, ascending: each table is walked once. */
  static List<AccountRows> all(Reader state) {
    Walk<Table.Entry<AccountAsset, Balance>> balances =
        new Walk<>(AccountsKeys.BALANCES.entries(state), balance -> balance.row().account());
    Walk<Held> positions = new Walk<>(Positions.all(state), Held::account);
    List<AccountRows> all = new ArrayList<>();
    for (Table.Entry<Long, Account> entry : ComplianceKeys.ACCOUNTS.entries(state)) {
      long account = entry.row();
      all.add(
          new AccountRows(
              account,
              entry.value().getParticipant(),
              balances.upTo(account),
              positions.upTo(account)));
    }
    return all;
  }

  /** Goes through rows that are ordered by account. */
  private static final class Walk<T> {
    private final List<T> rows;
    private final ToLongFunction<T> accountOf;
    private int next;

    Walk(List<T> rows, ToLongFunction<T> accountOf) {
      this.rows = rows;
      this.accountOf = accountOf;
    }

    /** The rows of an account, those of lower ones being skipped; asked for accounts ascending. */
    List<T> upTo(long account) {
      while (next < rows.size() && isBelow(account)) {
        next++;
      }
      int from = next;
      while (next < rows.size() && accountOf.applyAsLong(rows.get(next)) == account) {
        next++;
      }
      return rows.subList(from, next);
    }

    /** Keys are in the order of unsigned numbers. */
    private boolean isBelow(long account) {
      return Long.compareUnsigned(accountOf.applyAsLong(rows.get(next)), account) < 0;
    }
  }
}
