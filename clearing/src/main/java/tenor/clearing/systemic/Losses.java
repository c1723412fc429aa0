package tenor.clearing.systemic;

import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tenor.clearing.accounts.AccountAsset;
import tenor.clearing.accounts.Ledger;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.kernel.Context;
import tenor.clearing.kernel.Reader;
import tenor.clearing.kernel.Table;
import tenor.clearing.margin.AccountMargin;
import tenor.clearing.margin.Requirement;
import tenor.clearing.proto.LossCount;
import tenor.clearing.proto.LossTotals;

/**
 * SYS-04: what every account lost in an epoch against the maintenance it had at the start of it.
 * Loss is the fall of its result: cash and option value less what its owner brought in.
 */
final class Losses {
  private static final Comparator<AccountAsset> ORDER =
      Comparator.comparingLong(AccountAsset::account).thenComparingInt(AccountAsset::asset);

  private Losses() {}

  /** Counts the epoch that ended and remembers where the next one starts. */
  static void close(Context context, SortedMap<Long, AccountMargin> margins) {
    TreeSet<AccountAsset> rows = new TreeSet<>(ORDER);
    rows.addAll(SystemicKeys.LOSSES.rows(context.state()));
    margins.forEach(
        (account, margin) ->
            margin.requirements().keySet().forEach(a -> rows.add(new AccountAsset(account, a))));
    LossTotals.Builder totals =
        SystemicKeys.LOSS_TOTALS.get(context.state(), Table.Singleton.ROW).toBuilder();
    for (AccountAsset row : rows) {
      AccountMargin margin = margins.get(row.account());
      // A row whose sums overflow counts nothing in this epoch.
      context.isolated(
          work -> close(work, row, margin == null ? null : margin.in(row.asset()), totals));
    }
    if (totals.getEpochs() > 0) {
      SystemicKeys.LOSS_TOTALS.put(context.state(), Table.Singleton.ROW, totals.build());
    }
  }

  private static void close(
      Context context, AccountAsset row, @Nullable Requirement now, LossTotals.Builder totals) {
    LossCount before = SystemicKeys.LOSSES.get(context.state(), row);
    long result = now == null ? 0 : result(context.state(), row, now);
    LossCount.Builder after = before.toBuilder();
    if (before.getMaintenance() > 0 && now != null) {
      boolean isBreach = Fixed.minus(before.getResult(), result) > before.getMaintenance();
      after
          .setEpochs(Fixed.plus(before.getEpochs(), 1))
          .setBreaches(Fixed.plus(before.getBreaches(), isBreach ? 1 : 0));
      totals
          .setEpochs(Fixed.plus(totals.getEpochs(), 1))
          .setBreaches(Fixed.plus(totals.getBreaches(), isBreach ? 1 : 0));
    }
    long maintenance = now == null ? 0 : now.maintenance();
    after.setMaintenance(maintenance).setResult(maintenance > 0 ? result : 0);
    if (after.getEpochs() > 0 || maintenance > 0) {
      SystemicKeys.LOSSES.put(context.state(), row, after.build());
    }
  }

  /** What positions earned the account so far; a loss is negative. */
  private static long result(Reader state, AccountAsset row, Requirement now) {
    return Fixed.minus(
        Fixed.plus(now.cash(), now.optionValue()),
        Ledger.brought(state, row.account(), row.asset()));
  }
}
