package tenor.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import java.util.Base64;
import tenor.abci.proto.ProofOp;
import tenor.abci.proto.ProofOps;
import tenor.app.proof.SimpleOps;
import tenor.state.KeyProof;

/** Proofs out of a node's answers, which are not trusted. */
final class ProofReader {
  private ProofReader() {}

  /** The proof of a value in CometBFT's form, {@code {"ops":[{"type","key","data"}, …]}}. */
  static KeyProof present(JsonNode proofOps) {
    try {
      ProofOps.Builder ops = ProofOps.newBuilder();
      for (JsonNode op : proofOps.path("ops")) {
        ops.addOps(
            ProofOp.newBuilder()
                .setType(op.path("type").asText())
                .setKey(base64(op, "key"))
                .setData(base64(op, "data")));
      }
      return SimpleOps.read(ops.build());
    } catch (IllegalArgumentException e) {
      throw new RefusedException("the node's proof is malformed: " + e.getMessage());
    }
  }

  /** The same as CometBFT prints it. */
  static ObjectNode print(ProofOps proof) {
    ObjectNode node = Printer.JSON.createObjectNode();
    ArrayNode ops = node.putArray("ops");
    for (ProofOp op : proof.getOpsList()) {
      ops.addObject()
          .put("type", op.getType())
          .put("key", op.getKey().toByteArray())
          .put("data", op.getData().toByteArray());
    }
    return node;
  }

  private static ByteString base64(JsonNode node, String name) {
    return ByteString.copyFrom(Base64.getDecoder().decode(node.path(name).asText()));
  }
}
