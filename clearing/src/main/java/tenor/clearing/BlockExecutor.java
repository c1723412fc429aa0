package tenor.clearing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tenor.clearing.fixed.RuleFailure;
import tenor.clearing.kernel.Authority;
import tenor.clearing.kernel.Block;
import tenor.clearing.kernel.BlockResult;
import tenor.clearing.kernel.BrokenInvariant;
import tenor.clearing.kernel.Component;
import tenor.clearing.kernel.Context;
import tenor.clearing.kernel.Invariant;
import tenor.clearing.kernel.Outcome;
import tenor.clearing.kernel.Phase;
import tenor.clearing.kernel.Reader;
import tenor.clearing.kernel.Router;
import tenor.clearing.kernel.Step;
import tenor.clearing.kernel.TxInput;
import tenor.clearing.kernel.TxReject;
import tenor.clearing.kernel.TxResult;
import tenor.clearing.proto.Genesis;
import tenor.clearing.proto.Transaction;

/**
 * Executes a block: the phases in order, the transactions among them, the invariants at the end.
 */
public final class BlockExecutor {
  private static final Authority NOBODY = new Authority(List.of());

  private final List<Component> components;
  private final Router router;

  /** Executes with these components, whose order is the order within a phase. */
  public BlockExecutor(List<Component> components, Router router) {
    this.components = List.copyOf(components);
    this.router = router;
  }

  /** What can be refused without state. */
  public Optional<Outcome.Rejected> check(Transaction transaction) {
    return router.check(transaction);
  }

  /** The state before the first block, over nothing. */
  BlockResult genesis(Genesis genesis, Block block, TableSchema schema) {
    Context context = new Context(block, EmptyState.INSTANCE, NOBODY);
    BooksState books = BooksState.of(genesis, schema);
    for (Component component : components) {
      context.state().put(schema.metaKey(component.prefix()), schema.metaValue(component.prefix()));
      try {
        if (genesis.hasBooks()) {
          component.carryOver(genesis, books, context);
        } else {
          component.genesis(genesis, context);
        }
      } catch (RuleFailure failure) {
        throw new IllegalArgumentException(component.name() + ": " + failure.getMessage(), failure);
      }
    }
    check(context.state(), block);
    return new BlockResult(List.of(), context.events(), context.state().changes());
  }

  /**
   * The block's effect on {@code state}, which is not changed.
   *
   * @throws RuleFailure if a step that must not fail does: the node stops
   * @throws BrokenInvariant if the books are wrong: the node stops
   */
  public BlockResult execute(Block block, List<TxInput> transactions, Reader state) {
    Context context = new Context(block, state, NOBODY);
    List<TxResult> results = new ArrayList<>();
    for (Phase phase : Phase.values()) {
      if (phase == Phase.TRANSACTIONS) {
        transactions.forEach(input -> results.add(execute(input, context)));
      }
      for (Component component : components) {
        Step step = component.phases().get(phase);
        if (step != null) {
          step.run(context);
        }
      }
    }
    check(context.state(), block);
    return new BlockResult(results, context.events(), context.state().changes());
  }

  private TxResult execute(TxInput input, Context context) {
    return switch (input) {
      case TxInput.Votes() -> new TxResult(0, "", List.of());
      case TxInput.Invalid(TxReject reason, String detail) -> TxResult.refused(reason, detail);
      case TxInput.Valid(Transaction transaction) -> router.execute(transaction, context);
    };
  }

  private void check(Reader state, Block block) {
    for (Component component : components) {
      for (Invariant invariant : component.invariants()) {
        Optional<String> broken = invariant.check().broken(state, block);
        if (broken.isPresent()) {
          throw new BrokenInvariant(
              "invariant "
                  + invariant.name()
                  + " of "
                  + component.name()
                  + " is broken at height "
                  + block.height()
                  + ": "
                  + broken.get());
        }
      }
    }
  }
}
