package tenor.clearing.collateral;

import java.util.Optional;
import java.util.function.LongFunction;
import tenor.clearing.accounts.AccountAsset;
import tenor.clearing.accounts.Ledger;
import tenor.clearing.accounts.Reason;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.Rounding;
import tenor.clearing.kernel.Context;
import tenor.clearing.kernel.Event;
import tenor.clearing.kernel.Outcome;
import tenor.clearing.kernel.Reader;
import tenor.clearing.kernel.Reject;
import tenor.clearing.margin.AccountMargin;
import tenor.clearing.margin.BlockRisk;
import tenor.clearing.margin.CollateralAssets;
import tenor.clearing.proto.Conversion;
import tenor.clearing.proto.SettleConversion;
import tenor.clearing.risk.Collateral;

/** Collateral that becomes cash: taken where cash is owed, sold outside by the custodian. */
final class Conversions {
  private Conversions() {}

  /** COL-13: every account that owes cash; one that a rule fails on costs no other. */
  static void run(Context context) {
    LongFunction<AccountMargin> margins =
        AccountMargin.each(context.state(), BlockRisk.of(context.state()));
    for (AccountAsset debt : Ledger.debts(context.state())) {
      context.isolated(work -> convert(work, debt, margins.apply(debt.account())));
    }
  }

  private static void convert(Context context, AccountAsset debt, AccountMargin margin) {
    for (int asset : margin.requirements().keySet()) {
      long free = Fixed.minus(margin.in(asset).cash(), margin.in(asset).initial());
      Collateral collateral =
          CollateralAssets.of(context.state(), debt.account(), asset, free, debt.asset())
              .orElse(null);
      if (collateral != null) {
        take(context, debt, new AccountAsset(debt.account(), asset), collateral.uncapped());
      }
    }
  }

  /** As little as covers what is still owed, at its haircut value. */
  private static void take(
      Context context, AccountAsset debt, AccountAsset from, Collateral collateral) {
    Reader state = context.state();
    long owed = Fixed.negate(Math.min(0, Ledger.cash(state, debt.account(), debt.asset())));
    long payable = Math.min(owed, Math.max(0, Ledger.cash(state, Ledger.HOUSE, debt.asset())));
    long credited = Math.min(payable, collateral.counts());
    Conversion before = CollateralKeys.CONVERSIONS.get(state, from);
    boolean isOther = before.getAmount() > 0 && before.getSettled() != debt.asset();
    if (credited == 0 || isOther) {
      return;
    }
    long amount = collateral.amountFor(credited);
    Ledger.transfer(
        context.state(), from.account(), Ledger.HOUSE, from.asset(), amount, Reason.CONVERSION);
    Ledger.transfer(
        context.state(), Ledger.HOUSE, from.account(), debt.asset(), credited, Reason.CONVERSION);
    CollateralKeys.CONVERSIONS.put(
        context.state(),
        from,
        Conversion.newBuilder()
            .setAmount(Fixed.plus(before.getAmount(), amount))
            .setCredited(Fixed.plus(before.getCredited(), credited))
            .setSettled(debt.asset())
            .build());
    context.emit(
        Event.of("collateralConverted")
            .with("account", from.account())
            .with("asset", from.asset())
            .with("amount", amount)
            .with("settled", debt.asset())
            .with("credited", credited));
  }

  /** What is refused of a sale whatever the state is. */
  static Optional<Reject> check(SettleConversion op) {
    return CollateralOperations.amount(op.getAmount())
        .or(() -> CollateralOperations.amount(op.getProceeds()))
        .or(() -> CollateralOperations.reference(op.getReference()));
  }

  /** COL-14: converted collateral was sold; the surplus is the account's. */
  static Outcome settle(SettleConversion op, Context context) {
    if (!CollateralOperations.isCustodian(context)) {
      return Outcome.rejected(CollateralReject.NOT_CUSTODIAN);
    }
    AccountAsset row = new AccountAsset(op.getAccount(), op.getAsset());
    Conversion before = CollateralKeys.CONVERSIONS.get(context.state(), row);
    if (op.getAmount() > before.getAmount()) {
      return Outcome.rejected(CollateralReject.UNKNOWN_CONVERSION, "at most " + before.getAmount());
    }
    long credited =
        Fixed.mulDiv(before.getCredited(), op.getAmount(), before.getAmount(), Rounding.UP);
    Custody.sold(context.state(), op.getAsset(), op.getAmount());
    Custody.receive(context.state(), Ledger.HOUSE, before.getSettled(), op.getProceeds());
    long surplus = Math.max(0, Fixed.minus(op.getProceeds(), credited));
    Ledger.transfer(
        context.state(),
        Ledger.HOUSE,
        op.getAccount(),
        before.getSettled(),
        surplus,
        Reason.CONVERSION);
    keep(context, row, before, op.getAmount(), credited);
    context.emit(
        Event.of("conversionSettled")
            .with("account", op.getAccount())
            .with("asset", op.getAsset())
            .with("amount", op.getAmount())
            .with("settled", before.getSettled())
            .with("proceeds", op.getProceeds())
            .with("surplus", surplus)
            .with("reference", op.getReference()));
    return Outcome.accepted();
  }

  /** What of a conversion is not sold yet. */
  private static void keep(
      Context context, AccountAsset row, Conversion before, long amount, long credited) {
    if (amount == before.getAmount()) {
      CollateralKeys.CONVERSIONS.remove(context.state(), row);
    } else {
      CollateralKeys.CONVERSIONS.put(
          context.state(),
          row,
          before.toBuilder()
              .setAmount(Fixed.minus(before.getAmount(), amount))
              .setCredited(Fixed.minus(before.getCredited(), credited))
              .build());
    }
  }
}
