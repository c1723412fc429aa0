package tenor.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import tenor.node.keys.Keystore;

/** Every command's help ends with an example; here the examples run, where no node listens. */
class ExamplesTest {
  @TempDir private Path home;

  static Stream<String> examples() {
    return commands(Tenor.commandLine())
        .filter(line -> line.getSubcommands().isEmpty() || isQuery(line))
        .map(ExamplesTest::example);
  }

  private static Stream<CommandLine> commands(CommandLine line) {
    return Stream.concat(
        Stream.of(line), line.getSubcommands().values().stream().flatMap(ExamplesTest::commands));
  }

  private static boolean isQuery(CommandLine line) {
    return line.getCommandName().equals("query");
  }

  private static String example(CommandLine line) {
    String footer = String.join("\n", line.getCommandSpec().usageMessage().footer());
    assertThat(footer).as(line.getCommandName()).contains("Example:").contains("  tenor ");
    // The first one, whole, without what the shell does with its output.
    return footer
        .substring(footer.indexOf("  tenor ") + 8)
        .replaceAll("\\\\\n +", "")
        .replaceAll("(?s)( >|\n).*", "");
  }

  @ParameterizedTest
  @MethodSource("examples")
  void example_isWhatItsCommandUnderstands(String example) throws IOException {
    List<String> words = new ArrayList<>(Arrays.asList(example.split(" +", -1)));
    int expected = prepare(words);
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Tenor.run(
            new PrintWriter(out, true), new PrintWriter(err, true), words.toArray(String[]::new));
    assertThat(code).as(example + "\n" + err).isEqualTo(expected);
  }

  /** Makes what the example supposes to be there; returns how it must end. */
  private int prepare(List<String> words) throws IOException {
    String what = words.getFirst();
    words.replaceAll(word -> word.equals("~/.tenor") ? home.toString() : word);
    if (what.equals("version")) {
      return 0;
    }
    if (what.equals("state")) {
      Path leaves = home.resolve("leaves.json");
      Files.writeString(leaves, "[[\"0101\",\"aa\"]]");
      words.replaceAll(word -> word.equals("leaves.json") ? leaves.toString() : word);
      return 0;
    }
    if (what.equals("risk")) {
      prepareRisk(words);
      return 0;
    }
    if (what.equals("init")) {
      return 0;
    }
    if (List.of("start", "export", "rollback", "snapshot").contains(what)) {
      return ExitCode.USAGE;
    }
    if (what.equals("verify") && words.get(1).equals("state")) {
      return ExitCode.USAGE;
    }
    if (!words.contains("--home")) {
      words.addAll(List.of("--home", home.toString()));
    }
    if (what.equals("keys") && words.get(1).equals("add")) {
      return 0;
    }
    for (String name : List.of("alpha", "beta", "admin", "custodian")) {
      new Keystore(home.resolve("keys")).add(name, Keystore.Kind.ED25519);
    }
    if (what.equals("keys")) {
      return 0;
    }
    if (words.get(1).equals("body")) {
      Path body = home.resolve("body.json");
      Files.writeString(body, "{\"atomicity\": \"ATOMICITY_ALL\"}");
      words.replaceAll(word -> word.equals("body.json") ? body.toString() : word);
    }
    int node = words.indexOf("--node");
    if (node >= 0) {
      words.subList(node, node + 2).clear();
    }
    words.addAll(List.of("--node", "http://127.0.0.1:1"));
    return ExitCode.UNREACHABLE;
  }

  private void prepareRisk(List<String> words) throws IOException {
    Path options = home.resolve("options.csv");
    Files.writeString(options, "type,forward,strike,years,vol,discount\nC,2790,2825,0.1,0.16,1\n");
    words.replaceAll(word -> word.equals("options.csv") ? options.toString() : word);
    String portfolio = MarginCommandTest.VECTORS.resolve("portfolio-pin.json").toString();
    words.replaceAll(word -> word.equals("portfolio.json") ? portfolio : word);
    String closes = "src/test/resources/vectors/backtest/daily-closes.csv";
    words.replaceAll(word -> word.equals("closes.csv") ? closes : word);
  }
}
