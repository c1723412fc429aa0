package tenor.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Every command says what it does, what its options mean, and shows an example of itself. */
class HelpTest {
  static Stream<List<String>> commands() {
    List<List<String>> all = new ArrayList<>();
    walk(Tenor.commandLine(), List.of(), all);
    return all.stream();
  }

  private static void walk(CommandLine line, List<String> path, List<List<String>> all) {
    all.add(path);
    line.getSubcommands()
        .forEach(
            (name, sub) -> {
              List<String> deeper = new ArrayList<>(path);
              deeper.add(name);
              walk(sub, deeper, all);
            });
  }

  @ParameterizedTest
  @MethodSource("commands")
  void help_isCompleteWithAnExampleOfTheCommand(List<String> path) {
    List<String> words = new ArrayList<>(path);
    words.add("--help");
    Cli help = Cli.run(words.toArray(String[]::new));
    assertThat(help.code()).isZero();
    assertThat(help.err()).isEmpty();
    assertThat(help.out()).contains("\nExample:\n");
    String example = help.out().substring(help.out().indexOf("\nExample:\n") + 10);
    assertThat(example).containsPattern("  " + String.join(" ", path(path)) + "\\s");
    CommandLine line = Tenor.commandLine();
    for (String word : path) {
      line = Objects.requireNonNull(line.getSubcommands().get(word));
    }
    assertThat(line.getCommandSpec().usageMessage().description()).isNotEmpty();
    for (OptionSpec option : line.getCommandSpec().options()) {
      assertThat(option.description()).as(option.longestName()).isNotEmpty();
    }
    for (PositionalParamSpec parameter : line.getCommandSpec().positionalParameters()) {
      assertThat(parameter.description()).as(parameter.paramLabel()).isNotEmpty();
    }
  }

  private static List<String> path(List<String> command) {
    List<String> path = new ArrayList<>(List.of("tenor"));
    path.addAll(command);
    return path;
  }

  @Test
  void allCommandsOfTheContract_areThere() {
    assertThat(commands().map(path -> String.join(" ", path)))
        .contains(
            "init",
            "start",
            "keys add",
            "keys list",
            "keys show",
            "tx deposit",
            "tx withdraw",
            "tx trade",
            "tx list-instrument",
            "tx list-package",
            "tx set-param",
            "query account",
            "query position",
            "query instrument",
            "query price",
            "query margin",
            "query params",
            "query state",
            "query proof",
            "status",
            "export",
            "rollback",
            "state root",
            "risk price",
            "risk margin",
            "risk backtest",
            "version");
  }

  @Test
  void jsonIsTheSameAsOutputJson() {
    assertThat(Cli.run("version", "--json").out())
        .isEqualTo(Cli.run("version", "-o", "json").out());
  }
}
