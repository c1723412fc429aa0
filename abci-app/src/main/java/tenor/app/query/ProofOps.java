package tenor.app.query;

import com.google.protobuf.ByteString;
import tenor.abci.proto.Proof;
import tenor.abci.proto.ProofOp;
import tenor.abci.proto.ValueOp;
import tenor.state.Bytes;
import tenor.state.KeyProof;

/** Proofs of the store in the engine's own form, which its light clients verify. */
final class ProofOps {
  private ProofOps() {}

  static tenor.abci.proto.ProofOps of(KeyProof proof) {
    tenor.abci.proto.ProofOps.Builder ops = tenor.abci.proto.ProofOps.newBuilder();
    proof.ops().forEach(op -> ops.addOps(op(op)));
    return ops.build();
  }

  private static ProofOp op(tenor.state.ProofOp op) {
    return ProofOp.newBuilder()
        .setType(tenor.state.ProofOp.TYPE)
        .setKey(bytes(op.key()))
        .setData(
            ValueOp.newBuilder()
                .setKey(bytes(op.key()))
                .setProof(proof(op.proof()))
                .build()
                .toByteString())
        .build();
  }

  private static Proof proof(tenor.state.Proof proof) {
    Proof.Builder wire =
        Proof.newBuilder()
            .setTotal(proof.total())
            .setIndex(proof.index())
            .setLeafHash(bytes(proof.leafHash()));
    proof.aunts().forEach(aunt -> wire.addAunts(bytes(aunt)));
    return wire.build();
  }

  static ByteString bytes(Bytes bytes) {
    return ByteString.copyFrom(bytes.toArray());
  }
}
