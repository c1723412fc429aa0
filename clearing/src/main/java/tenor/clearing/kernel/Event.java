package tenor.clearing.kernel;

import java.util.ArrayList;
import java.util.List;

/**
 * What happened, for those who follow the chain.
 *
 * @param type such as {@code trade}
 * @param attributes in the order they were given
 */
public record Event(String type, List<Attribute> attributes) {
  /** A name, in camelCase, and a value: integers in the units of the state. */
  public record Attribute(String name, String value) {}

  /** Keeps its own copy. */
  public Event {
    attributes = List.copyOf(attributes);
  }

  /** An event without attributes. */
  public static Event of(String type) {
    return new Event(type, List.of());
  }

  /** This event with one more attribute. */
  public Event with(String name, String value) {
    List<Attribute> longer = new ArrayList<>(attributes);
    longer.add(new Attribute(name, value));
    return new Event(type, longer);
  }

  /** This event with one more attribute. */
  public Event with(String name, long value) {
    return with(name, Long.toString(value));
  }
}
