package tenor.clearing.margin;

import java.util.List;
import tenor.clearing.fixed.Fixed;

/**
 * A position as margin sees it.
 *
 * @param instrument its number
 * @param contracts held, long positive, never zero
 * @param multiplier 10⁻⁶ units of the underlying per contract
 * @param expiryMillis when it settles; {@link Long#MAX_VALUE} for a perpetual, which counts as the
 *     last expiry
 * @param mark price of the contract, 10⁻⁸
 * @param losses its risk array, per contract held long
 */
record Holding(
    int instrument,
    long contracts,
    long multiplier,
    long expiryMillis,
    long mark,
    List<Long> losses) {
  /** Keeps its own copy. */
  Holding {
    losses = List.copyOf(losses);
  }

  /** The units of the underlying it moves with, 10⁻⁶; a future's delta is 1. */
  long delta() {
    return Fixed.times(contracts, multiplier);
  }
}
