package tenor.clearing.kernel;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tenor.clearing.proto.Genesis;
import tenor.clearing.proto.Operation;

/**
 * A part of the rules with its own tree of state. It alone writes its tables; what it does in each
 * phase of a block, and which operations it executes, is all that it does.
 */
public interface Component {
  /** The name of its tree, {@code [a-z]{1,20}}. */
  String name();

  /** Its permanent number, see {@link Prefix}. */
  int prefix();

  /** Its tables, every one of them. */
  List<Table<?, ?>> tables();

  /** The kinds of operations it executes. */
  default List<Operation.KindCase> operations() {
    return List.of();
  }

  /** What can be refused without state. */
  default Optional<Reject> check(Operation operation) {
    return Optional.empty();
  }

  /** Executes one of its operations; a refusal's changes are forgotten by the caller. */
  default Outcome execute(Operation operation, Context context) {
    throw new IllegalStateException(name() + " executes no " + operation.getKindCase());
  }

  /**
   * Its part of the genesis state. Bad genesis is an {@code IllegalArgumentException} that names
   * the entry.
   */
  default void genesis(Genesis genesis, Context context) {}

  /**
   * Its part of the state of a chain that goes on with the books of another: everything, unless the
   * component knows better. Bad books are an {@code IllegalArgumentException} that names the entry.
   *
   * @param genesis what the new chain starts with, the books included
   * @param books the state of the other chain
   */
  default void carryOver(Genesis genesis, Reader books, Context context) {
    tables().forEach(table -> table.copy(books, context.state()));
  }

  /** Its parameters. */
  default List<Param> params() {
    return List.of();
  }

  /**
   * What stands against setting one of its parameters to a value that is within the parameter's own
   * bounds, such as another parameter; empty if nothing does.
   */
  default Optional<String> objection(Param param, int scope, long value, Reader state) {
    return Optional.empty();
  }

  /** What must hold at the end of every block. */
  default List<Invariant> invariants() {
    return List.of();
  }

  /** What it does in the phases of a block. */
  default SortedMap<Phase, Step> phases() {
    return new TreeMap<>();
  }
}
