package tenor.benchmarks;

import java.util.Random;
import tenor.clearing.fixed.Black76;

/** The same options for every kernel, in integers and in floating point; the rivals read them. */
final class Options {
  static final int COUNT = 4096;
  static final long YEAR = 31_536_000_000L;

  final boolean[] call = new boolean[COUNT];
  final long[] forward = new long[COUNT];
  final long[] strike = new long[COUNT];
  final long[] vol = new long[COUNT];
  final long[] time = new long[COUNT];
  final long[] discount = new long[COUNT];
  final int[] places = new int[COUNT];
  final double[] forwards = new double[COUNT];
  final double[] strikes = new double[COUNT];
  final double[] vols = new double[COUNT];
  final double[] years = new double[COUNT];
  final double[] discounts = new double[COUNT];

  Options() {
    Random random = new Random(76);
    for (int i = 0; i < COUNT; i++) {
      call[i] = (i & 1) == 0;
      forward[i] = (long) ((100 + 5_000 * random.nextDouble()) * 1e8);
      strike[i] = (long) (forward[i] * Math.exp(0.2 * random.nextGaussian()));
      vol[i] = 1_000_000_000L * (long) ((0.1 + random.nextDouble()) * 1e9);
      time[i] = (long) ((0.02 + 2 * random.nextDouble()) * YEAR);
      discount[i] = (long) (Math.exp(-0.02 * time[i] / YEAR) * 1e18);
      places[i] = Black76.places(forward[i]);
      forwards[i] = forward[i] / 1e8;
      strikes[i] = strike[i] / 1e8;
      vols[i] = vol[i] / 1e18;
      years[i] = (double) time[i] / YEAR;
      discounts[i] = discount[i] / 1e18;
    }
  }
}
