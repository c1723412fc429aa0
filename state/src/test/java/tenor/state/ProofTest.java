package tenor.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProofTest {
  private final long seed = TestState.seed(7);
  private final Random random = new Random(seed);

  private static Tree tree(int size) {
    Changes changes = new Changes();
    for (int i = 0; i < size; i++) {
      changes.put(TestState.key(1, 3L * i), TestState.value("value " + i));
    }
    return Tree.empty().apply(changes);
  }

  private static void forEachLeaf(Tree tree, Consumer<Leaf> action) {
    tree.leaves().forEachRemaining(action);
  }

  /** How CometBFT climbs: total says where each level divides, the last aunt is next to the top. */
  private static byte[] climb(long index, long total, byte[] leaf, List<Bytes> aunts) {
    if (total == 1) {
      assertThat(aunts).isEmpty();
      return leaf;
    }
    long left = Long.highestOneBit(total - 1);
    byte[] aunt = aunts.getLast().toArray();
    List<Bytes> lower = aunts.subList(0, aunts.size() - 1);
    return index < left
        ? SpecTree.sha256(new byte[] {1}, climb(index, left, leaf, lower), aunt)
        : SpecTree.sha256(new byte[] {1}, aunt, climb(index - left, total - left, leaf, lower));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 1000})
  void everyKey_isProvenToTheRoot(int size) {
    Tree tree = tree(size);
    forEachLeaf(
        tree,
        leaf -> {
          Proof proof = tree.prove(leaf.key()).orElseThrow();
          assertThat(proof.proves(leaf.key(), leaf.value(), tree.root())).isTrue();
          assertThat(proof.depth()).isLessThanOrEqualTo(tree.depth());
          byte[] hash = SpecTree.leafHash(leaf.key(), leaf.value());
          byte[] root = climb(proof.index(), proof.total(), hash, proof.aunts());
          assertThat(Bytes.of(root)).isEqualTo(tree.root());
        });
  }

  @Test
  void absentKeys_haveNoProof() {
    Tree tree = tree(100);
    assertThat(tree.prove(TestState.key(1, 1))).isEmpty();
    assertThat(tree.prove(TestState.key(1, 1_000_000))).isEmpty();
    assertThat(tree.prove(new byte[] {0})).isEmpty();
    assertThat(Tree.empty().prove(new byte[] {1})).isEmpty();
  }

  private static Bytes flip(Bytes bytes, int bit) {
    byte[] flipped = bytes.toArray();
    flipped[bit / 8] ^= (byte) (1 << (bit % 8));
    return Bytes.of(flipped);
  }

  private Proof mutate(Proof proof) {
    List<Bytes> aunts = new ArrayList<>(proof.aunts());
    int at = random.nextInt(aunts.size());
    return switch (random.nextInt(7)) {
      case 0 -> new Proof(proof.total(), proof.index() ^ (1L << at), proof.leafHash(), aunts);
      case 1 -> new Proof(proof.total(), proof.index(), flip(proof.leafHash(), at), aunts);
      case 2 -> {
        aunts.set(at, flip(aunts.get(at), random.nextInt(256)));
        yield new Proof(proof.total(), proof.index(), proof.leafHash(), aunts);
      }
      case 3 -> {
        aunts.remove(at);
        yield new Proof(proof.total() / 2, proof.index() / 2, proof.leafHash(), aunts);
      }
      case 4 -> {
        aunts.add(at, aunts.get(at));
        yield new Proof(proof.total() * 2, proof.index(), proof.leafHash(), aunts);
      }
      case 5 -> new Proof(proof.total() * 2, proof.index(), proof.leafHash(), aunts);
      default -> new Proof(proof.total(), proof.index() + proof.total(), proof.leafHash(), aunts);
    };
  }

  @Test
  void mutatedProofs_areRefused() {
    Tree tree = tree(1000);
    Bytes root = tree.root();
    for (int i = 0; i < 5000; i++) {
      byte[] key = TestState.key(1, 3L * random.nextInt(1000));
      byte[] value = tree.get(key).orElseThrow().value();
      Proof proof = tree.prove(key).orElseThrow();
      boolean accepted;
      try {
        accepted = mutate(proof).proves(key, value, root);
      } catch (IllegalArgumentException malformed) {
        accepted = false;
      }
      assertThat(accepted).as("-Dtenor.seed=%d", seed).isFalse();
    }
  }

  @Test
  void otherKeyValueOrRoot_isRefused() {
    Tree tree = tree(50);
    byte[] key = TestState.key(1, 6);
    byte[] value = TestState.value("value 2");
    Proof proof = tree.prove(key).orElseThrow();
    assertThat(proof.proves(key, value, tree.root())).isTrue();
    assertThat(proof.proves(TestState.key(1, 9), value, tree.root())).isFalse();
    assertThat(proof.proves(key, TestState.value("value 3"), tree.root())).isFalse();
    assertThat(proof.proves(key, new byte[0], tree.root())).isFalse();
    assertThat(proof.proves(key, value, tree(51).root())).isFalse();
  }

  @Test
  void malformedParts_areRefused() {
    Bytes hash = Bytes.of(new byte[32]);
    Bytes small = Bytes.of(new byte[31]);
    assertThatThrownBy(() -> new Proof(0, 0, hash, List.of())).hasMessageContaining("total");
    assertThatThrownBy(() -> new Proof(3, 0, hash, List.of(hash))).hasMessageContaining("total");
    assertThatThrownBy(() -> new Proof(2, 2, hash, List.of(hash))).hasMessageContaining("index");
    assertThatThrownBy(() -> new Proof(2, -1, hash, List.of(hash))).hasMessageContaining("index");
    assertThatThrownBy(() -> new Proof(1, 0, small, List.of())).hasMessageContaining("32");
    assertThatThrownBy(() -> new Proof(2, 0, hash, List.of(small))).hasMessageContaining("32");
    List<Bytes> many = Collections.nCopies(63, hash);
    assertThatThrownBy(() -> new Proof(Long.MIN_VALUE, 0, hash, many))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("62");
  }
}
