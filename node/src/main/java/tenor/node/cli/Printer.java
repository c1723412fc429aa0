package tenor.node.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Prints an answer: as JSON, or as text that people can read. */
final class Printer {
  static final ObjectMapper JSON = new JsonMapper();

  private final PrintWriter out;
  private final boolean json;

  Printer(PrintWriter out, boolean json) {
    this.out = out;
    this.json = json;
  }

  void print(JsonNode answer) {
    if (json) {
      try {
        out.println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(answer));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(e);
      }
    } else {
      text(answer, "");
    }
    out.flush();
  }

  private void text(JsonNode node, String indent) {
    if (node.isArray()) {
      table(node, indent);
    } else if (node.isObject()) {
      int width = width(node);
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        if (field.getValue().isContainerNode()) {
          out.println(indent + field.getKey() + (field.getValue().isEmpty() ? "  (none)" : ""));
          text(field.getValue(), indent + "  ");
        } else {
          out.println(indent + pad(field.getKey(), width) + "  " + field.getValue().asText());
        }
      }
    } else {
      out.println(indent + node.asText());
    }
  }

  private static int width(JsonNode object) {
    return object.properties().stream()
        .filter(field -> field.getValue().isValueNode())
        .mapToInt(field -> field.getKey().length())
        .max()
        .orElse(0);
  }

  private void table(JsonNode rows, String indent) {
    Set<String> columns = new LinkedHashSet<>();
    for (JsonNode row : rows) {
      row.fieldNames().forEachRemaining(columns::add);
    }
    if (columns.isEmpty()) {
      rows.forEach(row -> out.println(indent + row.asText()));
      return;
    }
    List<List<String>> lines = new ArrayList<>();
    lines.add(List.copyOf(columns));
    for (JsonNode row : rows) {
      lines.add(columns.stream().map(column -> cell(row.path(column))).toList());
    }
    for (List<String> line : lines) {
      StringBuilder text = new StringBuilder(indent);
      for (int i = 0; i < line.size(); i++) {
        int column = i;
        int width = lines.stream().mapToInt(other -> other.get(column).length()).max().orElse(0);
        text.append(pad(line.get(i), width)).append("  ");
      }
      out.println(text.toString().stripTrailing());
    }
  }

  private static String cell(JsonNode value) {
    return value.isMissingNode() ? "" : value.isContainerNode() ? value.toString() : value.asText();
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
