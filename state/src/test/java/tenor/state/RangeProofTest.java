package tenor.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A range proof holds for the leaves it was made for and for nothing else. */
final class RangeProofTest {
  private final long seed = TestState.seed(424242);
  private final Random random = new Random(seed);

  private Tree tree(int leaves) {
    Changes changes = new Changes();
    while (changes.size() < leaves) {
      byte[] key = TestState.randomBytes(random, 2, 12);
      key[0] = 1;
      changes.put(key, TestState.randomBytes(random, 1, 30));
    }
    return Tree.empty().apply(changes);
  }

  private static List<Leaf> leaves(Tree tree) {
    List<Leaf> all = new ArrayList<>();
    tree.leaves().forEachRemaining(all::add);
    return all;
  }

  private static List<Bytes> hashes(List<Leaf> leaves) {
    List<Bytes> hashes = new ArrayList<>();
    leaves.forEach(leaf -> hashes.add(Bytes.wrap(Hashing.leaf(leaf.key(), leaf.value()))));
    return hashes;
  }

  private static Optional<RangeProof.Span> span(RangeProof proof, List<Bytes> hashes) {
    return proof.span(hashes.size(), hashes::get);
  }

  private String note(Object what) {
    return what + ", -Dtenor.seed=" + seed;
  }

  private interface Visitor {
    void visit(Tree tree, List<Bytes> run, RangeProof proof, int from, int to);
  }

  private void eachRange(int[] sizes, int perTree, Visitor visitor) {
    for (int size : sizes) {
      Tree tree = tree(size);
      List<Leaf> all = leaves(tree);
      for (int i = 0; i < perTree; i++) {
        int from = random.nextInt(size);
        int to = from + random.nextInt(size - from);
        RangeProof proof = tree.proveRange(all.get(from).key(), all.get(to).key());
        visitor.visit(tree, hashes(all.subList(from, to + 1)), proof, from, to);
      }
    }
  }

  @Test
  void everyRun_provesItsLeavesAndWhereTheyLie() {
    eachRange(
        new int[] {1, 2, 3, 5, 16, 17, 100, 1000},
        40,
        (tree, run, proof, from, to) -> {
          RangeProof.Span span = span(proof, run).orElseThrow();
          List<Leaf> all = leaves(tree);
          assertThat(span.root()).as(note(from)).isEqualTo(tree.root());
          assertThat(span.first())
              .isEqualTo(TreePath.of(tree.prove(all.get(from).key()).orElseThrow()));
          assertThat(span.last())
              .isEqualTo(TreePath.of(tree.prove(all.get(to).key()).orElseThrow()));
          assertThat(span.first().isFirst()).isEqualTo(from == 0);
          assertThat(span.last().isLast()).isEqualTo(to == all.size() - 1);
        });
  }

  @Test
  void twoRuns_areNextToEachOther_onlyIfNothingLiesBetween() {
    Tree tree = tree(300);
    List<TreePath> paths =
        leaves(tree).stream().map(l -> TreePath.of(tree.prove(l.key()).orElseThrow())).toList();
    for (int i = 0; i < paths.size(); i++) {
      for (int j = 0; j < paths.size(); j++) {
        assertThat(paths.get(i).isNextBefore(paths.get(j))).as(note(i)).isEqualTo(j == i + 1);
      }
    }
  }

  @Test
  void anyChangeOfTheLeaves_isNotProven() {
    eachRange(
        new int[] {2, 5, 40, 400},
        30,
        (tree, run, proof, from, to) -> {
          int at = random.nextInt(run.size());
          List<Bytes> missing = new ArrayList<>(run);
          missing.remove(at);
          refused(tree, proof, missing, "missing " + at);
          List<Bytes> repeated = new ArrayList<>(run);
          repeated.add(at, run.get(at));
          refused(tree, proof, repeated, "repeated " + at);
          List<Bytes> extra = new ArrayList<>(run);
          extra.add(at, Bytes.wrap(TestState.randomBytes(random, 32, 32)));
          refused(tree, proof, extra, "extra " + at);
          List<Bytes> other = new ArrayList<>(run);
          other.set(at, Bytes.wrap(TestState.randomBytes(random, 32, 32)));
          refused(tree, proof, other, "other " + at);
          if (at > 0) {
            List<Bytes> swapped = new ArrayList<>(run);
            Collections.swap(swapped, at, at - 1);
            refused(tree, proof, swapped, "swapped " + at);
          }
        });
  }

