package tenor.app.proof;

import com.google.protobuf.ByteString;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tenor.app.proof.Case.Expect;
import tenor.app.proof.Case.Form;
import tenor.ics23.proto.CommitmentProof;
import tenor.ics23.proto.ExistenceProof;
import tenor.ics23.proto.NonExistenceProof;
import tenor.state.AbsenceProof.Neighbour;
import tenor.state.Bytes;

/**
 * False claims that the stock ICS-23 libraries accept under TendermintSpec.
 *
 * <p>They let a leaf's prefix be longer than the spec's. A leaf is hashed as {@code 00 ‖
 * uvarint(length) ‖ key ‖ …}. If a byte of the key is the number of bytes behind it, as the low
 * byte of account 1028's number is in its cash key, then the head of the key can be moved into the
 * prefix and the tail passed off as a key of its own: it is "present", and, being elsewhere in the
 * order, as a neighbour it makes the whole key "absent". Whoever compares the leaf's rule with the
 * spec's, all of it, is safe.
 */
final class Forgeries {
  private static final Bytes NONE = Bytes.of(new byte[0]);

  private final SampleTree tree;
  private final Consumer<Case> to;

  private Forgeries(SampleTree tree, Consumer<Case> to) {
    this.tree = tree;
    this.to = to;
  }

  /** Passes on every forgery of a few hundred accounts and of keys made for it. */
  static void all(Consumer<Case> to) {
    Stream<String> accounts = IntStream.range(1000, 1300).mapToObj("0301%016x00000001"::formatted);
    Stream<String> made = Stream.of("0c0102030405060708090a0b0c", "0202ff", "03ff01fe", "7f00");
    List<byte[]> keys =
        Stream.concat(accounts, made).map(hex -> Bytes.ofHex(hex).toArray()).toList();
    new Forgeries(SampleTree.of("forged", keys, new java.util.Random(1028)), to).add();
  }

  private void add() {
    for (Bytes key : tree.keys()) {
      byte[] bytes = key.toArray();
      for (int at = 0; at < bytes.length - 1; at++) {
        if (bytes[at] == bytes.length - at - 1) {
          forge(key, at);
        }
      }
    }
  }

  private void forge(Bytes key, int at) {
    byte[] bytes = key.toArray();
    ByteString prefix =
        ByteString.copyFrom(new byte[] {0, (byte) bytes.length})
            .concat(ByteString.copyFrom(bytes, 0, at));
    ByteString tail = ByteString.copyFrom(Arrays.copyOfRange(bytes, at + 1, bytes.length));
    ExistenceProof genuine = Ics23.key(tree.prove(key), tree.value(key)).getExist();
    ExistenceProof forged =
        genuine.toBuilder()
            .setKey(tail)
            .setLeaf(genuine.getLeaf().toBuilder().setPrefix(prefix))
            .build();
    emit(
        "tail of a key said to be present",
        SimpleOps.bytes(tail),
        tree.value(key),
        CommitmentProof.newBuilder().setExist(forged).build());
    boolean below = SimpleOps.bytes(tail).compareTo(key) < 0;
    Optional<ExistenceProof> other =
        (below ? tree.right(key) : tree.left(key)).map(Forgeries::existence);
    NonExistenceProof.Builder absence = NonExistenceProof.newBuilder().setKey(SimpleOps.bytes(key));
    if (below) {
      absence.setLeft(forged);
      other.ifPresent(absence::setRight);
    } else {
      absence.setRight(forged);
      other.ifPresent(absence::setLeft);
    }
    emit(
        "present key hidden behind its own tail",
        key,
        NONE,
        CommitmentProof.newBuilder().setNonexist(absence).build());
  }

  private static ExistenceProof existence(Neighbour leaf) {
    return Ics23.key(
            new tenor.state.KeyProof(
                new tenor.state.ProofOp(leaf.key(), leaf.proof()),
                new tenor.state.ProofOp(leaf.key(), leaf.proof())),
            leaf.value())
        .getExist();
  }

  private void emit(String what, Bytes key, Bytes value, CommitmentProof proof) {
    to.accept(
        new Case(
            tree.name(),
            what,
            Form.ICS23,
            Expect.STRICT,
            tree.tree().root(),
            List.of(key),
            value,
            SimpleOps.bytes(proof.toByteString())));
  }
}
