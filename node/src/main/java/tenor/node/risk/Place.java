package tenor.node.risk;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tenor.app.text.Decimals;

/**
 * A value in a JSON file together with where it stands, so that what is wrong is named with its
 * place: {@code book.json: instruments[3].strike}.
 *
 * @param where for messages
 * @param node the value
 */
record Place(String where, JsonNode node) {
  private static final int LONGEST_NAME = 64;

  BadInputException fault(String expected) {
    return new BadInputException(where + ": " + expected);
  }

  /** This object, which may have no fields but these. */
  Place only(String... names) {
    if (!node.isObject()) {
      throw fault("expected an object");
    }
    List<String> known = List.of(names);
    for (var field : node.properties()) {
      if (!known.contains(field.getKey())) {
        throw fault("unknown field '" + field.getKey() + "', expected " + String.join(", ", known));
      }
    }
    return this;
  }

  /** A field that must be there. */
  Place field(String name) {
    Place field = at(name);
    if (field.node.isMissingNode() || field.node.isNull()) {
      throw field.fault("is missing");
    }
    return field;
  }

  /** A field that may be missing. */
  boolean has(String name) {
    return node.hasNonNull(name);
  }

  private Place at(String name) {
    return new Place(where.endsWith(": ") ? where + name : where + "." + name, node.path(name));
  }

  /** The elements of a list that must be there. */
  List<Place> list(String name) {
    Place list = field(name);
    if (!list.node.isArray()) {
      throw list.fault("expected a list");
    }
    List<Place> elements = new ArrayList<>();
    for (int i = 0; i < list.node.size(); i++) {
      elements.add(new Place(list.where + "[" + i + "]", list.node.get(i)));
    }
    return elements;
  }

  /** A name. */
  String name(String field) {
    Place place = field(field);
    String text = place.node.isTextual() ? place.node.textValue() : "";
    if (text.isBlank() || text.length() > LONGEST_NAME) {
      throw place.fault("expected a name of up to " + LONGEST_NAME + " characters");
    }
    return text;
  }

  /** A decimal number in units of 10^−digits, as a string or a number. */
  long number(String field, int digits, long least, long most) {
    Place place = field(field);
    try {
      long number = Decimals.parse(place.text(), digits);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (IllegalArgumentException e) {
      throw place.fault(message(e));
    }
    throw place.fault(
        "expected a number from "
            + Decimals.format(least, digits)
            + " to "
            + Decimals.format(most, digits)
            + ", found '"
            + place.text()
            + "'");
  }

  private static String message(IllegalArgumentException e) {
    @Nullable String message = e.getMessage();
    return message == null ? "expected a decimal number" : message;
  }

  /** The same, or {@code otherwise} if the field is missing. */
  long number(String field, int digits, long least, long most, long otherwise) {
    return has(field) ? number(field, digits, least, most) : otherwise;
  }

  private String text() {
    if (node.isNumber()) {
      return node.decimalValue().toPlainString();
    }
    if (!node.isTextual()) {
      throw fault("expected a decimal number");
    }
    return node.textValue();
  }

  /** A flag; false if the field is missing. */
  boolean flag(String field) {
    if (!has(field)) {
      return false;
    }
    Place place = field(field);
    if (!place.node.isBoolean()) {
      throw place.fault("expected true or false");
    }
    return place.node.booleanValue();
  }

  /** A point in time, milliseconds of the epoch. */
  long millis(String field) {
    Place place = field(field);
    try {
      return Instant.parse(place.node.asText()).toEpochMilli();
    } catch (DateTimeParseException | ArithmeticException e) {
      throw place.fault(
          "expected a time like 2026-11-20T16:00:00Z, found '" + place.node.asText() + "'");
    }
  }
}
