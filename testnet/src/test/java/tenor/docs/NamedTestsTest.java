package tenor.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Tests that documents promise. */
final class NamedTestsTest {
  @Test
  void everyTestThatADocumentNames_exists() {
    Set<String> tests =
        Repository.files(Repository.ROOT, ".java").stream()
            .filter(file -> Repository.name(file).contains("src/test/java/"))
            .map(file -> file.getFileName().toString().replace(".java", ""))
            .collect(Collectors.toSet());
    List<String> missing = new ArrayList<>();
    for (Path page : Repository.files(Repository.ROOT, ".md")) {
      for (String test : Markdown.of(Repository.text(page)).tests()) {
        if (!tests.contains(test)) {
          missing.add(Repository.name(page) + ": " + test);
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void everyGuarantee_isLinkedToATest() {
    String readme = Repository.text(Repository.ROOT.resolve("README.md"));
    String guarantees =
        readme.substring(readme.indexOf("## Guarantees"), readme.indexOf("## Limits"));
    List<String> rows = guarantees.lines().filter(line -> line.startsWith("| ")).skip(1).toList();
    assertThat(rows)
        .isNotEmpty()
        .allSatisfy(row -> assertThat(Markdown.of(row).tests()).isNotEmpty());
  }
}
