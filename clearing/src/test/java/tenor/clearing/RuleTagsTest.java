package tenor.clearing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A component's README is its specification: every rule in it is in the code and in a test. */
class RuleTagsTest {
  private static final Path MAIN = Path.of("src", "main", "java", "tenor", "clearing");
  private static final Path TEST = Path.of("src", "test", "java");
  private static final Pattern RULE = Pattern.compile("\\*\\*([A-Z]{3}-\\d\\d)\\*\\*");
  private static final Pattern TAGS =
      Pattern.compile("([A-Z]{3})-(\\d\\d)(?!\\d)(?: to (?:[A-Z]{3}-)?(\\d\\d))?");
  private static final List<String> HEADINGS =
      List.of(
          "## Purpose",
          "## Terms and units",
          "## State",
          "## Parameters",
          "## Transactions",
          "## Phases of the block",
          "## Queries",
          "## Rounding",
          "## Invariants",
          "## Genesis");

  static List<Path> specifications() throws IOException {
    try (Stream<Path> files = Files.walk(MAIN)) {
      return files.filter(file -> file.endsWith("README.md")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("specifications")
  void specification_hasTheSameHeadingsEverywhere(Path page) throws IOException {
    assertThat(Files.readAllLines(page).stream().filter(line -> line.startsWith("## ")))
        .containsExactlyElementsOf(HEADINGS);
  }

  @ParameterizedTest
  @MethodSource("specifications")
  void everyRule_isInTheCodeAndInATest(Path page) throws IOException {
    SortedSet<String> rules = new TreeSet<>();
    RULE.matcher(Files.readString(page)).results().forEach(match -> rules.add(match.group(1)));
    assertThat(tags(MAIN)).as("tags in the code").containsAll(rules);
    assertThat(tags(TEST)).as("tags in tests").containsAll(rules);
  }

  @Test
  void everyTagInTheCode_isARuleOfAPage() throws IOException {
    SortedSet<String> rules = new TreeSet<>();
    for (Path page : specifications()) {
      RULE.matcher(Files.readString(page)).results().forEach(match -> rules.add(match.group(1)));
    }
    assertThat(rules).containsAll(tags(MAIN)).hasSizeGreaterThan(80);
  }

  private static SortedSet<String> tags(Path folder) throws IOException {
    List<Path> sources = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
    }
    SortedSet<String> tags = new TreeSet<>();
    for (Path source : sources) {
      Matcher matcher = TAGS.matcher(Files.readString(source));
      while (matcher.find()) {
        int first = Integer.parseInt(matcher.group(2));
        int last = matcher.group(3) == null ? first : Integer.parseInt(matcher.group(3));
        for (int i = first; i <= last; i++) {
          tags.add("%s-%02d".formatted(matcher.group(1), i));
        }
      }
    }
    return tags;
  }
}
