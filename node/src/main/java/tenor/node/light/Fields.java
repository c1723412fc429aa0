package tenor.node.light;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import tenor.state.Bytes;

/**
 * The fields of a JSON file, each with its place for the message that refuses it.
 *
 * @param source the file's name
 * @param path from its top to here, as a JSON pointer
 * @param node what stands here; missing if nothing does
 */
record Fields(String source, String path, JsonNode node) {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** The top of a file. */
  static Fields of(Path file) throws IOException {
    try {
      return new Fields(file.toString(), "", JSON.readTree(Files.readAllBytes(file)));
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
      throw new MalformedFileException(file + ":" + line + ": not JSON: " + e.getOriginalMessage());
    }
  }

  /** What an engine's RPC answered: of the whole response the result, or that alone. */
  static Fields result(Path file) throws IOException {
    Fields top = of(file);
    if (top.has("/error")) {
      throw top.fault("the node answered with an error: " + top.node.path("error"));
    }
    return top.has("/result") ? top.at("/result") : top;
  }

  Fields at(String pointer) {
    return new Fields(source, path + pointer, node.at(JsonPointer.compile(pointer)));
  }

  boolean has(String pointer) {
    JsonNode found = node.at(JsonPointer.compile(pointer));
    return !found.isMissingNode() && !found.isNull();
  }

  List<Fields> items(String pointer) {
    Fields list = at(pointer);
    if (!list.node.isArray()) {
      throw list.fault("expected a list");
    }
    List<Fields> items = new ArrayList<>();
    for (int i = 0; i < list.node.size(); i++) {
      items.add(list.at("/" + i));
    }
    return items;
  }

  String text(String pointer) {
    Fields field = at(pointer);
    if (!field.node.isTextual()) {
      throw field.fault("expected text");
    }
    return field.node.textValue();
  }

  /** A whole number, written as one or, as the engine does for 64 bits, as text. */
  long number(String pointer) {
    Fields field = at(pointer);
    if (field.node.isIntegralNumber() && field.node.canConvertToLong()) {
      return field.node.longValue();
    }
    try {
      return Long.parseLong(field.node.isTextual() ? field.node.textValue() : "");
    } catch (NumberFormatException e) {
      throw field.fault("expected a whole number");
    }
  }

  Instant time(String pointer) {
    try {
      return Instant.parse(text(pointer));
    } catch (DateTimeException e) {
      throw at(pointer).fault("expected a time such as 2026-01-31T12:00:00Z");
    }
  }

  Bytes hex(String pointer) {
    try {
      return Bytes.ofHex(text(pointer));
    } catch (IllegalArgumentException e) {
      throw at(pointer).fault("expected hex digits in pairs");
    }
  }

  Bytes base64(String pointer) {
    try {
      return Bytes.of(Base64.getDecoder().decode(text(pointer)));
    } catch (IllegalArgumentException e) {
      throw at(pointer).fault("expected base64");
    }
  }

  MalformedFileException fault(String message) {
    return new MalformedFileException(
        source + ": " + (path.isEmpty() ? "" : path + ": ") + message);
  }
}
