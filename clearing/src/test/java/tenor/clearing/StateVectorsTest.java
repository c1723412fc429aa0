package tenor.clearing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tenor.clearing.kernel.Key;
import tenor.clearing.kernel.Table;

/**
 * Keys and values of the state against those of make_state_vectors.py: see docs/formats/state.md.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StateVectorsTest {
  private static final HexFormat HEX = HexFormat.of();

  private final TableSchema schema = ClearingHouse.standard().schema();

  static List<JsonNode> vectors() throws IOException {
    try (InputStream file = StateVectorsTest.class.getResourceAsStream("/vectors/state.json")) {
      List<JsonNode> vectors = new ArrayList<>();
      new ObjectMapper().readTree(Objects.requireNonNull(file)).forEach(vectors::add);
      return vectors;
    }
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void key_isTheFieldsOfTheRowInOrder(JsonNode vector) {
    Key key = Key.of(HEX.parseHex(vector.get("key").textValue()));
    Table<?, ?> table = schema.table(key);
    String component = schema.componentName(key.prefix());
    String row = vector.get("row").textValue();
    assertThat(table.prefix()).hasToString(vector.get("table").textValue());
    assertThat(RowNames.of(schema).key(component, row)).isEqualTo(key);
    assertThat(RowNames.of(schema).name(key)).isEqualTo(row);
    assertThat(rowAndBack(table, key)).isEqualTo(key);
    assertThat(table.hasForm(key)).isTrue();
  }

  private static <K> Key rowAndBack(Table<K, ?> table, Key key) {
    return table.key(table.row(key));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void value_isCanonicalProtobuf(JsonNode vector) {
    if (!vector.has("value")) {
      return;
    }
    byte[] bytes = HEX.parseHex(vector.get("value").textValue());
    Message value = schema.decode(Key.of(HEX.parseHex(vector.get("key").textValue())), bytes);
    assertThat(TextFormat.printer().emittingSingleLine(true).printToString(value).trim())
        .isEqualTo(vector.get("decoded").textValue());
    assertThat(value.toByteArray()).isEqualTo(bytes);
  }

  @Test
  void everyTable_hasAVector() throws IOException {
    List<String> seen = vectors().stream().map(entry -> entry.get("table").textValue()).toList();
    assertThat(schema.tables())
        .filteredOn(table -> table.prefix().tableNumber() != 0)
        .extracting(table -> table.prefix().toString())
        .containsExactlyInAnyOrderElementsOf(new TreeSet<>(seen));
  }
}
