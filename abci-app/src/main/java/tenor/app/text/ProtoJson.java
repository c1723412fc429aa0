package tenor.app.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import tenor.clearing.proto.Unit;
import tenor.clearing.proto.Units;

/**
 * Any stored value or transaction as JSON, by its descriptor alone: names in camelCase; amounts,
 * prices, fractions and multipliers, which their {@code unit} option tells, as decimal strings;
 * other integers as numbers; bytes in lower-case hexadecimal; enum values in camelCase without the
 * name of the enum. Every field is shown, defaults too, so that a reader never has to guess; absent
 * messages and members of a oneof are left out.
 */
public final class ProtoJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private ProtoJson() {}

  /** The message as a JSON object. */
  public static ObjectNode of(Message message) {
    ObjectNode object = JSON.objectNode();
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      if (field.isRepeated()) {
        object.set(field.getJsonName(), list(field, (List<?>) message.getField(field)));
      } else if (!field.hasPresence() || message.hasField(field)) {
        object.set(field.getJsonName(), value(field, message.getField(field)));
      } else if (field.getContainingOneof() == null
          || field.getContainingOneof().toProto().getName().startsWith("_")) {
        addAbsent(object, field, message);
      }
    }
    return object;
  }

  /** An optional scalar that is at its default: shown, since its presence only makes bytes. */
  private static void addAbsent(ObjectNode object, FieldDescriptor field, Message message) {
    if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
      object.set(field.getJsonName(), value(field, message.getField(field)));
    }
  }

  private static ArrayNode list(FieldDescriptor field, List<?> values) {
    ArrayNode list = JSON.arrayNode(values.size());
    values.forEach(value -> list.add(value(field, value)));
    return list;
  }

  private static JsonNode value(FieldDescriptor field, Object value) {
    return switch (value) {
      case Message message -> of(message);
      case ByteString bytes -> TextNode.valueOf(HexFormat.of().formatHex(bytes.toByteArray()));
      case EnumValueDescriptor constant -> TextNode.valueOf(name(constant));
      case String text -> TextNode.valueOf(text);
      case Boolean flag -> BooleanNode.valueOf(flag);
      case Long number -> number(field, number);
      case Integer number -> number(field, isUnsigned(field) ? number & 0xffff_ffffL : number);
      default -> throw new IllegalArgumentException("no JSON for " + field.getFullName());
    };
  }

  private static JsonNode number(FieldDescriptor field, long value) {
    Unit unit = field.getOptions().getExtension(Units.unit);
    if (unit != Unit.UNIT_UNSPECIFIED) {
      return TextNode.valueOf(Decimals.format(value, unit));
    }
    if (value < 0 && isUnsigned(field)) {
      return BigIntegerNode.valueOf(new BigInteger(Long.toUnsignedString(value)));
    }
    return value == (int) value ? IntNode.valueOf((int) value) : LongNode.valueOf(value);
  }

  private static boolean isUnsigned(FieldDescriptor field) {
    return switch (field.getType()) {
      case UINT32, UINT64, FIXED32, FIXED64 -> true;
      default -> false;
    };
  }

  /** {@code STANDING_CLOSED_OUT} of {@code Standing} as {@code closedOut}; a number if unknown. */
  public static String name(EnumValueDescriptor constant) {
    if (constant.getType().findValueByNumber(constant.getNumber()) == null) {
      return Integer.toString(constant.getNumber());
    }
    String words = constant.getName().toLowerCase(Locale.ROOT);
    String prefix = snake(constant.getType().getName()) + "_";
    return camel(words.startsWith(prefix) ? words.substring(prefix.length()) : words);
  }

  private static String snake(String camel) {
    return camel.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }

  private static String camel(String snake) {
    StringBuilder camel = new StringBuilder(snake.length());
    boolean upper = false;
    for (int i = 0; i < snake.length(); i++) {
      char c = snake.charAt(i);
      if (c == '_') {
        upper = true;
      } else {
        camel.append(upper ? Character.toUpperCase(c) : c);
        upper = false;
      }
    }
    return camel.toString();
  }
}
