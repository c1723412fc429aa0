package tenor.genesis;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** A JSON file that knows on which line each of its values begins. */
final class JsonText {
  /** Strict: no duplicate names, nothing after the end. */
  static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private final Path file;
  private final String text;
  private final JsonNode root;

  private JsonText(Path file, String text, JsonNode root) {
    this.file = file;
    this.text = text;
    this.root = root;
  }

  /**
   * Reads a file.
   *
   * @throws IOException naming the file, and the line if it is not JSON
   */
  static JsonText read(Path file) throws IOException {
    try {
      String text = Files.readString(file);
      return new JsonText(file, text, MAPPER.readTree(text));
    } catch (NoSuchFileException e) {
      throw new IOException(file + ": there is no such file", e);
    } catch (CharacterCodingException e) {
      throw new IOException(file + ":1: expected UTF-8 text", e);
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
      throw new IOException(file + ":" + line + ": not JSON: " + e.getOriginalMessage(), e);
    }
  }

  /** The line of each value by its JSON Pointer: made only to name one, since books are long. */
  private static Map<String, Integer> lines(String text) throws IOException {
    Map<String, Integer> lines = new TreeMap<>();
    try (JsonParser parser = MAPPER.createParser(text)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token.isScalarValue() || token.isStructStart()) {
          lines.put(
              parser.getParsingContext().pathAsPointer().toString(),
              parser.currentTokenLocation().getLineNr());
        }
      }
    }
    return lines;
  }

  String text() {
    return text;
  }

  JsonNode root() {
    return root;
  }

  /** What is wrong at a place, with the file and the line of the nearest value around it. */
  IOException fault(String pointer, String message) throws IOException {
    Map<String, Integer> lines = lines(text);
    String at = pointer;
    while (!at.isEmpty() && !lines.containsKey(at)) {
      at = at.substring(0, at.lastIndexOf('/'));
    }
    return new IOException(file + ":" + lines.getOrDefault(at, 1) + ": " + message);
  }

  /** {@code participants[2].roles} as the JSON Pointer {@code /participants/2/roles}. */
  static String pointer(String path) {
    return path.isEmpty() ? "" : "/" + path.replace("[", "/").replace("]", "").replace('.', '/');
  }
}
