package tenor.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import tenor.abci.proto.ValueOp;
import tenor.state.AbsenceProof;
import tenor.state.Bytes;
import tenor.state.KeyProof;
import tenor.state.Proof;
import tenor.state.ProofOp;

/** Proofs out of a node's answers, which are not trusted. */
final class ProofReader {
  private ProofReader() {}

  /** The proof of a value in CometBFT's form, {@code {"ops":[{"type","key","data"}, …]}}. */
  static KeyProof present(JsonNode proofOps) {
    try {
      JsonNode ops = proofOps.path("ops");
      if (ops.size() != 2) {
        throw new IllegalArgumentException("expected two steps, found " + ops.size());
      }
      return new KeyProof(op(ops.get(0)), op(ops.get(1)));
    } catch (IllegalArgumentException | InvalidProtocolBufferException e) {
      throw malformed(e);
    }
  }

  private static ProofOp op(JsonNode op) throws InvalidProtocolBufferException {
    if (!op.path("type").asText().equals(ProofOp.TYPE)) {
      throw new IllegalArgumentException("expected steps of type " + ProofOp.TYPE);
    }
    tenor.abci.proto.Proof wire = ValueOp.parseFrom(base64(op, "data")).getProof();
    List<Bytes> aunts = new ArrayList<>();
    wire.getAuntsList().forEach(aunt -> aunts.add(bytes(aunt)));
    return new ProofOp(
        Bytes.of(base64(op, "key")),
        new Proof(wire.getTotal(), wire.getIndex(), bytes(wire.getLeafHash()), aunts));
  }

  private static byte[] base64(JsonNode node, String name) {
    return Base64.getDecoder().decode(node.path(name).asText());
  }

  private static Bytes bytes(ByteString bytes) {
    return Bytes.of(bytes.toByteArray());
  }

  /** The proof that a key is not in a component, as the application answers it. */
  static AbsenceProof absent(String component, JsonNode answer) {
    try {
      return new AbsenceProof(
          neighbour(answer.path("left")),
          neighbour(answer.path("right")),
          new ProofOp(
              Bytes.of(component.getBytes(StandardCharsets.US_ASCII)),
              proof(answer.path("componentProof"))));
    } catch (IllegalArgumentException e) {
      throw malformed(e);
    }
  }

  private static Optional<AbsenceProof.Neighbour> neighbour(JsonNode node) {
    return node.isObject()
        ? Optional.of(
            new AbsenceProof.Neighbour(
                Bytes.ofHex(node.path("key").asText()),
                Bytes.ofHex(node.path("value").asText()),
                proof(node.path("proof"))))
        : Optional.empty();
  }

  private static Proof proof(JsonNode node) {
    List<Bytes> aunts = new ArrayList<>();
    node.path("aunts").forEach(aunt -> aunts.add(Bytes.ofHex(aunt.asText())));
    return new Proof(
        node.path("total").asLong(),
        node.path("index").asLong(),
        Bytes.ofHex(node.path("leafHash").asText()),
        aunts);
  }

  private static RefusedException malformed(Exception cause) {
    return new RefusedException("the node's proof is malformed: " + cause.getMessage());
  }
}
