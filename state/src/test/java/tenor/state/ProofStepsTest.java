package tenor.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;
import tenor.state.AbsenceProof.Neighbour;

/** A proof with a step too many, too few, twice or in another place proves nothing. */
final class ProofStepsTest {
  private static final int KEYS = 300;
  private static final byte[] HASH = new byte[Hashing.SIZE];

  private final View view = view();
  private final Bytes appHash = view.appHash();

  private static View view() {
    Changes changes = TestState.COMPONENTS.founding();
    for (int i = 0; i < KEYS; i++) {
      changes.put(TestState.key(1, 2L * i), TestState.value("value " + i));
    }
    return View.empty(TestState.COMPONENTS).apply(1, Edits.byPrefix(changes.list(1)));
  }

  /** Every proof with one step more or fewer, for each place, each side and some hashes. */
  private static List<Proof> otherSteps(Proof proof) {
    List<Proof> all = new ArrayList<>();
    int depth = proof.depth();
    for (int at = 0; at < depth; at++) {
      List<Bytes> fewer = new ArrayList<>(proof.aunts());
      Bytes gone = fewer.remove(at);
      long low = proof.index() & ((1L << at) - 1);
      long high = proof.index() >>> (at + 1) << at;
      all.add(new Proof(1L << (depth - 1), high | low, proof.leafHash(), fewer));
      // the same with the hash that was left out as the leaf's
      all.add(new Proof(1L << (depth - 1), high | low, gone, fewer));
    }
    for (int at = 0; at <= depth && depth < Proof.MAX_DEPTH; at++) {
      long low = proof.index() & ((1L << at) - 1);
      long high = proof.index() >>> at << (at + 1);
      for (Bytes hash : List.of(Bytes.wrap(HASH), proof.leafHash(), proof.root())) {
        List<Bytes> more = new ArrayList<>(proof.aunts());
        more.add(at, hash);
        all.add(new Proof(1L << (depth + 1), high | low, proof.leafHash(), more));
        all.add(new Proof(1L << (depth + 1), high | 1L << at | low, proof.leafHash(), more));
      }
    }
    all.add(new Proof(1, 0, proof.leafHash(), List.of()));
    all.add(new Proof(1, 0, proof.root(), List.of()));
    return all;
  }

  private static List<ProofOp> otherSteps(ProofOp op) {
    return otherSteps(op.proof()).stream().map(proof -> new ProofOp(op.key(), proof)).toList();
  }

  /** No change of the steps of a key's proof still proves it. */
  private void eachKey(BiPredicate<KeyProof, byte[][]> refuses) {
    for (int i = 0; i < KEYS; i += 7) {
      byte[] key = TestState.key(1, 2L * i);
      byte[] value = TestState.value("value " + i);
      KeyProof proof = view.prove(key).orElseThrow();
      assertThat(proof.proves("accounts", key, value, appHash)).isTrue();
      assertThat(refuses.test(proof, new byte[][] {key, value})).as("key %d", i).isTrue();
    }
  }

  private boolean proves(ProofOp key, ProofOp component, byte[][] leaf) {
    return new KeyProof(key, component).proves("accounts", leaf[0], leaf[1], appHash);
  }

  @Test
  void aStepTooManyOrTooFewBelow_isRefused() {
    eachKey(
        (proof, leaf) ->
            otherSteps(proof.key()).stream()
                .noneMatch(other -> proves(other, proof.component(), leaf)));
  }

  @Test
  void aStepTooManyOrTooFewAbove_isRefused() {
    eachKey(
        (proof, leaf) ->
            otherSteps(proof.component()).stream()
                .noneMatch(other -> proves(proof.key(), other, leaf)));
  }

  @Test
  void theSameStepTwice_orStepsExchanged_areRefused() {
    eachKey(
        (proof, leaf) ->
            !proves(proof.key(), proof.key(), leaf)
                && !proves(proof.component(), proof.component(), leaf)
                && !proves(proof.component(), proof.key(), leaf));
  }

  /** A value that is itself a root hash would be a third step, were values not hashed once more. */
  @Test
  void aRootTakenForALeaf_isRefused() {
    KeyProof proof = view.prove(TestState.key(1, 0)).orElseThrow();
    byte[] name = proof.component().key().toArray();
    byte[] root = proof.componentRoot().toArray();
    assertThat(proof.component().proof().proves(name, root, appHash)).isTrue();
    assertThat(proof.proves("accounts", name, root, appHash)).isFalse();
    assertThat(proof.key().proof().proves(name, root, appHash)).isFalse();
  }

  @Test
  void neighboursWithAStepTooManyOrTooFew_proveNoAbsence() {
    for (int i = 1; i < KEYS - 1; i += 23) {
      byte[] key = TestState.key(1, 2L * i + 1);
      AbsenceProof proof = view.proveAbsent("accounts", key).orElseThrow();
      assertThat(proof.proves("accounts", key, appHash)).isTrue();
      Neighbour left = proof.left().orElseThrow();
      Neighbour right = proof.right().orElseThrow();
      otherSteps(left.proof()).forEach(other -> refused(key, with(left, other), right, proof));
      otherSteps(right.proof()).forEach(other -> refused(key, left, with(right, other), proof));
      for (ProofOp other : otherSteps(proof.component())) {
        AbsenceProof lie = new AbsenceProof(proof.left(), proof.right(), other);
        assertThat(lie.proves("accounts", key, appHash)).isFalse();
      }
      refused(key, left, left, proof);
      refused(key, right, right, proof);
      refused(key, right, left, proof);
    }
  }

  private static Neighbour with(Neighbour neighbour, Proof proof) {
    return new Neighbour(neighbour.key(), neighbour.value(), proof);
  }

  private void refused(byte[] key, Neighbour left, Neighbour right, AbsenceProof honest) {
    AbsenceProof lie = new AbsenceProof(Optional.of(left), Optional.of(right), honest.component());
    assertThat(lie.proves("accounts", key, appHash)).isFalse();
  }

  @Test
  void aRunWithAStepTooManyOrTooFewAbove_isNotProven() {
    Tree tree = view.tree("accounts").orElseThrow();
    byte[] first = TestState.key(1, 20);
    byte[] last = TestState.key(1, 40);
    List<Edits.Edit> leaves = new ArrayList<>();
    tree.scan(first, Successor.of(last))
        .forEachRemaining(leaf -> leaves.add(new Edits.Edit(leaf.key(), leaf.value())));
    ProofOp component = view.prove(first).orElseThrow().component();
    RangeProof range = tree.proveRange(first, last);
    assertThat(SnapshotChunk.Run.of(component, range, leaves).span(appHash)).isPresent();
    for (ProofOp other : otherSteps(component)) {
      assertThat(SnapshotChunk.Run.of(other, range, leaves).span(appHash)).isEmpty();
    }
  }
}
