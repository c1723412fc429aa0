package tenor.app.chain;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tenor.app.crypto.SignatureCache;
import tenor.app.tx.Authenticator;
import tenor.clearing.ClearingHouse;
import tenor.clearing.kernel.Key;
import tenor.clearing.kernel.Reader;
import tenor.state.View;

/** Holds the committed state, and what is made once for it. Safe for use by many threads. */
public final class ChainState {
  private static final int CACHED_VALUES = 1 << 18;
  private static final int CACHED_SIGNATURES = 1 << 16;

  private final ValueCache values;
  private final Parallel parallel;
  private final SignatureCache signatures = SignatureCache.of(CACHED_SIGNATURES);
  private final AtomicReference<@Nullable Committed> committed = new AtomicReference<>();

  /** No committed state yet. */
  public ChainState(ClearingHouse house, Parallel parallel) {
    this.values = new ValueCache(house.schema(), CACHED_VALUES);
    this.parallel = parallel;
  }

  /** The state at any height as the rules read it. */
  public Reader reader(View view) {
    return new StateReader(view, values);
  }

  /** Makes {@code view} the committed state. */
  public Committed swap(View view) {
    Committed next = Committed.of(view, values);
    committed.set(next);
    return next;
  }

  /** As {@link #swap(View)} after a block that removed these keys. */
  public Committed swap(View view, List<Key> removed) {
    Committed next = swap(view);
    values.forget(removed);
    return next;
  }

  /** There is no committed state any more: another one will be restored in its place. */
  public void forget() {
    committed.set(null);
  }

  /** The committed state, or null before InitChain. */
  public @Nullable Committed get() {
    return committed.get();
  }

  /** The committed state; an {@code IllegalStateException} before InitChain. */
  public Committed require() {
    Committed now = committed.get();
    if (now == null) {
      throw new IllegalStateException("the engine asks about a block before it started the chain");
    }
    return now;
  }

  /** Checks signatures for the chain in parallel. */
  public SignaturePool signatures(Committed now) {
    return new SignaturePool(authenticator(now), parallel);
  }

  /** Checks signatures for the chain, one transaction at a time. */
  public Authenticator authenticator(Committed now) {
    return Authenticator.of(now.engine().getChainId(), signatures);
  }
}
