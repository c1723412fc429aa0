package tenor.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every rule stands on its component's page, in the code and in a test, under one tag. */
final class RuleTagsTest {
  private static final Pattern TAG = Pattern.compile("(?<![A-Z-])[A-Z]{3}-[0-9]{2}(?![0-9])");
  private static final Pattern RANGE = Pattern.compile("([A-Z]{3}-)([0-9]{2}) to \\1([0-9]{2})");
  private static final Path RULES =
      Repository.ROOT.resolve("clearing/src/main/java/tenor/clearing");

  @Test
  void everyRule_isInItsPageTheCodeAndATest() {
    SortedSet<String> pages = tags(Repository.files(RULES, "README.md"));
    SortedSet<String> code = tags(Repository.files(RULES, ".java"));
    List<Path> testFiles =
        Repository.files(Repository.ROOT, ".java").stream()
            .filter(file -> Repository.name(file).contains("src/test/java/tenor/"))
            .toList();
    SortedSet<String> tests = tags(testFiles);
    tests.addAll(ranges(testFiles));
    SortedSet<String> all = new TreeSet<>(pages);
    all.addAll(code);
    List<String> missing = new ArrayList<>();
    for (String tag : all) {
      if (!pages.contains(tag)) {
        missing.add(tag + " is on no component's page");
      }
      if (!code.contains(tag)) {
        missing.add(tag + " is nowhere in the code of clearing");
      }
      if (!tests.contains(tag)) {
        missing.add(tag + " is in no test");
      }
    }
    assertThat(missing).isEmpty();
    assertThat(all).hasSizeGreaterThan(50);
  }

  private static SortedSet<String> tags(List<Path> files) {
    SortedSet<String> tags = new TreeSet<>();
    for (Path file : files) {
      for (Matcher matcher = TAG.matcher(Repository.text(file)); matcher.find(); ) {
        tags.add(matcher.group());
      }
    }
    return tags;
  }

  /** A table of refusals names the rules that it goes through as a range: TRD-01 to TRD-13. */
  private static SortedSet<String> ranges(List<Path> files) {
    SortedSet<String> tags = new TreeSet<>();
    for (Path file : files) {
      for (Matcher matcher = RANGE.matcher(Repository.text(file)); matcher.find(); ) {
        int last = Integer.parseInt(matcher.group(3));
        for (int number = Integer.parseInt(matcher.group(2)); number <= last; number++) {
          tags.add(matcher.group(1) + (number < 10 ? "0" : "") + number);
        }
      }
    }
    return tags;
  }
}
