package tenor.clearing.liquidation;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import tenor.clearing.accounts.AccountAsset;
import tenor.clearing.accounts.Ledger;
import tenor.clearing.adaptive.Reputation;
import tenor.clearing.defaultfund.DefaultFundKeys;
import tenor.clearing.defaultfund.Fund;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.instruments.Listings;
import tenor.clearing.kernel.Context;
import tenor.clearing.kernel.Event;
import tenor.clearing.kernel.Reader;
import tenor.clearing.margin.AccountMargin;
import tenor.clearing.margin.BlockRisk;
import tenor.clearing.margin.Requirement;
import tenor.clearing.positions.Positions;
import tenor.clearing.proto.AccountStanding;
import tenor.clearing.proto.InstrumentStatus;
import tenor.clearing.proto.LiquidationTotals;

/**
 * What is done in a block about one account that is liquidated or in default: one slice per asset,
 * and once a default holds nothing any more, what it still owes is covered.
 */
final class Liquidator {
  private final BlockRisk block;
  private final Offers offers;

  Liquidator(BlockRisk block) {
    this.block = block;
    this.offers = new Offers(block);
  }

  /**
   * Acts on an account: its slices and its standing are one step that happens as a whole or not at
   * all (LIQ-12). What covers a loss is not part of it: a failing rule there stops the node,
   * because a loss that nobody pays must not be carried from block to block.
   */
  void act(Context context, long account) {
    List<SliceSale.Taken> taken = new ArrayList<>();
    boolean done =
        context.isolated(
                work -> {
                  taken.addAll(slices(work, account));
                  review(work, account);
                })
            == null;
    if (done) {
      taken.forEach(one -> offers.use(one.account(), one.slice()));
      cover(context, account);
    } else {
      context.emit(Event.of("liquidationFailed").with("account", account));
    }
  }

  private List<SliceSale.Taken> slices(Context context, long account) {
    AccountMargin margin = AccountMargin.of(context.state(), account, block);
    boolean isDefault = Standings.isDefault(context.state(), account);
    List<SliceSale.Taken> all = new ArrayList<>();
    for (Requirement requirement : margin.requirements().values()) {
      if (isDefault || requirement.excess() < 0 || requirement.cash() < 0) {
        all.addAll(slice(context, account, requirement, isDefault));
      }
    }
    return all;
  }

  private List<SliceSale.Taken> slice(
      Context context, long account, Requirement requirement, boolean isDefault) {
    AccountStanding standing = LiquidationKeys.STANDINGS.require(context.state(), account);
    long premium =
        Auction.premium(context.state(), standing.getAuctionMillis(), context.block().timeMillis());
    Portion portion = isDefault ? Portion.ALL : portion(context, account, requirement, premium);
    Slice slice = Slice.of(context.state(), account, requirement.asset(), portion);
    if (slice.isEmpty()) {
      return List.of();
    }
    if (!isTradable(context, slice)) {
      restart(context, standing, account);
      return List.of();
    }
    long total = portion.premium(premium, requirement.maintenance());
    long paid = isDefault ? total : Math.min(total, Math.max(0, requirement.equity()));
    List<Taker> takers = offers.takers(context.state(), slice, account, premium);
    List<SliceSale.Taken> taken =
        new SliceSale(account, requirement.asset(), slice, paid, block).run(context, takers);
    if (!taken.isEmpty()) {
      accepted(context, standing, account, requirement, portion, premium);
    }
    return taken;
  }

  /** LIQ-06, LIQ-08: how much is offered; all of it where a part would not help. */
  private Portion portion(Context context, long account, Requirement requirement, long premium) {
    if (requirement.cash() < 0 && requirement.excess() >= 0) {
      return Portion.raising(
          requirement.cash(), requirement.optionValue(), requirement.maintenance(), premium);
    }
    Portion part =
        Portion.restoring(
            requirement.equity(),
            requirement.maintenance(),
            LiquidationParams.CUSHION.get(context.state()),
            premium);
    return improves(context, account, requirement, part, premium) ? part : Portion.ALL;
  }

  /** Whether equity − maintenance rises when the slice goes at its full premium. */
  private boolean improves(
      Context context, long account, Requirement before, Portion part, long premium) {
    Context trial = context.nested();
    Slice.of(trial.state(), account, before.asset(), part)
        .sell(trial.state(), account, Ledger.HOUSE, before.asset());
    Requirement after = AccountMargin.of(trial.state(), account, block).in(before.asset());
    long paid = Math.min(part.premium(premium, before.maintenance()), before.equity());
    return Fixed.minus(after.excess(), paid) > before.excess();
  }

