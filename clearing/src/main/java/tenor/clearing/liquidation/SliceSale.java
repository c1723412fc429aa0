package tenor.clearing.liquidation;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tenor.clearing.accounts.Ledger;
import tenor.clearing.accounts.Reason;
import tenor.clearing.defaultfund.Fund;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.Rounding;
import tenor.clearing.kernel.Context;
import tenor.clearing.kernel.Event;
import tenor.clearing.margin.AccountMargin;
import tenor.clearing.margin.BlockRisk;
import tenor.clearing.oracle.Marks;

/**
 * The sale of one slice of a failing account to those who offered to take it.
 *
 * @param account the failing account
 * @param asset in which the slice settles and the premium is paid
 * @param slice what is offered
 * @param premium what is paid for all of it, 10⁻⁶ of the asset; a part is paid for a part
 * @param block what all accounts of the block share
 */
record SliceSale(long account, int asset, Slice slice, long premium, BlockRisk block) {
  /** Into how many steps a part is cut when its taker cannot margin all of it. */
  private static final int STEPS = 64;

  /** What a taker took. */
  record Taken(long account, Slice slice) {}

  /** Sells to these takers in their order, those who ask the same together. */
  List<Taken> run(Context context, List<Taker> takers) {
    long risk = slice.risk(context.state());
    List<Taken> all = new ArrayList<>();
    Slice left = slice;
    int from = 0;
    while (from < takers.size() && !left.isEmpty()) {
      int to = endOfTier(takers, from);
      List<Taker> tier = takers.subList(from, to);
      List<Slice> parts = Allocation.among(left, tier);
      for (int i = 0; i < tier.size(); i++) {
        Slice taken = largestMargined(context, tier.get(i).account(), parts.get(i), risk);
        if (!taken.isEmpty()) {
          give(context, tier.get(i).account(), taken, risk, true);
          all.add(new Taken(tier.get(i).account(), taken));
          left = left.without(taken);
        }
      }
      from = to;
    }
    return all;
  }

  private static int endOfTier(List<Taker> takers, int from) {
    int to = from + 1;
    while (to < takers.size() && takers.get(to).asked() == takers.get(from).asked()) {
      to++;
    }
    return to;
  }

  /**
   * LIQ-11: the largest cut of a part after which its taker has maintenance × initial factor, and
   * the cash to pay for it.
   */
  private Slice largestMargined(Context context, long taker, Slice part, long risk) {
    int low = 0;
    int high = STEPS;
    while (low < high) {
      int middle = (low + high + 1) / 2;
      if (isMargined(context, taker, cut(part, middle), risk)) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return cut(part, low);
  }

  private static Slice cut(Slice part, int steps) {
    SortedMap<Integer, Long> sizes = new TreeMap<>();
    for (int instrument : part.instruments()) {
      sizes.put(instrument, Fixed.mulDiv(part.size(instrument), steps, STEPS, Rounding.DOWN));
    }
    return part.sized(sizes);
  }

  private boolean isMargined(Context context, long taker, Slice part, long risk) {
    Context trial = context.nested();
    give(trial, taker, part, risk, false);
    long before = Ledger.cash(context.state(), taker, asset);
    long after = Ledger.cash(trial.state(), taker, asset);
    return (after >= 0 || after >= before)
        && AccountMargin.of(trial.state(), taker, block).coversScaled();
  }

  /** Sells positions at the mark and pays the premium, a share of it to the fund. */
  private void give(Context context, long taker, Slice part, long risk, boolean report) {
    long paid = risk == 0 ? 0 : share(part.risk(context.state()), risk);
    long toFund =
        Fixed.mulDiv(
            paid,
            LiquidationParams.FUND_SHARE.get(context.state()),
            Fixed.FRACTION_ONE,
            Rounding.DOWN);
    part.sell(context.state(), account, taker, asset);
    Ledger.transfer(
        context.state(), account, taker, asset, Fixed.minus(paid, toFund), Reason.SLICE);
    Fund.contribute(context.state(), account, asset, toFund, Reason.LIQUIDATION_FEE);
    if (report) {
      report(context, taker, part, paid, toFund);
    }
  }

  private long share(long part, long whole) {
    return Fixed.mulDiv(premium, part, whole, Rounding.DOWN);
  }

  private void report(Context context, long taker, Slice part, long paid, long toFund) {
    context.emit(
        Event.of("sliceTaken")
            .with("account", account)
            .with("taker", taker)
            .with("asset", asset)
            .with("premium", paid)
            .with("toFund", toFund));
    for (int instrument : part.instruments()) {
      context.emit(
          Event.of("sliceMoved")
              .with("account", account)
              .with("taker", taker)
              .with("instrument", instrument)
              .with("contracts", part.contracts().getOrDefault(instrument, 0L))
              .with("price", Marks.price(context.state(), instrument).orElse(0)));
    }
  }
}
