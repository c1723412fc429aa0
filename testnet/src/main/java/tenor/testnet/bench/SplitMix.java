package tenor.testnet.bench;

import java.nio.ByteBuffer;

/** SplitMix64, so that another language makes the same numbers. */
final class SplitMix {
  private long state;

  SplitMix(long seed) {
    state = seed;
  }

  /** Its output function. */
  static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  long next() {
    state += 0x9e3779b97f4a7c15L;
    return mix(state);
  }

  /** A number from 0 to below {@code bound}. */
  int below(int bound) {
    return (int) ((next() >>> 1) % bound);
  }

  /** Fills an array whose length is a multiple of eight. */
  static byte[] fill(byte[] bytes, long seed) {
    SplitMix random = new SplitMix(seed);
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      buffer.putLong(random.next());
    }
    return bytes;
  }
}
