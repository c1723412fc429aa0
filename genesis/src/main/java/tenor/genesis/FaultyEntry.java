package tenor.genesis;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The innermost part of a JSON document that Protobuf's JSON mapping refuses. The mapping's own
 * message does not say where it was, so each part is tried alone.
 *
 * @param path such as {@code participants[2].roles}, empty for the whole
 * @param message what is wrong with it
 */
record FaultyEntry(String path, String message) {

  /** The first one, or empty if every part is right alone or the text is no JSON. */
  static Optional<FaultyEntry> find(String json, Descriptor type) {
    try {
      return find(JsonText.MAPPER.readTree(json), type, "");
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  /** The first one in an object that stands at {@code path}. */
  static Optional<FaultyEntry> find(JsonNode object, Descriptor type, String path) {
    if (!object.isObject()) {
      return Optional.of(new FaultyEntry(path, "expected an object"));
    }
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      Optional<String> fault = fault(type, entry.getKey(), entry.getValue());
      if (fault.isPresent()) {
        String here = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
        FieldDescriptor field = field(type, entry.getKey());
        FaultyEntry whole = new FaultyEntry(here, fault.get());
        return Optional.of(
            field == null
                ? new FaultyEntry(here, "there is no such field")
                : inside(field, entry.getKey(), entry.getValue(), whole));
      }
    }
    return Optional.empty();
  }

  private static FaultyEntry inside(
      FieldDescriptor field, String name, JsonNode value, FaultyEntry whole) {
    if (field.isRepeated() && value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        JsonNode one = JsonNodeFactory.instance.arrayNode().add(value.get(i));
        Optional<String> fault = fault(field.getContainingType(), name, one);
        if (fault.isPresent()) {
          String here = whole.path + "[" + i + "]";
          return inside(field, value.get(i), new FaultyEntry(here, fault.get()));
        }
      }
      return whole;
    }
    return inside(field, value, whole);
  }

  private static FaultyEntry inside(FieldDescriptor field, JsonNode value, FaultyEntry whole) {
    return field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
        ? find(value, field.getMessageType(), whole.path).orElse(whole)
        : whole;
  }

  private static @Nullable FieldDescriptor field(Descriptor type, String name) {
    return type.getFields().stream()
        .filter(field -> field.getJsonName().equals(name) || field.getName().equals(name))
        .findFirst()
        .orElse(null);
  }

  private static Optional<String> fault(Descriptor type, String name, JsonNode value) {
    try {
      String json = JsonNodeFactory.instance.objectNode().set(name, value).toString();
      JsonFormat.parser().merge(json, DynamicMessage.newBuilder(type));
      return Optional.empty();
    } catch (InvalidProtocolBufferException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public String toString() {
    return path.isEmpty() ? message : path + ": " + message;
  }
}
