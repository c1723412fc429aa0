package tenor.clearing.kernel;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tenor.clearing.fixed.RuleFailure;

/** What an operation or a step works with: the block, the state, and where events go. */
public final class Context {
  private final Block block;
  private final Overlay state;
  private final Authority authority;
  private final List<Event> events = new ArrayList<>();

  /** Work on {@code base} that is kept by {@link #keep} alone. */
  public Context(Block block, Reader base, Authority authority) {
    this.block = block;
    this.state = new Overlay(base);
    this.authority = authority;
  }

  /** The block. */
  public Block block() {
    return block;
  }

  /** The state, with what was changed so far. */
  public Overlay state() {
    return state;
  }

  /** On whose behalf; nobody's in a step. */
  public Authority authority() {
    return authority;
  }

  /** Tells those who follow the chain. */
  public void emit(Event event) {
    events.add(event);
  }

  /** The events so far. */
  public List<Event> events() {
    return List.copyOf(events);
  }

  /** Work on top of this, to be kept or forgotten. */
  public Context nested() {
    return new Context(block, state, authority);
  }

  /** Work on top of this on behalf of {@code other}. */
  public Context nested(Authority other) {
    return new Context(block, state, other);
  }

  /** Keeps the changes and events of work on top of this. */
  public void keep(Context nested) {
    nested.state.applyTo(state);
    events.addAll(nested.events);
  }

  /**
   * Runs one item of a step so that its failure costs nobody else: on a {@link RuleFailure} nothing
   * of it is kept, and the failure is returned for the step to act on.
   */
  public @Nullable RuleFailure isolated(Step item) {
    Context nested = nested();
    try {
      item.run(nested);
    } catch (RuleFailure failure) {
      return failure;
    }
    keep(nested);
    return null;
  }
}
