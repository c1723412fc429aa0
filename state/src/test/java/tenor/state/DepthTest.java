package tenor.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Someone who chooses keys cannot make the tree deep. His means: he places keys in any order and
 * grinds each for a level, which takes 16 to the power of the level hashes.
 */
final class DepthTest {
  private static final int BUDGET = 1 << 20;
  private final long seed = TestState.seed(62);
  private final Random random = new Random(seed);

  /**
   * A group of total weight T holds an item of weight w at most log(T / w) / log(golden ratio) + 2
   * steps down, and these logarithms add up over the levels.
   */
  private static int bound(int leaves, int levels) {
    return (int) Math.ceil(Math.log(leaves) / Math.log((1 + Math.sqrt(5)) / 2)) + 2 * levels;
  }

  private static long cost(int[] levels) {
    return Arrays.stream(levels).mapToLong(level -> 1L << (4 * level)).sum();
  }

  /** Changes one level at a time and keeps what does not make the tree less deep. */
  private int[] climb(int size, int steps) {
    int[] best = new int[size];
    int depth = SpecTree.ofLevels(best).depth();
    for (int step = 0; step < steps; step++) {
      int[] next = best.clone();
      for (int i = 0; i <= random.nextInt(3); i++) {
        next[random.nextInt(size)] = random.nextInt(5);
      }
      int found = cost(next) <= BUDGET ? SpecTree.ofLevels(next).depth() : -1;
      if (found >= depth) {
        best = next;
        depth = found;
      }
    }
    return best;
  }

  /** A key with this place in the order and this level. */
  private static byte[] grind(int place, int level) {
    byte[] key = new byte[12];
    key[0] = 1;
    key[2] = (byte) (place >>> 8);
    key[3] = (byte) place;
    for (int nonce = 0; ; nonce++) {
      for (int i = 0; i < 4; i++) {
        key[8 + i] = (byte) (nonce >>> (24 - 8 * i));
      }
      if (Hashing.level(key) == level) {
        return key;
      }
    }
  }

  private static Tree grow(int[] levels) {
    Changes changes = new Changes();
    for (int place = 0; place < levels.length; place++) {
      changes.put(grind(place, levels[place]), new byte[] {1});
    }
    return Tree.empty().apply(changes);
  }

  @ParameterizedTest
  @ValueSource(ints = {7, 24, 96, 300})
  void aMillionHashesOfGrinding_gainLittleDepth(int size) {
    int[] levels = climb(size, 4000);
    Tree tree = grow(levels);
    assertThat(tree.size()).isEqualTo(size);
    assertThat(tree.depth())
        .as("-Dtenor.seed=%d levels %s", seed, Arrays.toString(levels))
        .isEqualTo(SpecTree.ofLevels(levels).depth())
        .isLessThanOrEqualTo(bound(size, 5))
        .isLessThanOrEqualTo(Proof.MAX_DEPTH);
  }

  @Test
  void keysOfEveryLevelNestedOnOneSide_stayWithinTheBound() {
    for (int width = 1; width <= 64; width *= 2) {
      int[] levels = new int[4 * width + 1];
      for (int level = 4; level >= 1; level--) {
        Arrays.fill(levels, (4 - level) * width, (5 - level) * width, level == 4 ? 3 : level);
      }
      int[] mirrored = new int[levels.length];
      for (int i = 0; i < levels.length; i++) {
        mirrored[i] = levels[levels.length - 1 - i];
      }
      int most = bound(levels.length, 4);
      assertThat(SpecTree.ofLevels(levels).depth()).isLessThanOrEqualTo(most);
      assertThat(SpecTree.ofLevels(mirrored).depth()).isLessThanOrEqualTo(most);
    }
  }

  @Test
  void oneGroupOfManyLeaves_isBalanced() {
    int[] none = new int[1 << 15];
    assertThat(grow(none).depth()).isEqualTo(15);
  }

  @Test
  void honestKeys_areAboutAsDeepAsABalancedTree() {
    Changes changes = new Changes();
    for (int i = 0; i < 100_000; i++) {
      changes.put(TestState.key(1, i), new byte[] {1});
    }
    assertThat(Tree.empty().apply(changes).depth()).isBetween(17, 24);
  }
}
