package tenor.clearing;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tenor.clearing.kernel.Component;
import tenor.clearing.kernel.Param;
import tenor.clearing.kernel.Reject;
import tenor.clearing.kernel.Table;
import tenor.clearing.kernel.TxReject;
import tenor.clearing.proto.Unit;
import tenor.clearing.proto.Units;

/**
 * The pages of docs/formats list what the code has, line by line: nothing missing, nothing else.
 */
class PagesTest {
  private static final Path FORMATS = Path.of("..", "docs", "formats");

  @Test
  void resultCodes_areThoseOfTheCode() throws IOException {
    List<String> expected =
        rejects().stream()
            .sorted(Comparator.comparingInt(Reject::code))
            .map(
                reject ->
                    "| %d | `%s` | %s |".formatted(reject.code(), reject.name(), meaning(reject)))
            .toList();
    assertThat(lines("result-codes.md", "\\| \\d+ \\| `.*")).containsExactlyElementsOf(expected);
    assertThat(rejects().stream().map(Reject::code)).doesNotHaveDuplicates();
    assertThat(rejects()).allMatch(reject -> reject.number() >= 1 && reject.number() <= 999);
  }

  private static String meaning(Reject reject) {
    return reject instanceof TxReject tx && !tx.isFinal()
        ? tx.message() + " — not final"
        : reject.message();
  }

  private static List<Reject> rejects() {
    List<Reject> rejects = new ArrayList<>();
    for (JavaClass found :
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("tenor.clearing")) {
      if (found.isEnum() && found.isAssignableTo(Reject.class)) {
        for (Object constant : found.reflect().getEnumConstants()) {
          rejects.add((Reject) constant);
        }
      }
    }
    return rejects;
  }

  @Test
  void tablesAndFields_areThoseOfTheSchema() throws IOException {
    List<String> expected = new ArrayList<>();
    for (Component component : ClearingHouse.standard().components()) {
      for (Table<?, ?> table : component.tables()) {
        expected.add("`%s` %s `%s`".formatted(table.prefix(), table.name(), message(table)));
        expected.add("Key: " + key(table) + ".");
        for (FieldDescriptor field : table.empty().getDescriptorForType().getFields()) {
          expected.add(
              "| %d | `%s` | %s |".formatted(field.getNumber(), field.getName(), type(field)));
        }
      }
    }
    List<String> found =
        lines("state.md", "### `.*|Key: .*|\\| \\d+ \\| `.*").stream()
            .map(line -> line.startsWith("#") ? line.substring(4) : line)
            .map(line -> line.startsWith("Key: ") ? line.substring(0, line.indexOf('.') + 1) : line)
            .toList();
    assertThat(found).containsExactlyElementsOf(expected);
  }

  private static String key(Table<?, ?> table) {
    return table.fields().isEmpty()
        ? "`80`"
        : table.fields().stream()
            .map(field -> "`" + field.name() + "` " + field.type())
            .collect(Collectors.joining(", "));
  }

  private static String message(Table<?, ?> table) {
    return table.empty().getDescriptorForType().getName();
  }

  private static String type(FieldDescriptor field) {
    String type =
        switch (field.getJavaType()) {
          case MESSAGE -> field.getMessageType().getName();
          case ENUM -> field.getEnumType().getName();
          default -> field.getType().name().toLowerCase(Locale.ROOT);
        };
    String all = field.isRepeated() ? "repeated " + type : type;
    if (field.toProto().getProto3Optional()) {
      all = "optional " + all;
    }
    return field.getRealContainingOneof() != null ? all + ", one of" : all + unit(field);
  }

  private static String unit(FieldDescriptor field) {
    Unit unit = field.getOptions().getExtension(Units.unit);
    return unit == Unit.UNIT_UNSPECIFIED ? "" : ", " + name(unit);
  }

  private static String name(Unit unit) {
    return unit.name().substring("UNIT_".length()).toLowerCase(Locale.ROOT);
  }

  @Test
  void parameters_areThoseOfTheCode() throws IOException {
    List<String> expected = new ArrayList<>();
    for (Component component : ClearingHouse.standard().components()) {
      for (Param param : component.params()) {
        expected.add(
            "| %d | `%s.%s` | %s | %s | %d | %d | %d | %s |"
                .formatted(
                    param.number(),
                    component.name(),
                    param.name(),
                    param.scope().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    param.unit() == Unit.UNIT_UNSPECIFIED ? "count" : name(param.unit()),
                    param.byDefault(),
                    param.least(),
                    param.most(),
                    param.meaning()));
      }
    }
    assertThat(lines("parameters.md", "\\| \\d+ \\| `.*")).containsExactlyElementsOf(expected);
  }

  private static List<String> lines(String page, String pattern) throws IOException {
    try (Stream<String> lines = Files.lines(FORMATS.resolve(page))) {
      return lines.filter(line -> line.matches(pattern)).toList();
    }
  }
}
