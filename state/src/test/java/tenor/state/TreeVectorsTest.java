package tenor.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Roots, depths and proofs made by an independent program. */
final class TreeVectorsTest {
  static Stream<JsonNode> trees() throws IOException {
    try (InputStream file = TreeVectorsTest.class.getResourceAsStream("/vectors/tree.json")) {
      JsonNode all = new ObjectMapper().readTree(Objects.requireNonNull(file));
      assertThat(all.size()).isEqualTo(8);
      return StreamSupport.stream(all.spliterator(), false);
    }
  }

  private static byte[] hex(JsonNode text) {
    return Bytes.ofHex(text.asText()).toArray();
  }

  private static Changes changes(JsonNode leaves) {
    Changes changes = new Changes();
    leaves.forEach(leaf -> changes.put(hex(leaf.get(0)), hex(leaf.get(1))));
    return changes;
  }

  @ParameterizedTest
  @MethodSource("trees")
  void rootAndDepth_areThoseOfTheOtherProgram(JsonNode vector) {
    Tree tree = Tree.empty().apply(changes(vector.get("leaves")));
    assertThat(tree.size()).isEqualTo(vector.get("leaves").size());
    assertThat(tree.root().hex()).isEqualTo(vector.get("root").asText());
    assertThat(tree.depth()).isEqualTo(vector.get("maxDepth").asInt());
  }

  @ParameterizedTest
  @MethodSource("trees")
  void rootOfLeavesPutOneByOne_isThatOfTheOtherProgram(JsonNode vector) {
    Tree tree = Tree.empty();
    for (JsonNode leaf : vector.get("leaves")) {
      tree = tree.apply(new Changes().put(hex(leaf.get(0)), hex(leaf.get(1))));
    }
    assertThat(tree.root().hex()).isEqualTo(vector.get("root").asText());
    assertThat(tree.depth()).isEqualTo(vector.get("maxDepth").asInt());
  }

  @ParameterizedTest
  @MethodSource("trees")
  void proofs_areThoseOfTheOtherProgram(JsonNode vector) {
    Tree tree = Tree.empty().apply(changes(vector.get("leaves")));
    assertThat(vector.get("proofs").size()).isPositive();
    for (JsonNode expected : vector.get("proofs")) {
      byte[] key = hex(expected.get("key"));
      Proof proof = tree.prove(key).orElseThrow();
      List<String> aunts = new ArrayList<>();
      expected.get("aunts").forEach(aunt -> aunts.add(aunt.asText()));
      assertThat(proof.leafHash().hex()).isEqualTo(expected.get("leafHash").asText());
      assertThat(proof.total()).isEqualTo(expected.get("total").asLong());
      assertThat(proof.index()).isEqualTo(expected.get("index").asLong());
      assertThat(proof.aunts().stream().map(Bytes::hex).toList()).isEqualTo(aunts);
      assertThat(proof.proves(key, tree.get(key).orElseThrow().value(), tree.root())).isTrue();
    }
  }
}
