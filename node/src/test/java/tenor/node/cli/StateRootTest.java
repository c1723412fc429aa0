package tenor.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The roots of another program's trees, and files that hold no leaves. */
class StateRootTest {
  private static final Path VECTORS = Path.of("../state/src/test/resources/vectors/tree.json");

  @TempDir private Path folder;

  static Stream<JsonNode> trees() throws IOException {
    return StreamSupport.stream(new JsonMapper().readTree(VECTORS.toFile()).spliterator(), false);
  }

  @ParameterizedTest
  @MethodSource("trees")
  void root_isThatOfTheVectors_inAnyOrder(JsonNode tree) throws IOException {
    List<JsonNode> leaves = new ArrayList<>();
    tree.path("leaves").forEach(leaves::add);
    Collections.shuffle(leaves, new Random(tree.path("seed").asLong()));
    ArrayNode shuffled = new JsonMapper().createArrayNode().addAll(leaves);
    JsonNode answer = root(shuffled.toString()).json();
    assertThat(answer.path("root").asText()).isEqualTo(tree.path("root").asText());
    assertThat(answer.path("leaves").asInt()).isEqualTo(leaves.size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                        | 1 | expected [[keyHex",
        "[]                        | 1 | at least one leaf",
        "[~[\"01\",\"aa\"],~7]     | 3 | expected [[keyHex",
        "[~[\"01\",\"aa\",\"bb\"]] | 2 | expected [[keyHex",
        "[~[\"01\",\"\"]]          | 2 | value: expected at least one byte",
        "[~[\"\",\"aa\"]]          | 2 | key: expected at least one byte",
        "[~[\"01\",\"aa\"],~[\"01\",\"bb\"]] | 3 | second time",
        "[~[\"01\",\"aag\"]]       | 2 | value: expected hex digits in pairs",
        "[~~[\"01\",               | 3 | not JSON",
        "[~[\"01\",\"aa\"]]~]      | 3 | not JSON",
      })
  void fileWithoutLeaves_isNamedWithTheLine(String content, int line, String message)
      throws IOException {
    root(content.replace('~', '\n'))
        .assertFailed(2, folder.resolve("leaves.json") + ":" + line + ": ", message);
  }

  @Test
  void missingFile_isNamed() {
    Path file = folder.resolve("none.json");
    Cli.run("state", "root", "--leaves", file.toString()).assertFailed(2, file.toString());
  }

  private Cli root(String content) throws IOException {
    Path file = Files.writeString(folder.resolve("leaves.json"), content);
    return Cli.run("state", "root", "--leaves", file.toString(), "--json");
  }
}
