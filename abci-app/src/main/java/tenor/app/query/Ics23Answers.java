package tenor.app.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import tenor.abci.proto.ProofOp;
import tenor.abci.proto.ProofOps;
import tenor.app.proof.Ics23;
import tenor.ics23.proto.CommitmentProof;
import tenor.state.AbsenceProof;
import tenor.state.Bytes;
import tenor.state.KeyProof;

/** Answers about a key in ICS-23's form: one proof for the component's tree, one for that above. */
final class Ics23Answers {
  private Ics23Answers() {}

  /** That the key has this value, or that it is absent. */
  static ProofOps of(Moment moment, String component, byte[] key, Optional<byte[]> value) {
    if (value.isPresent()) {
      KeyProof proof = moment.view().prove(key).orElseThrow();
      return ops(
          component,
          key,
          Ics23.key(proof, Bytes.of(value.get())),
          Ics23.component(proof.component(), proof.componentRoot()));
    }
    AbsenceProof proof =
        moment
            .view()
            .proveAbsent(component, key)
            .orElseThrow(
                () -> QueryRefusal.notFound("there is no component " + component + " to prove by"));
    return ops(
        component,
        key,
        Ics23.absent(proof, Bytes.of(key)),
        Ics23.component(proof.component(), proof.componentRoot()));
  }

  private static ProofOps ops(
      String name, byte[] key, CommitmentProof leaf, CommitmentProof component) {
    return ProofOps.newBuilder()
        .addOps(op(key, leaf))
        .addOps(op(name.getBytes(StandardCharsets.US_ASCII), component))
        .build();
  }

  private static ProofOp op(byte[] key, CommitmentProof proof) {
    return ProofOp.newBuilder()
        .setType(Ics23.TYPE)
        .setKey(ByteString.copyFrom(key))
        .setData(proof.toByteString())
        .build();
  }

  /** Both proofs in hexadecimal, for answers in JSON. */
  static ObjectNode json(AbsenceProof proof, byte[] key) {
    return json(Ics23.absent(proof, Bytes.of(key)), proof.component(), proof.componentRoot());
  }

  /** The proof of a key and that of its component, in hexadecimal. */
  static ObjectNode json(CommitmentProof leaf, tenor.state.ProofOp component, Bytes root) {
    return Json.object()
        .put("key", hex(leaf))
        .put("component", hex(Ics23.component(component, root)));
  }

  private static String hex(CommitmentProof proof) {
    return HexFormat.of().formatHex(proof.toByteArray());
  }
}
