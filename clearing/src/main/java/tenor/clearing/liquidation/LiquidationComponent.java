package tenor.clearing.liquidation;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.LongFunction;
import tenor.clearing.accounts.AccountAsset;
import tenor.clearing.accounts.Ledger;
import tenor.clearing.kernel.Block;
import tenor.clearing.kernel.Component;
import tenor.clearing.kernel.Context;
import tenor.clearing.kernel.Invariant;
import tenor.clearing.kernel.Outcome;
import tenor.clearing.kernel.Param;
import tenor.clearing.kernel.Phase;
import tenor.clearing.kernel.Prefix;
import tenor.clearing.kernel.Reader;
import tenor.clearing.kernel.Reject;
import tenor.clearing.kernel.Step;
import tenor.clearing.kernel.Table;
import tenor.clearing.margin.AccountMargin;
import tenor.clearing.margin.BlockRisk;
import tenor.clearing.proto.Genesis;
import tenor.clearing.proto.Operation;

/** Margin calls, slices, defaults. */
public final class LiquidationComponent implements Component {
  @Override
  public String name() {
    return "liquidation";
  }

  @Override
  public int prefix() {
    return Prefix.LIQUIDATION;
  }

  @Override
  public List<Table<?, ?>> tables() {
    return LiquidationKeys.ALL;
  }

  @Override
  public List<Param> params() {
    return LiquidationParams.ALL;
  }

  @Override
  public List<Operation.KindCase> operations() {
    return List.of(Operation.KindCase.SET_LIQUIDATOR_OFFER);
  }

  @Override
  public Optional<Reject> check(Operation operation) {
    return OfferRules.check(operation.getSetLiquidatorOffer());
  }

  @Override
  public Outcome execute(Operation operation, Context context) {
    return OfferRules.execute(operation.getSetLiquidatorOffer(), context);
  }

  @Override
  public void genesis(Genesis genesis, Context context) {
    for (int i = 0; i < genesis.getLiquidatorOffersCount(); i++) {
      OfferRules.genesis(
          genesis.getLiquidatorOffers(i), "liquidatorOffers[" + i + "]", context.state());
    }
  }

  @Override
  public SortedMap<Phase, Step> phases() {
    SortedMap<Phase, Step> phases = new TreeMap<>();
    phases.put(Phase.MARGIN, LiquidationComponent::margin);
    return phases;
  }

  /** Every account is looked at, every standing is marked, then the worst are acted on first. */
  private static void margin(Context context) {
    Outages.observe(context);
    BlockRisk block = BlockRisk.of(context.state());
    List<Shortfall> shortfalls = Review.all(context, block);
    SortedSet<Long> marked = Standings.marked(context.state());
    shortfalls.stream()
        .filter(shortfall -> shortfall.isCall() || marked.contains(shortfall.account()))
        .forEach(shortfall -> Transitions.apply(context, shortfall));
    SortedSet<Long> actedOn = Standings.actedOn(context.state());
    Liquidator liquidator = new Liquidator(block);
    shortfalls.stream()
        .filter(shortfall -> actedOn.contains(shortfall.account()))
        .sorted(Shortfall.ORDER)
        .limit(LiquidationParams.MAX_STEPS.get(context.state()))
        .forEach(shortfall -> liquidator.act(context, shortfall.account()));
    Liquidator.recover(context, shortfalls);
  }

  @Override
  public List<Invariant> invariants() {
    return List.of(new Invariant("solvency", LiquidationComponent::insolvent));
  }

  /**
   * LIQ-14: whoever owes cash at the end of a block is called or liquidating, and in default unless
   * what it holds is worth more.
   */
  private static Optional<String> insolvent(Reader state, Block block) {
    LongFunction<AccountMargin> margins = AccountMargin.each(state, BlockRisk.of(state));
    for (AccountAsset row : Ledger.debts(state)) {
      if (!isDealtWith(state, row, margins)) {
        return Optional.of(
            "account "
                + row.account()
                + " has "
                + Ledger.cash(state, row.account(), row.asset())
                + " of asset "
                + row.asset()
                + " and is not in default");
      }
    }
    return Optional.empty();
  }

  private static boolean isDealtWith(
      Reader state, AccountAsset row, LongFunction<AccountMargin> margins) {
    return Standings.isDefault(state, row.account())
        || (Standings.hasOpenCall(state, row.account())
            && margins.apply(row.account()).in(row.asset()).equity() >= 0);
  }
}
