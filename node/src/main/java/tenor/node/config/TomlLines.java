package tenor.node.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * On which line of a TOML file a setting stands. The parser knows lines only for what it cannot
 * read; this finds those of what it read and we refuse.
 */
final class TomlLines {
  private static final Pattern TABLE = Pattern.compile("\\[([^\\[\\]]+)]\\s*(#.*)?");
  private static final Pattern TABLES = Pattern.compile("\\[\\[([^\\[\\]]+)]]\\s*(#.*)?");
  private static final Pattern SETTING = Pattern.compile("([\\w.\"'-]+)\\s*=.*");

  private final Map<String, Integer> lines = new HashMap<>();
  private final Map<String, Integer> counts = new HashMap<>();

  private TomlLines() {}

  /**
   * The line of the setting at {@code path}, such as {@code feeds}, {@code 0}, {@code url}; of the
   * nearest table around it if it does not stand there; 1 if nothing does.
   */
  static int find(String text, List<String> path) {
    TomlLines found = new TomlLines();
    found.read(text);
    for (int length = path.size(); length > 0; length--) {
      Integer line = found.lines.get(String.join(".", path.subList(0, length)));
      if (line != null) {
        return line;
      }
    }
    return 1;
  }

  private void read(String text) {
    String table = "";
    int number = 0;
    for (String raw : text.lines().toList()) {
      number++;
      String line = raw.strip();
      Matcher tables = TABLES.matcher(line);
      Matcher one = TABLE.matcher(line);
      Matcher setting = SETTING.matcher(line);
      if (tables.matches()) {
        String name = name(tables.group(1));
        int count = counts.getOrDefault(name, 0);
        counts.put(name, count + 1);
        table = name + "." + count + ".";
        put(name, number);
        put(table.substring(0, table.length() - 1), number);
      } else if (one.matches()) {
        table = inNewest(name(one.group(1))) + ".";
        put(table.substring(0, table.length() - 1), number);
      } else if (setting.matches()) {
        put(table + name(setting.group(1)), number);
      }
    }
  }

  private void put(String path, int line) {
    lines.putIfAbsent(path, line);
  }

  /** {@code [feeds.columns]} belongs to the newest {@code [[feeds]]}. */
  private String inNewest(String name) {
    List<String> parts = new ArrayList<>();
    for (String part : name.split("\\.", -1)) {
      parts.add(part);
      Integer count = counts.get(String.join(".", parts));
      if (count != null) {
        parts.add(Integer.toString(count - 1));
      }
    }
    return String.join(".", parts);
  }

  private static String name(String text) {
    return text.replaceAll("[\"'\\s]", "");
  }
}
