package tenor.app.tx;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds what the schema does not know in a message: fields, and numbers of enums. */
final class UnknownParts {
  private UnknownParts() {}

  /**
   * Where the first unknown part is, as a path of field names, or empty. The message has no map
   * fields; its depth is bounded by whoever parsed it.
   */
  static Optional<String> first(Message message) {
    var unknown = message.getUnknownFields().asMap();
    if (!unknown.isEmpty()) {
      return Optional.of("field " + unknown.keySet().iterator().next() + " is not in the schema");
    }
    for (Map.Entry<FieldDescriptor, Object> field : message.getAllFields().entrySet()) {
      Optional<String> found = inField(field.getKey(), field.getValue());
      if (found.isPresent()) {
        return found.map(path -> field.getKey().getName() + ": " + path);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> inField(FieldDescriptor field, Object value) {
    if (!field.isRepeated()) {
      return inValue(value);
    }
    List<?> values = (List<?>) value;
    for (int i = 0; i < values.size(); i++) {
      Optional<String> found = inValue(values.get(i));
      if (found.isPresent()) {
        int place = i;
        return found.map(path -> place + ": " + path);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> inValue(Object value) {
    return switch (value) {
      case Message message -> first(message);
      case EnumValueDescriptor number
          when number.getType().findValueByNumber(number.getNumber()) == null ->
          Optional.of("number " + number.getNumber() + " is not in the enum");
      default -> Optional.empty();
    };
  }
}
