package tenor.clearing.defaultfund;

import tenor.clearing.accounts.AccountAsset;
import tenor.clearing.accounts.Ledger;
import tenor.clearing.accounts.Reason;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.kernel.Reader;
import tenor.clearing.kernel.Writer;
import tenor.clearing.proto.Covered;
import tenor.clearing.proto.FundTotals;

/**
 * The insurance fund: what stands behind an account that cannot pay. It is an account of the
 * ledger, so its cash is {@code Ledger.cash(state, Ledger.FUND, asset)}.
 */
public final class Fund {
  private Fund() {}

  /**
   * What the layers paid; amounts in 10⁻⁶ of the asset, at least 0.
   *
   * @param fund by the insurance fund
   * @param house by the house, when the fund is empty
   * @param owed what neither could pay: the account goes on owing it
   */
  public record Cover(long fund, long house, long owed) {}

  /** The cash of the fund in an asset. */
  public static long cash(Reader state, int asset) {
    return Ledger.cash(state, Ledger.FUND, asset);
  }

  /** Pays into the fund what a payer gives up of its own cash, or owes (DFN-02). */
  public static void contribute(Writer state, long from, int asset, long amount, Reason reason) {
    Ledger.transfer(state, from, Ledger.FUND, asset, amount, reason);
    count(state, asset, amount, 0);
  }

  /**
   * Pays what an account owes in an asset: the fund first, then the house (DFN-01). The three parts
   * sum to what was owed.
   */
  public static Cover cover(Writer state, long account, int asset) {
    long owed = Fixed.negate(Math.min(0, Ledger.cash(state, account, asset)));
    long fund = pay(state, Ledger.FUND, account, asset, owed);
    long house = pay(state, Ledger.HOUSE, account, asset, Fixed.minus(owed, fund));
    if (fund > 0 || house > 0) {
      count(state, asset, 0, fund);
      AccountAsset row = new AccountAsset(account, asset);
      Covered before = DefaultFundKeys.COVERED.get(state, row);
      put(state, row, Fixed.plus(before.getFund(), fund), Fixed.plus(before.getHouse(), house));
    }
    return new Cover(fund, house, Fixed.minus(Fixed.minus(owed, fund), house));
  }

  /**
   * Takes later receipts of an account for which the layers paid, last used first: the house, then
   * the fund (DFN-03). The rest stays with the account.
   */
  public static Cover recover(Writer state, long account, int asset) {
    AccountAsset row = new AccountAsset(account, asset);
    Covered open = DefaultFundKeys.COVERED.get(state, row);
    long cash = Math.max(0, Ledger.cash(state, account, asset));
    long house = Math.min(cash, open.getHouse());
    long fund = Math.min(Fixed.minus(cash, house), open.getFund());
    if (house > 0 || fund > 0) {
      Ledger.transfer(state, account, Ledger.HOUSE, asset, house, Reason.COVER);
      contribute(state, account, asset, fund, Reason.COVER);
      put(state, row, Fixed.minus(open.getFund(), fund), Fixed.minus(open.getHouse(), house));
    }
    long left = Fixed.minus(Fixed.plus(open.getFund(), open.getHouse()), Fixed.plus(fund, house));
    return new Cover(fund, house, left);
  }

  private static long pay(Writer state, long layer, long account, int asset, long owed) {
    long paid = Math.min(owed, Math.max(0, Ledger.cash(state, layer, asset)));
    Ledger.transfer(state, layer, account, asset, paid, Reason.COVER);
    return paid;
  }

  private static void put(Writer state, AccountAsset row, long fund, long house) {
    if (fund == 0 && house == 0) {
      DefaultFundKeys.COVERED.remove(state, row);
    } else {
      DefaultFundKeys.COVERED.put(
          state, row, Covered.newBuilder().setFund(fund).setHouse(house).build());
    }
  }

  private static void count(Writer state, int asset, long contributed, long paid) {
    if (contributed == 0 && paid == 0) {
      return;
    }
    FundTotals totals = DefaultFundKeys.TOTALS.get(state, asset);
    DefaultFundKeys.TOTALS.put(
        state,
        asset,
        totals.toBuilder()
            .setContributed(Fixed.plus(totals.getContributed(), contributed))
            .setPaid(Fixed.plus(totals.getPaid(), paid))
            .build());
  }

  /** Cash that the custodian holds for the fund at the start. */
  static void endow(Writer state, int asset, long amount) {
    count(state, asset, amount, 0);
  }
}
