package tenor.clearing.fixed;

import java.util.Arrays;
import java.util.List;

/** What one contract held long loses under each scenario, in amount units; never changes. */
public final class Losses {
  private final long[] values;
  private final long bound;

  private Losses(long[] values) {
    this.values = values;
    long greatest = 0;
    for (long value : values) {
      greatest = Math.max(greatest, Fixed.abs(value));
    }
    this.bound = greatest;
  }

  /** These losses, the first being that of scenario 1. */
  public static Losses of(List<Long> values) {
    return new Losses(values.stream().mapToLong(Long::longValue).toArray());
  }

  /** How many scenarios there are. */
  public int size() {
    return values.length;
  }

  /** The loss under a scenario; the first has place 0. */
  public long get(int place) {
    return values[place];
  }

  /** The greatest size of a loss: found once, so that sums need no check per addition. */
  public long bound() {
    return bound;
  }

  /** All of them, in order. */
  public List<Long> list() {
    return Arrays.stream(values).boxed().toList();
  }

  long[] values() {
    return values;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Losses losses && Arrays.equals(values, losses.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return Arrays.toString(values);
  }
}
