package tenor.clearing.governance;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tenor.clearing.kernel.Component;
import tenor.clearing.kernel.Param;
import tenor.clearing.kernel.Reader;

/** Every parameter that governance may set, by the names it goes by. */
final class ParamBook {
  private final Map<String, Entry> entries = new TreeMap<>();

  /** The parameters of {@code components}. */
  ParamBook(List<Component> components) {
    for (Component component : components) {
      for (Param param : component.params()) {
        if (param.prefix() != component.prefix()) {
          throw new IllegalStateException(param.name() + " has another component's number");
        }
        String key = key(component.name(), param.name());
        if (entries.put(key, new Entry(component, param)) != null) {
          throw new IllegalStateException("two parameters are called " + key);
        }
      }
    }
  }

  /** The parameter with these names, or empty. */
  Optional<Entry> find(String component, String name) {
    return Optional.ofNullable(entries.get(key(component, name)));
  }

  private static String key(String component, String name) {
    return component + "." + name;
  }

  /** A parameter and its component. */
  record Entry(Component component, Param param) {
    /** Whether a value is within the parameter's own bounds. */
    boolean inBounds(long value) {
      return value >= param.least() && value <= param.most();
    }

    /** The bounds, for people. */
    String bounds() {
      return param.name() + " is from " + param.least() + " to " + param.most();
    }

    /** What else stands against a value. */
    Optional<String> objection(int scope, long value, Reader state) {
      return component.objection(param, scope, value, state);
    }

    /** The row of the value for {@code scope}. */
    Param.Row row(int scope) {
      return new Param.Row(param.prefix(), param.number(), scope);
    }
  }
}
