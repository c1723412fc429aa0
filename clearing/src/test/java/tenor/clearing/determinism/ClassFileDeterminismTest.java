package tenor.clearing.determinism;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tenor.clearing.fixed.Fixed;

/** The compiled rules hold nothing whose result could depend on the machine, or could wrap. */
class ClassFileDeterminismTest {
  @DisplayName("no class of the rules has floats, unchecked long arithmetic, locks or assertions")
  @Test
  void rules_inTheirClassFiles_areDeterministic() throws IOException, URISyntaxException {
    List<String> findings = new ArrayList<>();
    int classes = 0;
    for (Path file : classFiles()) {
      findings.addAll(ClassFileRules.findings(Files.readAllBytes(file)));
      classes++;
    }
    assertThat(classes).as("class files looked at").isGreaterThan(50);
    assertThat(findings).isEmpty();
  }

  private static List<Path> classFiles() throws IOException, URISyntaxException {
    Path root = Path.of(Fixed.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> files = Files.walk(root.resolve("tenor/clearing"))) {
      return files
          .filter(file -> file.toString().endsWith(".class"))
          .filter(file -> !file.startsWith(root.resolve("tenor/clearing/proto")))
          .toList();
    }
  }

  @DisplayName("the check finds what it is there to find")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Floats",
        "FloatField",
        "Adds",
        "Multiplies",
        "Divides",
        "Negates",
        "Shifts",
        "Narrows",
        "Increments",
        "SumsByLibrary",
        "ExactByLibrary",
        "Locks",
        "Monitors",
        "Asserts"
      })
  void violation_isFoundAndNamesASubstitute(String name) throws IOException {
    assertThat(ClassFileRules.findings(violation(name)))
        .isNotEmpty()
        .allMatch(finding -> finding.matches("(?s).*(use |remove |throw ).*"));
  }

  @DisplayName("class files without a violation are left alone")
  @ParameterizedTest
  @ValueSource(strings = {"Hashes", "MapOf", "Parallel"})
  void class_withoutSuchInstructions_isNotReported(String name) throws IOException {
    assertThat(ClassFileRules.findings(violation(name))).isEmpty();
  }

  private static byte[] violation(String name) throws IOException {
    try (InputStream in = Violations.class.getResourceAsStream("Violations$" + name + ".class")) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }
}
