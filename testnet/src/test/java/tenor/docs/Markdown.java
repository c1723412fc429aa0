package tenor.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What these tests read of a Markdown page. */
record Markdown(String text) {
  private static final Pattern COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);
  private static final Pattern FENCED =
      Pattern.compile("^ *```[^\n]*\n(.*?)^ *```", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("^#+ +(.+?) *$", Pattern.MULTILINE);
  private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z0-9]*(?:Test|IT))`");

  /** The page without comments. */
  static Markdown of(String text) {
    return new Markdown(COMMENT.matcher(text).replaceAll(""));
  }

  private static List<String> groups(Pattern pattern, String in) {
    List<String> found = new ArrayList<>();
    for (Matcher matcher = pattern.matcher(in); matcher.find(); ) {
      found.add(matcher.group(1));
    }
    return found;
  }

  private String prose() {
    return FENCED.matcher(text).replaceAll("");
  }

  /** The targets of links and pictures, as written. */
  List<String> links() {
    return groups(LINK, prose());
  }

  /** The names that headings can be linked by. */
  List<String> anchors() {
    return groups(HEADING, prose()).stream().map(Markdown::anchor).toList();
  }

  private static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
  }

  /** The test classes that the page names. */
  List<String> tests() {
    return groups(TEST, prose());
  }

  /** The lines of fenced blocks. */
  List<String> commands() {
    return groups(FENCED, text).stream().flatMap(String::lines).toList();
  }
}
