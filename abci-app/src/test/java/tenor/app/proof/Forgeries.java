package tenor.app.proof;

import com.google.protobuf.ByteString;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tenor.app.proof.Case.Expect;
import tenor.app.proof.Case.Form;
import tenor.clearing.ClearingHouse;
import tenor.clearing.accounts.AccountAsset;
import tenor.clearing.accounts.AccountsKeys;
import tenor.clearing.kernel.KeyField;
import tenor.clearing.kernel.Table;
import tenor.ics23.proto.CommitmentProof;
import tenor.ics23.proto.ExistenceProof;
import tenor.ics23.proto.NonExistenceProof;
import tenor.state.AbsenceProof.Neighbour;
import tenor.state.Bytes;

/**
 * Leaves whose prefix hides the head of the key.
 *
 * <p>The stock ICS-23 libraries let a leaf's prefix be longer than the spec's. A leaf is hashed as
 * {@code 00 ‖ uvarint(length) ‖ key ‖ …}. If a byte of the key is the number of bytes behind it,
 * then the head of the key can be moved into the prefix and the tail passed off as a key of its
 * own: it is "present", and, being elsewhere in the order, as a neighbour it makes the whole key
 * "absent". Whoever compares the leaf's rule with the spec's, all of it, is safe.
 *
 * <p>In a key of the chain every byte has its high bit set, so no byte is such a length, and the
 * libraries refuse whatever is tried on them.
 */
final class Forgeries {
  private static final Bytes NONE = Bytes.of(new byte[0]);

  private static final long SEED = 1028;
  private static final int ROWS = 4;
  private static final int ACCOUNTS = 40;

  private final SampleTree tree;
  private final Consumer<Case> to;
  private final Expect expect;

  private Forgeries(SampleTree tree, Consumer<Case> to, Expect expect) {
    this.tree = tree;
    this.to = to;
    this.expect = expect;
  }

  /** Passes on every forgery of low keys, and every attempt on keys of the chain. */
  static void all(Consumer<Case> to) {
    Random random = new Random(SEED);
    new Forgeries(SampleTree.of("low-keys", lowKeys(), random), to, Expect.STRICT).add();
    new Forgeries(SampleTree.of("keys", keys(random), random), to, Expect.REFUSED).add();
  }

  /** Keys as no chain has them: fixed-width binary numbers, and some made for the purpose. */
  private static List<byte[]> lowKeys() {
    Stream<String> accounts = IntStream.range(1000, 1300).mapToObj("0301%016x00000001"::formatted);
    Stream<String> made = Stream.of("0c0102030405060708090a0b0c", "0202ff", "03ff01fe", "7f00");
    return Stream.concat(accounts, made).map(hex -> Bytes.ofHex(hex).toArray()).toList();
  }

  /** Some rows of every table that a chain has, and the cash of the accounts around 1028. */
  static List<byte[]> keys(Random random) {
    List<byte[]> keys = new ArrayList<>();
    for (Table<?, ?> table : ClearingHouse.standard().schema().tables()) {
      for (int i = 0; i < (table.fields().isEmpty() ? 1 : ROWS); i++) {
        List<String> row = table.fields().stream().map(field -> value(field, random)).toList();
        keys.add(table.key(row).bytes());
      }
    }
    for (int i = 0; i < ACCOUNTS; i++) {
      keys.add(AccountsKeys.BALANCES.key(new AccountAsset(SEED - ACCOUNTS / 2 + i, 1)).bytes());
    }
    return keys;
  }

  private static String value(KeyField field, Random random) {
    BigInteger any = new BigInteger(field.bits(), random);
    if (field.isNumber()) {
      return any.shiftRight(random.nextInt(field.bits())).toString();
    }
    return "0".repeat(field.bits() / 4 - any.toString(16).length()) + any.toString(16);
  }

  private void add() {
    for (Bytes key : tree.keys()) {
      byte[] bytes = key.toArray();
      for (int at = 0; at < bytes.length - 1; at++) {
        if (bytes[at] == bytes.length - at - 1 || expect == Expect.REFUSED) {
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
            expect,
            tree.tree().root(),
            List.of(key),
            value,
            SimpleOps.bytes(proof.toByteString())));
  }
}
