package tenor.clearing.oracle;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.Rounding;
import tenor.clearing.kernel.Block;
import tenor.clearing.kernel.ChainClock;
import tenor.clearing.kernel.Reader;

/** How far a value may move in a block. */
final class MoveLimit {
  private static final BigInteger BILLION = BigInteger.valueOf(Fixed.FRACTION_ONE);
  private static final BigInteger MOST = BigInteger.TWO.pow(62).subtract(BigInteger.ONE);

  /** √max(1, gap / minute), 10⁻⁹. */
  private final BigInteger root;

  private MoveLimit(BigInteger root) {
    this.root = root;
  }

  /** The limits of this block. */
  static MoveLimit of(Block block, Reader state) {
    long gap = Fixed.minus(block.timeMillis(), block.previousTimeMillis());
    BigInteger ratio =
        Fixed.quotient(
            BigInteger.valueOf(gap).multiply(BigInteger.valueOf(1440)).multiply(BILLION.pow(2)),
            BigInteger.valueOf(ChainClock.dayMillis(state)),
            Rounding.DOWN);
    return new MoveLimit(Fixed.sqrt(ratio.max(BILLION.pow(2))));
  }

  /** {@code value × fraction × √max(1, gap / minute)}, rounded up, at most 2⁶² − 1. */
  long most(long value, long fraction) {
    BigInteger product =
        BigInteger.valueOf(value).multiply(BigInteger.valueOf(fraction)).multiply(root);
    return Fixed.quotient(product, BILLION.pow(2), Rounding.UP).min(MOST).longValue();
  }

  /**
   * ORA-17: how much of their way from {@code before} all of {@code after} may go, so that none
   * moves by more than its limit; 10⁻⁹, 1 for all of it.
   */
  long share(List<Long> before, List<Long> after, long fraction) {
    long share = Fixed.FRACTION_ONE;
    for (int i = 0; i < before.size(); i++) {
      long move = Fixed.abs(Fixed.minus(after.get(i), before.get(i)));
      long most = most(before.get(i), fraction);
      if (move > most) {
        share = Math.min(share, Fixed.mulDiv(most, Fixed.FRACTION_ONE, move, Rounding.DOWN));
      }
    }
    return share;
  }

  /** {@code before} moved towards {@code after} by that share of the way, to the nearest. */
  static List<Long> moved(List<Long> before, List<Long> after, long share) {
    List<Long> moved = new ArrayList<>();
    for (int i = 0; i < before.size(); i++) {
      long way = Fixed.minus(after.get(i), before.get(i));
      long part = Fixed.mulDiv(way, share, Fixed.FRACTION_ONE, Rounding.HALF_EVEN);
      moved.add(Fixed.plus(before.get(i), part));
    }
    return moved;
  }
}
