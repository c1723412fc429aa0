package tenor.app.proof;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import tenor.abci.proto.Proof;
import tenor.abci.proto.ProofOp;
import tenor.abci.proto.ProofOps;
import tenor.abci.proto.ValueOp;

/** Every way to change one field or one step of the engine's operators; each has a name. */
final class SimpleMutations {
  private SimpleMutations() {}

  /**
   * Passes on the changed operators.
   *
   * @param free takes those that may still verify: {@code total} only steers the verifier, and the
   *     key inside an operator's data repeats the one outside
   */
  static void of(
      ProofOps proof, BiConsumer<String, ProofOps> to, BiConsumer<String, ProofOps> free) {
    for (int i = 0; i < proof.getOpsCount(); i++) {
      int op = i;
      String name = "operator " + i + " ";
      ProofOp original = proof.getOps(i);
      to.accept(name + "dropped", proof.toBuilder().removeOps(i).build());
      to.accept(name + "twice", proof.toBuilder().addOps(original).build());
      to.accept(
          name + "of another type", with(proof, op, original.toBuilder().setType("simple:x")));
      to.accept(
          name + "with another key",
          with(
              proof,
              op,
              original.toBuilder().setKey(Ics23Mutations.flip(original.getKey(), 0, 1))));
      to.accept(name + "without a key", with(proof, op, original.toBuilder().clearKey()));
      ValueOp data = data(original);
      ofProof(
          data.getProof(),
          (what, changed) -> to.accept(name + what, with(proof, op, data, changed)));
      long total = data.getProof().getTotal();
      for (long other :
          new long[] {0, 1, total - 1, total + 1, 2 * total, -total, Long.MAX_VALUE}) {
        free.accept(
            name + "total " + other,
            with(proof, op, data, data.getProof().toBuilder().setTotal(other).build()));
      }
      free.accept(
          name + "another key inside",
          with(
              proof,
              op,
              original.toBuilder().setData(data.toBuilder().clearKey().build().toByteString())));
    }
    to.accept(
        "operators swapped",
        ProofOps.newBuilder().addOps(proof.getOps(1)).addOps(proof.getOps(0)).build());
    to.accept("no operators", ProofOps.getDefaultInstance());
  }

  private static ValueOp data(ProofOp op) {
    try {
      return ValueOp.parseFrom(op.getData());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ProofOps with(ProofOps proof, int place, ProofOp.Builder op) {
    return proof.toBuilder().setOps(place, op).build();
  }

  private static ProofOps with(ProofOps proof, int place, ValueOp data, Proof changed) {
    return with(
        proof,
        place,
        proof.getOps(place).toBuilder()
            .setData(data.toBuilder().setProof(changed).build().toByteString()));
  }

  private static void ofProof(Proof proof, BiConsumer<String, Proof> to) {
    to.accept("leaf hash flipped", leaf(proof, Ics23Mutations.flip(proof.getLeafHash(), 31, 1)));
    to.accept("leaf hash dropped", leaf(proof, ByteString.EMPTY));
    to.accept("index negative", proof.toBuilder().setIndex(-1 - proof.getIndex()).build());
    to.accept("index too great", proof.toBuilder().setIndex(proof.getTotal()).build());
    to.accept("aunt added", proof.toBuilder().addAunts(proof.getLeafHash()).build());
    for (int i = 0; i < proof.getAuntsCount(); i++) {
      ByteString aunt = proof.getAunts(i);
      String name = "aunt " + i + " ";
      long turned = proof.getIndex() ^ (1L << i);
      to.accept(name + "on the other side", proof.toBuilder().setIndex(turned).build());
      to.accept(name + "flipped", aunt(proof, i, Ics23Mutations.flip(aunt, i % 32, 1 << (i % 8))));
      to.accept(name + "shortened", aunt(proof, i, aunt.substring(1)));
      to.accept(name + "lengthened", aunt(proof, i, aunt.concat(aunt.substring(0, 1))));
      List<ByteString> fewer = new ArrayList<>(proof.getAuntsList());
      fewer.remove(i);
      to.accept(name + "dropped", proof.toBuilder().clearAunts().addAllAunts(fewer).build());
      if (i > 0) {
        to.accept(
            name + "swapped with that below",
            aunt(aunt(proof, i, proof.getAunts(i - 1)), i - 1, aunt));
      }
    }
  }

  private static Proof leaf(Proof proof, ByteString hash) {
    return proof.toBuilder().setLeafHash(hash).build();
  }

  private static Proof aunt(Proof proof, int place, ByteString aunt) {
    return proof.toBuilder().setAunts(place, aunt).build();
  }
}
