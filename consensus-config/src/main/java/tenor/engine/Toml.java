package tenor.engine;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes settings as a TOML file, each under its reason. */
final class Toml {

  private static final int WIDTH = 100;

  private Toml() {}

  /**
   * The file: first the settings without a section, then each section once, in order of appearance.
   */
  static String render(String title, List<Setting> settings) {
    Map<String, List<Setting>> sections = new LinkedHashMap<>();
    sections.put("", new ArrayList<>());
    for (Setting setting : settings) {
      sections.computeIfAbsent(setting.section(), _ -> new ArrayList<>()).add(setting);
    }
    StringBuilder text = new StringBuilder();
    comment(text, title);
    sections.forEach((name, members) -> section(text, name, members));
    return text.toString();
  }

  private static void section(StringBuilder text, String name, List<Setting> members) {
    if (!name.isEmpty()) {
      text.append("\n[").append(name).append("]\n");
    }
    for (Setting setting : members) {
      text.append('\n');
      comment(text, (setting.isDefault() ? "Default, relied on: " : "") + setting.reason());
      text.append(setting.toml()).append('\n');
    }
  }

  private static void comment(StringBuilder text, String words) {
    StringBuilder line = new StringBuilder("#");
    for (String word : words.split(" ", -1)) {
      if (line.length() + 1 + word.length() > WIDTH) {
        text.append(line).append('\n');
        line = new StringBuilder("#");
      }
      line.append(' ').append(word);
    }
    text.append(line).append('\n');
  }

  /** A TOML basic string. */
  static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < 0x20 || c == 0x7f) {
        quoted.append("\\u").append(HexFormat.of().toHexDigits(c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