  private void refused(Tree tree, RangeProof proof, List<Bytes> run, String what) {
    assertThat(span(proof, run).map(RangeProof.Span::root))
        .as(note(what))
        .isNotEqualTo(Optional.of(tree.root()));
  }

  @Test
  void anyChangeOfTheProof_isNotProven() {
    eachRange(
        new int[] {2, 7, 64, 700},
        30,
        (tree, run, proof, from, to) -> {
          mutants(proof)
              .forEach(mutant -> refused(tree, mutant, run, from + " to " + to + " " + mutant));
        });
  }

  private List<RangeProof> mutants(RangeProof proof) {
    List<RangeProof> mutants = new ArrayList<>();
    changes(proof.before())
        .forEach(side -> mutants.add(new RangeProof(side, proof.after(), proof.shape())));
    changes(proof.after())
        .forEach(side -> mutants.add(new RangeProof(proof.before(), side, proof.shape())));
    if (!proof.before().isEmpty()) {
      List<Bytes> moved = new ArrayList<>(proof.after());
      moved.addFirst(proof.before().getLast());
      mutants.add(
          new RangeProof(
              proof.before().subList(0, proof.before().size() - 1), moved, proof.shape()));
    }
    for (int bit = 0; bit < proof.shape().size() * 8; bit++) {
      byte[] flipped = proof.shape().toArray();
      flipped[bit / 8] ^= (byte) (0x80 >>> bit % 8);
      mutants.add(new RangeProof(proof.before(), proof.after(), Bytes.wrap(flipped)));
    }
    byte[] longer = Arrays.copyOf(proof.shape().toArray(), proof.shape().size() + 1);
    mutants.add(new RangeProof(proof.before(), proof.after(), Bytes.wrap(longer)));
    return mutants;
  }

  private List<List<Bytes>> changes(List<Bytes> side) {
    List<List<Bytes>> changes = new ArrayList<>();
    List<Bytes> more = new ArrayList<>(side);
    more.add(Bytes.wrap(TestState.randomBytes(random, 32, 32)));
    changes.add(more);
    for (int i = 0; i < side.size(); i++) {
      List<Bytes> fewer = new ArrayList<>(side);
      fewer.remove(i);
      changes.add(fewer);
      List<Bytes> other = new ArrayList<>(side);
      byte[] hash = side.get(i).toArray();
      hash[random.nextInt(32)] ^= (byte) (1 << random.nextInt(8));
      other.set(i, Bytes.wrap(hash));
      changes.add(other);
    }
    return changes;
  }

  @Test
  void subtreeOutside_mustBeOneHash() {
    Changes changes = new Changes();
    for (int i = 0; i < 4; i++) {
      changes.put(new byte[] {1, (byte) i}, new byte[] {1});
    }
    Tree tree = Tree.empty().apply(changes);
    List<Leaf> all = leaves(tree);
    // ((a b) (c d)) with a run of d alone and (a b) given as two hashes: true, but not the form
    ShapeBits shape = new ShapeBits();
    all.forEach(leaf -> shape.end(tree.prove(leaf.key()).orElseThrow().depth()));
    List<Bytes> hashes = hashes(all);
    RangeProof split = new RangeProof(hashes.subList(0, 3), List.of(), shape.toBytes());
    assertThat(span(split, hashes.subList(3, 4))).isEmpty();
  }

  @Test
  void proveRange_ofAbsentOrReversedKeys_isRefused() {
    Tree tree = tree(10);
    List<Leaf> all = leaves(tree);
    byte[] absent = {1};
    assertThatThrownBy(() -> tree.proveRange(absent, all.get(3).key()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> tree.proveRange(all.get(3).key(), all.get(2).key()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
