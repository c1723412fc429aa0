package tenor.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The root is a function of the contents and nothing else. */
final class TreePropertyTest {
  private final long seed = TestState.seed(20261121);
  private final Random random = new Random(seed);

  private static NavigableMap<byte[], byte[]> contents() {
    return new TreeMap<>(Arrays::compareUnsigned);
  }

  /** A key that half the time has a level above 0, so that groups of many levels come and go. */
  private byte[] randomKey() {
    boolean high = random.nextBoolean();
    byte[] key = TestState.randomBytes(random, 1, 12);
    while (high && Hashing.level(key) == 0) {
      key = TestState.randomBytes(random, 1, 12);
    }
    key[0] = 1;
    return key;
  }

  private void putRandom(NavigableMap<byte[], byte[]> contents, Changes changes) {
    byte[] key = randomKey();
    byte[] value = TestState.randomBytes(random, 1, 40);
    contents.put(key, value);
    changes.put(key, value);
  }

  private void deleteRandom(NavigableMap<byte[], byte[]> contents, Changes changes) {
    byte[] near = contents.ceilingKey(randomKey());
    if (near != null) {
      contents.remove(near);
      changes.delete(near);
    }
  }

  private static Tree build(NavigableMap<byte[], byte[]> contents) {
    Changes all = new Changes();
    contents.forEach(all::put);
    return Tree.empty().apply(all);
  }

  private void requireSame(Tree tree, NavigableMap<byte[], byte[]> contents) {
    String description = "-Dtenor.seed=" + seed;
    assertThat(tree.size()).as(description).isEqualTo(contents.size());
    if (!contents.isEmpty()) {
      SpecTree.Item spec = SpecTree.of(contents);
      assertThat(tree.root()).as(description).isEqualTo(spec.hash());
      assertThat(tree.depth()).as(description).isEqualTo(spec.depth());
    }
  }

  @Test
  void batchesOfRandomChanges_giveTheTreeOfTheContents() {
    for (int run = 0; run < 30; run++) {
      NavigableMap<byte[], byte[]> contents = contents();
      Tree tree = Tree.empty();
      for (int batch = 0; batch < 30; batch++) {
        Changes changes = new Changes();
        int puts = random.nextInt(1 + random.nextInt(120));
        int deletes = random.nextInt(1 + random.nextInt(120));
        for (int i = 0; i < puts; i++) {
          putRandom(contents, changes);
        }
        for (int i = 0; i < deletes; i++) {
          Changes ignored = new Changes();
          deleteRandom(contents, ignored);
          ignored.forEach((key, value) -> changes.discard(key));
        }
        tree = tree.apply(changes);
        requireSame(tree, contents);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 17, 400})
  void anyOrderOfInsertion_oneByOneOrTogether_givesOneRoot(int size) {
    NavigableMap<byte[], byte[]> contents = contents();
    while (contents.size() < size) {
      putRandom(contents, new Changes());
    }
    Bytes root = build(contents).root();
    List<byte[]> keys = new ArrayList<>(contents.keySet());
    for (int run = 0; run < 4; run++) {
      Collections.shuffle(keys, random);
      Tree tree = Tree.empty();
      for (byte[] key : keys) {
        tree = tree.apply(new Changes().put(key, Objects.requireNonNull(contents.get(key))));
      }
      assertThat(tree.root()).as("-Dtenor.seed=%d", seed).isEqualTo(root);
    }
  }

  @Test
  void insertThenDelete_returnsToTheSameRoot() {
    NavigableMap<byte[], byte[]> contents = contents();
    while (contents.size() < 300) {
      putRandom(contents, new Changes());
    }
    Tree tree = build(contents);
    for (int run = 0; run < 300; run++) {
      Changes insert = new Changes();
      Changes delete = new Changes();
      for (int i = 0; i <= run % 7; i++) {
        byte[] key = randomKey();
        if (!contents.containsKey(key)) {
          insert.put(key, TestState.randomBytes(random, 1, 9));
          delete.delete(key);
        }
      }
      Tree back = tree.apply(insert).apply(delete);
      assertThat(back.root()).as("-Dtenor.seed=%d", seed).isEqualTo(tree.root());
    }
  }

  @Test
  void deletingEverything_leavesTheEmptyTree() {
    NavigableMap<byte[], byte[]> contents = contents();
    while (contents.size() < 200) {
      putRandom(contents, new Changes());
    }
    Changes all = new Changes();
    contents.keySet().forEach(all::delete);
    Tree empty = build(contents).apply(all);
    assertThat(empty.isEmpty()).isTrue();
    assertThat(empty.size()).isZero();
    assertThat(empty.leaves().hasNext()).isFalse();
    assertThatThrownBy(empty::root).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void applying_leavesOlderTreesAsTheyWere() {
    NavigableMap<byte[], byte[]> contents = contents();
    Tree tree = Tree.empty();
    List<Tree> trees = new ArrayList<>();
    List<NavigableMap<byte[], byte[]>> copies = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      Changes changes = new Changes();
      for (int j = 0; j < 20; j++) {
        putRandom(contents, changes);
      }
      tree = tree.apply(changes);
      trees.add(tree);
      copies.add(new TreeMap<>(contents));
    }
    for (int i = 0; i < trees.size(); i++) {
      requireSame(trees.get(i), copies.get(i));
    }
  }

  @Test
  void readsScansAndNeighbours_areThoseOfASortedMap() {
    NavigableMap<byte[], byte[]> contents = contents();
    while (contents.size() < 500) {
      putRandom(contents, new Changes());
    }
    Tree tree = build(contents);
    for (int i = 0; i < 2000; i++) {
      byte[] key = random.nextBoolean() ? randomKey() : contents.ceilingKey(randomKey());
      byte[] from = key == null ? randomKey() : key;
      assertThat(tree.get(from).map(Leaf::value).orElse(null)).isEqualTo(contents.get(from));
      assertThat(tree.lower(from).map(Leaf::key).orElse(null)).isEqualTo(contents.lowerKey(from));
      assertThat(tree.higher(from).map(Leaf::key).orElse(null)).isEqualTo(contents.higherKey(from));
      byte[] to = randomKey();
      if (Arrays.compareUnsigned(from, to) <= 0) {
        List<Bytes> expected = contents.subMap(from, to).keySet().stream().map(Bytes::of).toList();
        List<Bytes> found = new ArrayList<>();
        tree.scan(from, to).forEachRemaining(leaf -> found.add(Bytes.of(leaf.key())));
        assertThat(found).as("-Dtenor.seed=%d", seed).isEqualTo(expected);
      } else {
        assertThat(tree.scan(from, to).hasNext()).isFalse();
      }
    }
  }
}
