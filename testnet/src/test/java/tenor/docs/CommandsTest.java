package tenor.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import tenor.node.cli.Tenor;

/** Commands that documents show. */
final class CommandsTest {
  private static final String TENOR = "node/tenor ";

  @Test
  void everyShownCommand_existsWithItsOptions() {
    List<String> wrong = new ArrayList<>();
    int shown = 0;
    for (Path page : Repository.files(Repository.ROOT, ".md")) {
      for (String line : Markdown.of(Repository.text(page)).commands()) {
        if (line.startsWith(TENOR)) {
          shown++;
          check(line.substring(TENOR.length()).split(" ", -1), wrong);
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(shown).isGreaterThan(5);
  }

  @Test
  void everyShownScript_isThereAndExecutable() {
    List<String> wrong = new ArrayList<>();
    for (Path page : Repository.files(Repository.ROOT, ".md")) {
      for (String line : Markdown.of(Repository.text(page)).commands()) {
        if (line.matches("(\\./)?(testnet|build|consensus-config|\\.ci)/.*")) {
          Path script = Repository.ROOT.resolve(line.split(" ", 2)[0]).normalize();
          if (!Files.isExecutable(script)) {
            wrong.add(Repository.name(page) + ": " + line);
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** The longest beginning that is a command is asked for its help, which names all its options. */
  private static void check(String[] words, List<String> wrong) {
    String path = "";
    String help = help(List.of());
    List<String> command = new ArrayList<>();
    for (String word : words) {
      if (!help.contains("\n  " + word + " ")) {
        break;
      }
      command.add(word);
      path = String.join(" ", command);
      help = help(command);
    }
    String all = help;
    if (command.isEmpty()) {
      wrong.add(String.join(" ", words));
    }
    for (String option : Arrays.stream(words).filter(word -> word.startsWith("-")).toList()) {
      if (!all.contains(option)) {
        wrong.add(path + ": " + option);
      }
    }
  }

  private static String help(List<String> command) {
    List<String> words = new ArrayList<>(command);
    words.add("--help");
    StringWriter out = new StringWriter();
    int code =
        Tenor.run(
            new PrintWriter(out),
            new PrintWriter(new StringWriter()),
            words.toArray(String[]::new));
    assertThat(code).as(words.toString()).isZero();
    return out.toString();
  }
}
