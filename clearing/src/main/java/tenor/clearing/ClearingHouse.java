package tenor.clearing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tenor.clearing.accounts.AccountsComponent;
import tenor.clearing.adaptive.AdaptiveComponent;
import tenor.clearing.collateral.CollateralComponent;
import tenor.clearing.compliance.ComplianceComponent;
import tenor.clearing.compliance.Participants;
import tenor.clearing.compliance.RegisteredKeys;
import tenor.clearing.defaultfund.DefaultFundComponent;
import tenor.clearing.governance.GovernanceComponent;
import tenor.clearing.instruments.InstrumentsComponent;
import tenor.clearing.kernel.Admission;
import tenor.clearing.kernel.Block;
import tenor.clearing.kernel.BlockResult;
import tenor.clearing.kernel.Component;
import tenor.clearing.kernel.KeyRule;
import tenor.clearing.kernel.Outcome;
import tenor.clearing.kernel.Param;
import tenor.clearing.kernel.Reader;
import tenor.clearing.kernel.Router;
import tenor.clearing.kernel.Rules;
import tenor.clearing.kernel.TxInput;
import tenor.clearing.liquidation.LiquidationComponent;
import tenor.clearing.liquidation.Standings;
import tenor.clearing.margin.InForce;
import tenor.clearing.margin.MarginComponent;
import tenor.clearing.margin.MarginParams;
import tenor.clearing.oracle.Indices;
import tenor.clearing.oracle.OracleComponent;
import tenor.clearing.positions.PositionsComponent;
import tenor.clearing.proto.Genesis;
import tenor.clearing.proto.RegisterTrade;
import tenor.clearing.proto.Transaction;
import tenor.clearing.settlement.SettlementComponent;
import tenor.clearing.systemic.SystemicComponent;
import tenor.clearing.trading.TradePrices;
import tenor.clearing.trading.TradingComponent;
import tenor.clearing.trading.WhatIf;

/** The rules as a whole: what the application calls, and the only place that knows all parts. */
public final class ClearingHouse {
  private final List<Component> components;
  private final Admission admission;
  private final BlockExecutor executor;
  private final TableSchema schema;

  private ClearingHouse(List<Component> components, Admission admission) {
    this.components = List.copyOf(components);
    this.admission = admission;
    this.executor = new BlockExecutor(components, new Router(components, admission));
    this.schema = new TableSchema(components);
  }

  /** The rules, with keys that have the right form as the only rule for keys: for tests. */
  public static ClearingHouse standard() {
    return standard(key -> Optional.empty());
  }

  /**
   * The rules.
   *
   * @param keyRule which public keys may be registered, besides having the right form
   */
  public static ClearingHouse standard(KeyRule keyRule) {
    List<Component> parts = new ArrayList<>();
    parts.add(new ComplianceComponent(keyRule));
    parts.add(new AccountsComponent());
    parts.add(new InstrumentsComponent(Indices::price, GovernanceComponent::toCome));
    parts.add(new OracleComponent(new TradePrices(), InForce::priceScanRange));
    parts.add(new PositionsComponent());
    parts.add(
        new AdaptiveComponent(MarginParams.MPOR_DAYS, MarginParams.OFFSET, Standings::hasOpenCall));
    parts.add(new MarginComponent());
    parts.add(new CollateralComponent(FreeToLeave.RULE));
    parts.add(new TradingComponent(Standings::mayOpen));
    parts.add(new SettlementComponent());
    parts.add(new DefaultFundComponent());
    parts.add(new LiquidationComponent());
    parts.add(new SystemicComponent());
    return of(parts, new RegisteredKeys());
  }

  /** Governance and {@code parts}, which run in this order within a phase and at genesis. */
  public static ClearingHouse of(List<Component> parts, Admission admission) {
    List<Component> all = new ArrayList<>();
    all.add(new GovernanceComponent(parts));
    all.addAll(parts);
    return new ClearingHouse(all, admission);
  }

  /** The components, in the order in which they run within a phase. */
  public List<Component> components() {
    return components;
  }

  /** All tables of the state. */
  public TableSchema schema() {
    return schema;
  }

  /** Every parameter, by component. */
  public List<Param> params() {
    return components.stream().flatMap(component -> component.params().stream()).toList();
  }

  /**
   * The state before the first block.
   *
   * @param block its chain and its time; the height before the first, and no votes
   * @throws IllegalArgumentException if an entry is wrong; the message names it
   */
  public BlockResult genesis(Genesis genesis, Block block) {
    return executor.genesis(genesis, block, schema);
  }

  /**
   * Checks the form of a genesis' books, if it has any: known components and tables, canonical
   * values, everything in its order. What they mean is checked by {@link #genesis}.
   *
   * @throws IllegalArgumentException naming the first entry that is wrong
   */
  public void checkBooks(Genesis genesis) {
    BooksState.of(genesis, schema);
  }

  /**
   * A block's effect on {@code state}, which is not changed.
   *
   * @throws tenor.clearing.fixed.RuleFailure if a step that must not fail does: the node stops
   * @throws tenor.clearing.kernel.BrokenInvariant if the books are wrong: the node stops
   */
  public BlockResult execute(Block block, List<TxInput> transactions, Reader state) {
    return executor.execute(block, transactions, state);
  }

  /** What can be refused without state. */
  public Optional<Outcome.Rejected> check(Transaction transaction) {
    return executor.check(transaction);
  }

  /** TRD-19: what a trade that both sides have signed would do in {@code state}. */
  public WhatIf whatIf(RegisterTrade trade, Reader state) {
    return WhatIf.of(state, trade, Standings::mayOpen);
  }

  /** Who decides whether a transaction may act. */
  public Admission admission() {
    return admission;
  }

  /** The lane that a transaction travels in: 2 for what only lowers risk, else 3. */
  public int lane(Transaction transaction) {
    return Lanes.of(transaction);
  }

  /** The participant that authorisation 0's key belongs to, or 0 if there is none. */
  public long entity(Transaction transaction, Reader state) {
    return transaction.getAuthorisationsCount() == 0
        ? 0
        : Participants.ofKey(state, transaction.getAuthorisations(0).getPublicKey());
  }

  /** The version of the rules in force at {@code height}. */
  public int rulesVersion(Reader state, long height) {
    return Rules.version(state, height);
  }
}
