package tenor.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Roots of leaves that are not held: the same as the specification's and the tree's. */
final class RootStreamTest {
  private final long seed = TestState.seed(21);
  private final Random random = new Random(seed);

  private NavigableMap<byte[], byte[]> leaves(int count) {
    NavigableMap<byte[], byte[]> leaves = new TreeMap<>(Arrays::compareUnsigned);
    while (leaves.size() < count) {
      leaves.put(TestState.randomBytes(random, 1, 40), TestState.randomBytes(random, 1, 80));
    }
    return leaves;
  }

  private static Bytes root(NavigableMap<byte[], byte[]> leaves) {
    RootStream stream = RootStream.silent();
    leaves.forEach(stream::add);
    assertThat(stream.leaves()).isEqualTo(leaves.size());
    return stream.root();
  }

  @Test
  void root_isThatOfTheSpecification_atEverySize() {
    for (int count = 1; count < 400; count += 1 + random.nextInt(6)) {
      NavigableMap<byte[], byte[]> leaves = leaves(count);
      assertThat(root(leaves))
          .as("%d leaves, -Dtenor.seed=%d", count, seed)
          .isEqualTo(SpecTree.of(leaves).hash());
    }
  }

  @Test
  void root_isThatOfTheTree_ofManyLeaves() {
    NavigableMap<byte[], byte[]> leaves = leaves(20_000);
    Changes changes = new Changes();
    leaves.forEach(
        (key, value) -> {
          if (key.length < 2 || key[0] != 'x' || key[1] != ':') {
            changes.put(key, value);
          }
        });
    NavigableMap<byte[], byte[]> allowed = new TreeMap<>(Arrays::compareUnsigned);
    changes.forEach((key, value) -> allowed.put(key, value.orElseThrow()));
    assertThat(root(allowed)).isEqualTo(Tree.empty().apply(changes).root());
  }

  @Test
  void groups_areToldInOrder_andHoldEveryLeafOnce() {
    NavigableMap<byte[], byte[]> leaves = leaves(2000);
    List<byte[]> lasts = new ArrayList<>();
    long[] told = {0};
    RootStream stream =
        new RootStream(
            (last, count, hash) -> {
              lasts.add(last);
              told[0] += count;
            });
    leaves.forEach(stream::add);
    stream.root();
    assertThat(told[0]).isEqualTo(leaves.size());
    assertThat(lasts).isSortedAccordingTo(Arrays::compareUnsigned).hasSizeGreaterThan(50);
    assertThat(lasts.getLast()).isEqualTo(leaves.lastKey());
  }

  @Test
  void keysThatDoNotAscend_areRefused() {
    RootStream stream = RootStream.silent();
    stream.add(new byte[] {2}, new byte[] {1});
    assertThatThrownBy(() -> stream.add(new byte[] {2}, new byte[] {1}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> stream.add(new byte[] {1}, new byte[] {1}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void noLeaf_hasNoRoot() {
    assertThatThrownBy(() -> RootStream.silent().root()).isInstanceOf(IllegalStateException.class);
  }
}
