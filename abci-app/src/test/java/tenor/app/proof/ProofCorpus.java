package tenor.app.proof;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import tenor.app.proof.Case.Expect;
import tenor.app.proof.Case.Form;
import tenor.ics23.proto.BatchEntry;
import tenor.ics23.proto.BatchProof;
import tenor.ics23.proto.CommitmentProof;
import tenor.ics23.proto.ExistenceProof;
import tenor.ics23.proto.NonExistenceProof;
import tenor.state.AbsenceProof.Neighbour;
import tenor.state.Bytes;
import tenor.state.KeyProof;

/**
 * Proofs from many trees, genuine, spoilt in every field, and lying, each with the verdict that a
 * verifier must reach. Our own readers judge them in a test; {@code
 * consensus-config/conformance/proof-test} has the stock verifiers judge them.
 */
final class ProofCorpus {
  private static final Bytes NONE = Bytes.of(new byte[0]);
  private static final int SPOILT_KEYS = 3;
  private static final int GENUINE_KEYS = 150;
  private static final int FLIPS = 60;

  private final Random random;
  private final Consumer<Case> to;

  ProofCorpus(Random random, Consumer<Case> to) {
    this.random = random;
    this.to = to;
  }

  /**
   * Writes the cases, one a line.
   *
   * @param words the file, and the seed if not 23
   */
  public static void main(String[] words) throws IOException {
    Path file = Path.of(words[0]);
    long seed = words.length > 1 ? Long.parseLong(words[1]) : 23;
    Random random = new Random(seed);
    try (Writer out = Files.newBufferedWriter(file)) {
      ProofCorpus corpus = new ProofCorpus(random, one -> write(out, one));
      SampleTree.all(random).forEach(corpus::add);
      corpus.add(SampleTree.million(random));
      DeepProof.all(random, corpus.to);
      Forgeries.all(corpus.to);
    }
  }

