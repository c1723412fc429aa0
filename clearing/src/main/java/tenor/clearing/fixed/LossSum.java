package tenor.clearing.fixed;

/**
 * The loss of a portfolio under each scenario: Σ q × A[k], and a unit per contract held short since
 * arrays are rounded up for the long side. Each array is checked once against what all sums so far
 * can be at most; then plain additions cannot overflow. Made once, used again and again.
 */
public final class LossSum {
  private long[] sums;
  private int size;
  private long bound;

  /** Contracts held short so far: a unit each under every scenario. */
  private long units;

  // two positions in one pass read and write the sums half as often
  private boolean waits;
  private long[] waiting = {};
  private long waitingContracts;

  /** Sums over at most this many scenarios. */
  public LossSum(int most) {
    sums = new long[most];
  }

  /** Begins anew with so many scenarios. */
  public void clear(int scenarios) {
    if (scenarios > sums.length) {
      sums = new long[scenarios];
    }
    size = scenarios;
    bound = 0;
    units = 0;
    waits = false;
    for (int k = 0; k < size; k++) {
      sums[k] = 0;
    }
  }

  /**
   * Adds a position.
   *
   * @param contracts long positive
   * @throws RuleFailure if the sums could leave 64 bits, or the scenarios are not as many
   */
  public void add(Losses losses, long contracts) {
    long count = Fixed.abs(contracts);
    bound = Fixed.plus(bound, Fixed.times(count, Fixed.plus(losses.bound(), 1)));
    long[] values = losses.values();
    if (values.length != size) {
      throw new RuleFailure("an array of " + values.length + " scenarios, not " + size);
    }
    units += contracts < 0 ? count : 0;
    if (waits) {
      add(waiting, waitingContracts, values, contracts);
    } else {
      waiting = values;
      waitingContracts = contracts;
    }
    waits = !waits;
  }

  private void add(long[] a, long contractsOfA, long[] b, long contractsOfB) {
    for (int k = 0; k < size; k++) {
      sums[k] += contractsOfA * a[k] + contractsOfB * b[k];
    }
  }

  private void settle() {
    if (waits) {
      add(waiting, waitingContracts, waiting, 0);
      waits = false;
    }
  }

  /** Adds the first scenarios of another portfolio, as many as there are here. */
  public void add(LossSum other) {
    settle();
    other.settle();
    bound = Fixed.plus(bound, other.bound);
    units += other.units;
    for (int k = 0; k < size; k++) {
      sums[k] += other.sums[k];
    }
  }

  /** The sum under a scenario; the first has place 0. */
  public long get(int place) {
    settle();
    return sums[place] + units;
  }

  /** The place of the greatest sum above 0 in [from, to), the lowest of equals; −1 if none is. */
  public int worst(int from, int to) {
    settle();
    long most = Long.MIN_VALUE;
    for (int k = from; k < to; k++) {
      most = Math.max(most, sums[k]);
    }
    if (most + units <= 0) {
      return -1;
    }
    int place = from;
    while (sums[place] != most) {
      place++;
    }
    return place;
  }
}
