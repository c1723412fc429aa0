package tenor.app.crypto;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads the vector files; see their README.md for where each is from. */
final class Vectors {
  private Vectors() {}

  /** One signature with its verdict. */
  record Signed(
      String kind, ByteString key, ByteString message, ByteString signature, JsonNode all) {
    @Override
    public String toString() {
      return kind + ", signature " + HexFormat.of().formatHex(signature.toByteArray());
    }

    boolean verdict(String name) {
      return Objects.requireNonNull(all.get(name), name).booleanValue();
    }

    static Signed of(JsonNode node) {
      return new Signed(
          node.path("kind").asText(),
          hex(node, "publicKey"),
          hex(node, node.has("digest") ? "digest" : "message"),
          hex(node, "signature"),
          node);
    }
  }

  static Stream<Signed> signed(String file) {
    return StreamSupport.stream(read(file).spliterator(), false).map(Signed::of);
  }

  static JsonNode read(String file) {
    try (InputStream in = Vectors.class.getResourceAsStream("/vectors/" + file)) {
      return new ObjectMapper().readTree(Objects.requireNonNull(in, file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ByteString hex(JsonNode node, String field) {
    return ByteString.copyFrom(HexFormat.of().parseHex(node.path(field).asText()));
  }
}
