package tenor.node.cli;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Leaves in a file: {@code [[keyHex, valueHex], …]}, in any order. */
final class LeavesFile {
  private static final String FORM = "expected [[keyHex, valueHex], …]";

  private final Path file;
  private final JsonParser parser;
  private final Map<String, byte[]> leaves = new TreeMap<>();

  private LeavesFile(Path file, JsonParser parser) {
    this.file = file;
    this.parser = parser;
  }

  /**
   * Reads a file.
   *
   * @return values by key in hex, at least one
   * @throws UsageException naming the file, the line and what was expected
   */
  static Map<String, byte[]> read(Path file) throws IOException {
    try (JsonParser parser = Printer.JSON.createParser(file.toFile())) {
      LeavesFile leaves = new LeavesFile(file, parser);
      leaves.read();
      return leaves.leaves;
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
      throw new UsageException(file + ":" + line + ": not JSON: " + e.getOriginalMessage());
    }
  }

  private void read() throws IOException {
    expect(JsonToken.START_ARRAY);
    while (parser.nextToken() == JsonToken.START_ARRAY) {
      expect(JsonToken.VALUE_STRING);
      String key = Roots.hex(hex("key"));
      expect(JsonToken.VALUE_STRING);
      byte[] value = hex("value");
      if (leaves.put(key, value) != null) {
        throw fault("the key " + key + " is here for the second time");
      }
      expect(JsonToken.END_ARRAY);
    }
    if (parser.currentToken() != JsonToken.END_ARRAY || parser.nextToken() != null) {
      throw fault(FORM);
    }
    if (leaves.isEmpty()) {
      throw fault("expected at least one leaf");
    }
  }

  private void expect(JsonToken token) throws IOException {
    if (parser.nextToken() != token) {
      throw fault(FORM);
    }
  }

  private byte[] hex(String what) throws IOException {
    byte[] bytes = Numbers.hex(where() + what, parser.getText());
    if (bytes.length == 0) {
      throw fault(what + ": expected at least one byte");
    }
    return bytes;
  }

  private UsageException fault(String message) {
    return new UsageException(where() + message);
  }

  private String where() {
    return file + ":" + Math.max(1, parser.currentTokenLocation().getLineNr()) + ": ";
  }
}
