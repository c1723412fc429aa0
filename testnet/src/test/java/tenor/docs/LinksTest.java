package tenor.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Links between documents. */
final class LinksTest {
  @Test
  void everyRelativeLink_leadsToAFileAndAHeading() {
    List<String> broken = new ArrayList<>();
    List<Path> pages = Repository.files(Repository.ROOT, ".md");
    int links = 0;
    for (Path page : pages) {
      for (String link : Markdown.of(Repository.text(page)).links()) {
        links++;
        String fault = fault(page, link);
        if (fault != null) {
          broken.add(Repository.name(page) + ": " + link + ": " + fault);
        }
      }
    }
    assertThat(broken).isEmpty();
    assertThat(links).isGreaterThan(50);
  }

  @Test
  void everyPageUnderDocs_isInTheIndex() {
    Path docs = Repository.ROOT.resolve("docs");
    Path index = docs.resolve("README.md");
    List<Path> linked = new ArrayList<>(targets(index));
    linked.addAll(targets(docs.resolve("decisions/README.md")));
    linked.add(index);
    assertThat(Repository.files(docs, ".md")).isSubsetOf(linked);
  }

  private static List<Path> targets(Path page) {
    return Markdown.of(Repository.text(page)).links().stream()
        .filter(link -> !link.contains(":"))
        .map(link -> page.resolveSibling(link).normalize())
        .toList();
  }

  @Test
  void everyPageThatTheCodeNames_exists() {
    Pattern page = Pattern.compile("docs/[A-Za-z0-9/_-]+\\.md");
    List<String> missing = new ArrayList<>();
    for (String ending : List.of(".java", ".proto", ".go", ".py")) {
      for (Path file : Repository.files(Repository.ROOT, ending)) {
        for (Matcher found = page.matcher(Repository.text(file)); found.find(); ) {
          if (!Files.exists(Repository.ROOT.resolve(found.group()))) {
            missing.add(Repository.name(file) + ": " + found.group());
          }
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  private static @Nullable String fault(Path page, String link) {
    if (link.startsWith("https://") || link.startsWith("http://")) {
      return null;
    }
    int hash = link.indexOf('#');
    String file = hash < 0 ? link : link.substring(0, hash);
    Path target = file.isEmpty() ? page : page.resolveSibling(file).normalize();
    if (!target.startsWith(Repository.ROOT) || !Files.exists(target)) {
      return "no such file in the repository";
    }
    if (hash < 0) {
      return null;
    }
    List<String> anchors = Markdown.of(Repository.text(target)).anchors();
    return anchors.contains(link.substring(hash + 1)) ? null : "no such heading";
  }
}
