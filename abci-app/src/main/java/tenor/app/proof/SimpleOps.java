package tenor.app.proof;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import java.util.ArrayList;
import java.util.List;
import tenor.abci.proto.ProofOps;
import tenor.abci.proto.ValueOp;
import tenor.state.Bytes;
import tenor.state.KeyProof;
import tenor.state.Proof;
import tenor.state.ProofOp;

/** Proofs of presence in the engine's own form, two {@code simple:v} operators. */
public final class SimpleOps {
  private SimpleOps() {}

  /** From the key to the component's root, then from the component's name to the app hash. */
  public static ProofOps of(KeyProof proof) {
    ProofOps.Builder ops = ProofOps.newBuilder();
    proof.ops().forEach(op -> ops.addOps(op(op)));
    return ops.build();
  }

  private static tenor.abci.proto.ProofOp op(ProofOp op) {
    return tenor.abci.proto.ProofOp.newBuilder()
        .setType(ProofOp.TYPE)
        .setKey(bytes(op.key()))
        .setData(data(op).toByteString())
        .build();
  }

  private static ValueOp data(ProofOp op) {
    tenor.abci.proto.Proof.Builder wire =
        tenor.abci.proto.Proof.newBuilder()
            .setTotal(op.proof().total())
            .setIndex(op.proof().index())
            .setLeafHash(bytes(op.proof().leafHash()));
    op.proof().aunts().forEach(aunt -> wire.addAunts(bytes(aunt)));
    return ValueOp.newBuilder().setKey(bytes(op.key())).setProof(wire).build();
  }

  /**
   * What the operators say. Only what {@link #of} writes is read, so that each proof has one form.
   *
   * @throws IllegalArgumentException saying what is wrong with them
   */
  public static KeyProof read(ProofOps ops) {
    require(ops.getOpsCount() == 2, "expected two steps, found " + ops.getOpsCount());
    KeyProof proof = new KeyProof(op(ops.getOps(0)), op(ops.getOps(1)));
    requireSame(of(proof), ops);
    return proof;
  }

  private static ProofOp op(tenor.abci.proto.ProofOp op) {
    require(op.getType().equals(ProofOp.TYPE), "expected steps of type " + ProofOp.TYPE);
    try {
      ValueOp data = ValueOp.parseFrom(op.getData());
      tenor.abci.proto.Proof wire = data.getProof();
      List<Bytes> aunts = new ArrayList<>();
      wire.getAuntsList().forEach(aunt -> aunts.add(bytes(aunt)));
      Proof proof = new Proof(wire.getTotal(), wire.getIndex(), bytes(wire.getLeafHash()), aunts);
      return new ProofOp(bytes(op.getKey()), proof);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("a step is not a Protobuf ValueOp", e);
    }
  }

  static void require(boolean condition, String expected) {
    if (!condition) {
      throw new IllegalArgumentException(expected);
    }
  }

  /** Refuses unknown fields, fields in another order and all else that a writer could add. */
  static void requireSame(MessageLite written, MessageLite read) {
    require(
        written.toByteString().equals(read.toByteString()), "the proof is not in its one encoding");
  }

  static ByteString bytes(Bytes bytes) {
    return ByteString.copyFrom(bytes.toArray());
  }

  static Bytes bytes(ByteString bytes) {
    return Bytes.of(bytes.toByteArray());
  }
}