  private static void write(Writer out, Case one) {
    try {
      out.write(one.json());
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds the cases of a tree. */
  void add(SampleTree tree) {
    List<Bytes> keys = new ArrayList<>(tree.keys());
    Collections.shuffle(keys, random);
    for (int i = 0; i < Math.min(GENUINE_KEYS, keys.size()); i++) {
      boolean spoil = i < SPOILT_KEYS;
      present(tree, keys.get(i), spoil);
      hide(tree, keys.get(i));
      Optional<Bytes> absent = tree.absentNear(keys.get(i), random);
      absent.ifPresent(key -> absent(tree, key, spoil));
    }
  }

  private void emit(
      SampleTree tree,
      String what,
      Form form,
      Expect expect,
      Bytes key,
      Bytes value,
      MessageLite proof) {
    emit(tree, what, form, expect, key, value, proof.toByteString());
  }

  private void emit(
      SampleTree tree,
      String what,
      Form form,
      Expect expect,
      Bytes key,
      Bytes value,
      ByteString proof) {
    boolean simple = form == Form.SIMPLE;
    to.accept(
        new Case(
            tree.name(),
            what,
            form,
            expect,
            simple ? tree.appHash() : tree.tree().root(),
            simple ? List.of(SampleTree.COMPONENT, key) : List.of(key),
            value,
            SimpleOps.bytes(proof)));
  }

  private void present(SampleTree tree, Bytes key, boolean spoil) {
    Bytes value = tree.value(key);
    KeyProof proof = tree.prove(key);
    CommitmentProof ics23 = Ics23.key(proof, value);
    emit(tree, "presence", Form.ICS23, Expect.PROVEN, key, value, ics23);
    emit(tree, "presence", Form.SIMPLE, Expect.PROVEN, key, value, SimpleOps.of(proof));
    Bytes other = flip(value);
    emit(tree, "another value", Form.ICS23, Expect.REFUSED, key, other, ics23);
    emit(tree, "another value", Form.SIMPLE, Expect.REFUSED, key, other, SimpleOps.of(proof));
    emit(tree, "present key said to be absent", Form.ICS23, Expect.REFUSED, key, NONE, ics23);
    emit(
        tree,
        "present key said to be empty",
        Form.SIMPLE,
        Expect.REFUSED,
        key,
        NONE,
        SimpleOps.of(proof));
    if (spoil && value.size() <= 1000) {
      spoilPresent(tree, key, value, ics23);
      spoilSimple(tree, key, value, proof);
    }
  }

  private void spoilPresent(SampleTree tree, Bytes key, Bytes value, CommitmentProof proof) {
    Ics23Mutations.of(
        proof.getExist(),
        (what, changed) -> {
          CommitmentProof spoilt = exist(changed);
          emit(tree, what, Form.ICS23, Expect.REFUSED, key, value, spoilt);
          Bytes said = SimpleOps.bytes(changed.getKey());
          Bytes saidValue = SimpleOps.bytes(changed.getValue());
          if (saidValue.size() > 0 && (!said.equals(key) || !saidValue.equals(value))) {
            emit(tree, what + ", and claimed", Form.ICS23, Expect.REFUSED, said, saidValue, spoilt);
          }
        });
    emit(tree, "in a batch", Form.ICS23, Expect.TRUTH, key, value, batch(proof.getExist()));
    emit(
        tree,
        "batch with another value",
        Form.ICS23,
        Expect.REFUSED,
        key,
        flip(value),
        batch(proof.getExist()));
    emit(
        tree,
        "no proof",
        Form.ICS23,
        Expect.REFUSED,
        key,
        value,
        CommitmentProof.getDefaultInstance());
    flips(tree, Form.ICS23, key, value, proof.toByteString());
  }

  private static CommitmentProof exist(ExistenceProof proof) {
    return CommitmentProof.newBuilder().setExist(proof).build();
  }

  private static CommitmentProof batch(ExistenceProof proof) {
    return CommitmentProof.newBuilder()
        .setBatch(BatchProof.newBuilder().addEntries(BatchEntry.newBuilder().setExist(proof)))
        .build();
  }

  private void spoilSimple(SampleTree tree, Bytes key, Bytes value, KeyProof proof) {
    SimpleMutations.of(
        SimpleOps.of(proof),
        (what, changed) -> emit(tree, what, Form.SIMPLE, Expect.REFUSED, key, value, changed),
        (what, changed) -> {
          emit(tree, what, Form.SIMPLE, Expect.TRUTH, key, value, changed);
          emit(tree, what + ", lying", Form.SIMPLE, Expect.REFUSED, key, flip(value), changed);
        });
    emit(tree, "another key", Form.SIMPLE, Expect.REFUSED, flip(key), value, SimpleOps.of(proof));
    flips(tree, Form.SIMPLE, key, value, SimpleOps.of(proof).toByteString());
  }

  /** Bits anywhere in the encoding: a true claim may survive, a false one must not. */
  private void flips(SampleTree tree, Form form, Bytes key, Bytes value, ByteString proof) {
    Bytes lie = value.size() == 0 ? Bytes.of(new byte[] {1}) : flip(value);
    for (int i = 0; i < FLIPS; i++) {
      int bit = random.nextInt(8 * proof.size());
      ByteString flipped = Ics23Mutations.flip(proof, bit / 8, 1 << (bit % 8));
      emit(tree, "bit " + bit + " flipped", form, Expect.TRUTH, key, value, flipped);
      emit(tree, "bit " + bit + " flipped, lying", form, Expect.REFUSED, key, lie, flipped);
    }
  }

  private Bytes flip(Bytes bytes) {
    byte[] flipped = bytes.toArray();
    flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
    return Bytes.of(flipped);
  }

  private void absent(SampleTree tree, Bytes key, boolean spoil) {
    CommitmentProof proof = Ics23.absent(tree.neighbours(key), key);
    emit(tree, "absence", Form.ICS23, Expect.PROVEN, key, NONE, proof);
    emit(
        tree,
        "absent key said to be present",
        Form.ICS23,
        Expect.REFUSED,
        key,
        Bytes.of(new byte[] {1}),
        proof);
    Bytes elsewhere = Bytes.of(SampleTree.bytes(random, 1, 40));
    NonExistenceProof other = proof.getNonexist();
    boolean inside =
        (!other.hasLeft() || elsewhere.compareTo(SimpleOps.bytes(other.getLeft().getKey())) > 0)
            && (!other.hasRight()
                || elsewhere.compareTo(SimpleOps.bytes(other.getRight().getKey())) < 0);
    emit(
        tree,
        "neighbours of another key",
        Form.ICS23,
        inside ? Expect.TRUTH : Expect.REFUSED,
        elsewhere,
        NONE,
        proof);
    boolean large = other.getLeft().getValue().size() + other.getRight().getValue().size() > 1000;
    if (spoil && !large) {
      spoilAbsent(tree, key, other);
      flips(tree, Form.ICS23, key, NONE, proof.toByteString());
    }
  }

  private void spoilAbsent(SampleTree tree, Bytes key, NonExistenceProof proof) {
    if (proof.hasLeft()) {
      Ics23Mutations.of(
          proof.getLeft(),
          (what, left) -> refused(tree, "left " + what, key, proof.toBuilder().setLeft(left)));
    }
    if (proof.hasRight()) {
      Ics23Mutations.of(
          proof.getRight(),
          (what, right) -> refused(tree, "right " + what, key, proof.toBuilder().setRight(right)));
    }
    if (proof.hasLeft() && proof.hasRight()) {
      refused(tree, "left dropped", key, proof.toBuilder().clearLeft());
      refused(tree, "right dropped", key, proof.toBuilder().clearRight());
      refused(
          tree,
          "sides swapped",
          key,
          proof.toBuilder().setLeft(proof.getRight()).setRight(proof.getLeft()));
      refused(tree, "left twice", key, proof.toBuilder().setRight(proof.getLeft()));
      refused(tree, "right twice", key, proof.toBuilder().setLeft(proof.getRight()));
    }
    refused(tree, "both dropped", key, NonExistenceProof.newBuilder().setKey(proof.getKey()));
    emit(
        tree,
        "other key inside",
        Form.ICS23,
        Expect.TRUTH,
        key,
        NONE,
        CommitmentProof.newBuilder()
            .setNonexist(proof.toBuilder().setKey(proof.getKey().concat(proof.getKey())))
            .build());
  }

  private void refused(SampleTree tree, String what, Bytes key, NonExistenceProof.Builder proof) {
    emit(
        tree,
        what,
        Form.ICS23,
        Expect.REFUSED,
        key,
        NONE,
        CommitmentProof.newBuilder().setNonexist(proof).build());
  }

  /** A present key said to be absent, with every pair of leaves around it that could hide it. */
  private void hide(SampleTree tree, Bytes key) {
    Optional<Neighbour> self = tree.tree().get(key.toArray()).map(tree::neighbour);
    Optional<Neighbour> left = tree.left(key);
    Optional<Neighbour> right = tree.right(key);
    Optional<Neighbour> further = left.flatMap(leaf -> tree.left(leaf.key()));
    Optional<Neighbour> beyond = right.flatMap(leaf -> tree.right(leaf.key()));
    for (Optional<Neighbour> before :
        Arrays.asList(left, self, further, Optional.<Neighbour>empty())) {
      for (Optional<Neighbour> after :
          Arrays.asList(right, self, beyond, Optional.<Neighbour>empty())) {
        if (before.isPresent() || after.isPresent()) {
          emit(
              tree,
              "present key hidden",
              Form.ICS23,
              Expect.REFUSED,
              key,
              NONE,
              Ics23.absent(tree.pair(before, after), key));
        }
      }
    }
  }
}
