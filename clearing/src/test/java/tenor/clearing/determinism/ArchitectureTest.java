package tenor.clearing.determinism;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tenor.clearing.fixed.Fixed;

/** The packages of the rules use one another in one direction, and name nothing that varies. */
class ArchitectureTest {
  private static final JavaClasses RULES =
      new ClassFileImporter()
          .withImportOption(ArchitectureTest::isRules)
          .importLocations(List.of(Location.of(locationOf(Fixed.class))));

  private static java.net.URL locationOf(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }

  private static boolean isRules(Location location) {
    return !location.contains("/tenor/clearing/proto/");
  }

  static Stream<ArchRule> direction() {
    return ArchitectureRules.direction(ArchitectureRules.ORDER).stream();
  }

  static Stream<ArchRule> bans() {
    return ArchitectureRules.bans().stream();
  }

  @DisplayName("a package uses only those before it")
  @ParameterizedTest
  @MethodSource("direction")
  void packages_inTheirOrder_dependDownwards(ArchRule rule) {
    rule.check(RULES);
  }

  @DisplayName("the rules name nothing whose result depends on the machine")
  @ParameterizedTest
  @MethodSource("bans")
  void rules_nameNothingThatVaries(ArchRule rule) {
    rule.check(RULES);
  }

  @DisplayName("every package of the rules has its place in the order")
  @Test
  void packages_areAllInTheOrder() {
    List<String> found =
        RULES.stream()
            .map(type -> type.getPackageName().substring("tenor.clearing".length()))
            .filter(name -> !name.isEmpty())
            .map(name -> name.substring(1))
            .distinct()
            .toList();
    assertThat(ArchitectureRules.ORDER).containsAll(found);
  }

  @DisplayName("the bans find what they are there to find")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Clocks",
        "Instants",
        "Randoms",
        "Threads",
        "Concurrent",
        "Files",
        "Streams",
        "Sockets",
        "Hashes",
        "SetOf",
        "MapOf",
        "Collects",
        "Parallel",
        "Formats",
        "Formatted",
        "LowerCases",
        "Charsets",
        "Identity"
      })
  void violation_isFound(String name) throws ClassNotFoundException {
    JavaClasses bad =
        new ClassFileImporter()
            .importClasses(Class.forName(Violations.class.getName() + "$" + name));
    assertThat(ArchitectureRules.bans())
        .as(name)
        .anyMatch(rule -> rule.evaluate(bad).hasViolation());
  }

  @DisplayName("the direction is checked: the reverse of the order is broken")
  @Test
  void direction_againstTheOrder_isFound() {
    assertThat(ArchitectureRules.direction(ArchitectureRules.ORDER.reversed()))
        .anyMatch(rule -> rule.evaluate(RULES).hasViolation());
  }
}