  /** LIQ-13: outages and frozen instruments stop liquidation. */
  private static boolean isTradable(Context context, Slice slice) {
    Reader state = context.state();
    long now = context.block().timeMillis();
    return slice.instruments().stream()
        .allMatch(
            instrument ->
                Outages.isCalm(state, instrument, now)
                    && Listings.instrument(state, instrument).getStatus()
                        != InstrumentStatus.INSTRUMENT_STATUS_FROZEN);
  }

  private static void accepted(
      Context context,
      AccountStanding standing,
      long account,
      Requirement inputs,
      Portion portion,
      long premium) {
    if (standing.getSlices() == 0) {
      Reputation.liquidation(context.state(), account);
    }
    AccountStanding sold =
        standing.toBuilder().setSlices(Fixed.plus(standing.getSlices(), 1)).build();
    restart(context, sold, account);
    Transitions.count(context.state(), LiquidationTotals.newBuilder().setSlices(1).build());
    context.emit(
        Event.of("slice")
            .with("account", account)
            .with("asset", inputs.asset())
            .with("equity", inputs.equity())
            .with("maintenance", inputs.maintenance())
            .with("portionPpb", portion.ppb())
            .with("premiumPpb", premium));
  }

  /** The premium rises anew: somebody took, or nobody could. */
  private static void restart(Context context, AccountStanding standing, long account) {
    LiquidationKeys.STANDINGS.put(
        context.state(),
        account,
        standing.toBuilder().setAuctionMillis(context.block().timeMillis()).build());
  }

  /** What follows from the slices for the standing of an account that is not in default. */
  private void review(Context context, long account) {
    if (!Standings.isDefault(context.state(), account)) {
      Transitions.apply(context, Shortfall.of(AccountMargin.of(context.state(), account, block)));
    }
  }

  /** The end of a default that holds nothing any more: the layers pay what it still owes. */
  private void cover(Context context, long account) {
    if (!Standings.isDefault(context.state(), account)
        || !Positions.of(context.state(), account).isEmpty()) {
      return;
    }
    boolean owes = false;
    AccountMargin margin = AccountMargin.of(context.state(), account, block);
    for (int asset : margin.requirements().keySet()) {
      Fund.Cover cover = Fund.cover(context.state(), account, asset);
      owes |= cover.owed() > 0;
      if (cover.fund() > 0 || cover.house() > 0) {
        covered(context, account, asset, cover);
      }
    }
    if (!owes) {
      Transitions.toClosedOut(
          context, Shortfall.of(AccountMargin.of(context.state(), account, block)));
    }
  }

  private static void covered(Context context, long account, int asset, Fund.Cover cover) {
    AccountStanding standing = LiquidationKeys.STANDINGS.require(context.state(), account);
    if (asset == standing.getAsset()) {
      LiquidationKeys.STANDINGS.put(
          context.state(),
          account,
          standing.toBuilder()
              .setFundPaid(Fixed.plus(standing.getFundPaid(), cover.fund()))
              .setHousePaid(Fixed.plus(standing.getHousePaid(), cover.house()))
              .build());
    }
    context.emit(
        Event.of("covered")
            .with("account", account)
            .with("asset", asset)
            .with("fund", cover.fund())
            .with("house", cover.house())
            .with("owed", cover.owed()));
  }

  /** Takes from accounts that were closed out what the layers paid for them (DFN-03). */
  static void recover(Context context, List<Shortfall> reviewed) {
    List<AccountAsset> covered = DefaultFundKeys.COVERED.rows(context.state());
    if (covered.isEmpty()) {
      return;
    }
    SortedSet<Long> accounts = new TreeSet<>();
    reviewed.forEach(shortfall -> accounts.add(shortfall.account()));
    covered.stream()
        .filter(row -> accounts.contains(row.account()))
        .forEach(row -> recover(context, row));
  }

  private static void recover(Context context, AccountAsset row) {
    Fund.Cover back = Fund.recover(context.state(), row.account(), row.asset());
    if (back.fund() > 0 || back.house() > 0) {
      context.emit(
          Event.of("recovered")
              .with("account", row.account())
              .with("asset", row.asset())
              .with("fund", back.fund())
              .with("house", back.house()));
    }
  }
}
