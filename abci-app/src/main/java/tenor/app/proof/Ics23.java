package tenor.app.proof;

import static tenor.app.proof.SimpleOps.bytes;
import static tenor.app.proof.SimpleOps.require;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tenor.ics23.proto.CommitmentProof;
import tenor.ics23.proto.ExistenceProof;
import tenor.ics23.proto.HashOp;
import tenor.ics23.proto.InnerOp;
import tenor.ics23.proto.LeafOp;
import tenor.ics23.proto.LengthOp;
import tenor.ics23.proto.NonExistenceProof;
import tenor.state.AbsenceProof;
import tenor.state.AbsenceProof.Neighbour;
import tenor.state.Bytes;
import tenor.state.KeyProof;
import tenor.state.Proof;
import tenor.state.ProofOp;

/**
 * Proofs of one tree as ICS-23 {@code CommitmentProof}s that verify under the stock TendermintSpec:
 * SHA-256 throughout, a leaf is {@code 00 ‖ uvarint(length) ‖ key ‖ 20 ‖ SHA-256(value)}, a step is
 * {@code 01 ‖ left ‖ right}.
 *
 * <p>A key of the state takes two: one in the component's tree, whose root is the value of the
 * other in the upper tree.
 *
 * <p>Reading is stricter than the stock libraries: they let a leaf's prefix be longer than the
 * spec's, so that a proof can hide the head of a key in the prefix and pass its tail off as the
 * key. What is read here has exactly the spec's prefix.
 */
public final class Ics23 {
  /** The type of an operator that carries such a proof, as IBC's stores name it. */
  public static final String TYPE = "ics23:simple";

  private static final LeafOp LEAF =
      LeafOp.newBuilder()
          .setHash(HashOp.SHA256)
          .setPrehashValue(HashOp.SHA256)
          .setLength(LengthOp.VAR_PROTO)
          .setPrefix(ByteString.copyFrom(new byte[] {0}))
          .build();

  private static final ByteString INNER = ByteString.copyFrom(new byte[] {1});

  private Ics23() {}

  /** That the proof's key has this value. */
  public static CommitmentProof key(KeyProof proof, Bytes value) {
    return present(proof.key(), value);
  }

  /** That the proof's component has this root. */
  public static CommitmentProof component(ProofOp component, Bytes componentRoot) {
    return present(component, componentRoot);
  }

  private static CommitmentProof present(ProofOp op, Bytes value) {
    return present(existence(op.key(), value, op.proof()));
  }

  private static CommitmentProof present(ExistenceProof existence) {
    return CommitmentProof.newBuilder().setExist(existence).build();
  }

  /** That {@code key} is absent. */
  public static CommitmentProof absent(AbsenceProof proof, Bytes key) {
    NonExistenceProof.Builder wire = NonExistenceProof.newBuilder().setKey(bytes(key));
    proof.left().ifPresent(left -> wire.setLeft(existence(left)));
    proof.right().ifPresent(right -> wire.setRight(existence(right)));
    return CommitmentProof.newBuilder().setNonexist(wire).build();
  }

  private static ExistenceProof existence(Neighbour leaf) {
    return existence(leaf.key(), leaf.value(), leaf.proof());
  }

  private static ExistenceProof existence(Bytes key, Bytes value, Proof proof) {
    ExistenceProof.Builder wire =
        ExistenceProof.newBuilder().setKey(bytes(key)).setValue(bytes(value)).setLeaf(LEAF);
    for (int step = 0; step < proof.depth(); step++) {
      ByteString aunt = bytes(proof.aunts().get(step));
      boolean right = ((proof.index() >>> step) & 1) == 1;
      InnerOp.Builder op = InnerOp.newBuilder().setHash(HashOp.SHA256);
      wire.addPath(right ? op.setPrefix(INNER.concat(aunt)) : op.setPrefix(INNER).setSuffix(aunt));
    }
    return wire.build();
  }

  /**
   * The leaf that an existence proof speaks of, with its way to the root.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  public static Neighbour readPresent(byte[] encoded) {
    CommitmentProof wire = parse(encoded);
    require(wire.hasExist(), "expected an ICS-23 existence proof");
    Neighbour leaf = leaf(wire.getExist());
    require(present(existence(leaf)).equals(wire), "the ICS-23 proof holds more than it needs");
    return leaf;
  }

  /**
   * The neighbours that a non-existence proof speaks of, to be joined with its component's step.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  public static AbsenceProof readAbsent(byte[] encoded, Bytes key, ProofOp component) {
    CommitmentProof wire = parse(encoded);
    require(wire.hasNonexist(), "expected an ICS-23 non-existence proof");
    NonExistenceProof absence = wire.getNonexist();
    AbsenceProof proof =
        new AbsenceProof(
            absence.hasLeft() ? Optional.of(leaf(absence.getLeft())) : Optional.empty(),
            absence.hasRight() ? Optional.of(leaf(absence.getRight())) : Optional.empty(),
            component);
    require(absent(proof, key).equals(wire), "the ICS-23 proof is about another key, or malformed");
    return proof;
  }

  private static CommitmentProof parse(byte[] encoded) {
    try {
      CommitmentProof wire = CommitmentProof.parseFrom(encoded);
      require(
          wire.toByteString().equals(ByteString.copyFrom(encoded)),
          "the ICS-23 proof is not in its one encoding");
      return wire;
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("not a Protobuf CommitmentProof", e);
    }
  }

  private static Neighbour leaf(ExistenceProof wire) {
    require(wire.getLeaf().equals(LEAF), "the leaf's rule is not that of TendermintSpec");
    Bytes key = bytes(wire.getKey());
    Bytes value = bytes(wire.getValue());
    return new Neighbour(key, value, proof(wire.getPathList(), Proof.leafHash(key, value)));
  }

  private static Proof proof(List<InnerOp> path, Bytes leafHash) {
    require(path.size() <= Proof.MAX_DEPTH, "more than " + Proof.MAX_DEPTH + " steps");
    List<Bytes> aunts = new ArrayList<>();
    long index = 0;
    for (int step = 0; step < path.size(); step++) {
      InnerOp op = path.get(step);
      boolean right = op.getSuffix().isEmpty();
      ByteString aunt = right ? op.getPrefix() : INNER.concat(op.getSuffix());
      require(
          op.getHash() == HashOp.SHA256 && aunt.size() == 33 && aunt.startsWith(INNER),
          "a step is not that of TendermintSpec");
      require(right || op.getPrefix().equals(INNER), "a step is not that of TendermintSpec");
      aunts.add(bytes(aunt.substring(1)));
      index |= right ? 1L << step : 0;
    }
    return new Proof(1L << aunts.size(), index, leafHash, aunts);
  }
}
