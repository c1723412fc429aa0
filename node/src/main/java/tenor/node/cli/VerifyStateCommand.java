package tenor.node.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tenor.app.Application;
import tenor.node.config.NodeConfig;
import tenor.node.config.NodeHome;
import tenor.state.Bytes;
import tenor.state.Damage;
import tenor.state.Recovery;
import tenor.state.StateCheck;

/** Walks the whole state of a node that does not run. */
@Command(
    name = "state",
    description = {
      "Read every file and every leaf of the state in --home, or in --store, and compare the app"
          + " hash",
      "they give with the committed one. The node must not run. Nothing is changed, and nothing"
          + " that",
      "the node keeps for speed is used. With --app-hash the committed hash itself is compared"
          + " with",
      "one you have from elsewhere, such as another node's 'tenor status'.",
      "",
      "Exit code: 0 sound, 1 damaged or different, 2 wrong usage or no state there."
    },
    footer = {
      "",
      "Example:",
      "  tenor verify state --home ~/.tenor",
      "  tenor verify state --store /backup/state --history -o json"
    })
final class VerifyStateCommand implements Action {
  @Mixin private Flags flags = new Flags();
  @Spec private CommandSpec spec;

  @Option(
      names = "--store",
      paramLabel = "DIR",
      description =
          "Folder of a store, such as a copy of a node's 'state' (default: that in --home).")
  private @Nullable Path folder;

  @Option(
      names = "--history",
      description = "Also check that every kept height can be gone back to, and walk the oldest.")
  private boolean history;

  @Option(
      names = "--app-hash",
      paramLabel = "HEX",
      description = "What the app hash at the store's height must be.")
  private @Nullable String appHash;

  @Override
  public void run() throws IOException {
    Path store = folder();
    Optional<Bytes> expected = Optional.ofNullable(appHash).map(VerifyStateCommand::hash);
    PrintWriter err = spec.commandLine().getErr();
    StateCheck.Report report =
        StateCheck.run(
            store,
            Application.components(Application.rules()),
            history,
            (step, unit) -> new ProgressBar(err, step));
    boolean same = expected.isEmpty() || expected.equals(report.appHash());
    new Printer(spec.commandLine().getOut(), flags.isJson()).print(answer(store, report, same));
    if (!report.isSound()) {
      throw new RefusedException(
          store
              + ": "
              + report.damages().getFirst()
              + more(report)
              + "\n"
              + Recovery.advice(report));
    }
    if (!same) {
      throw new RefusedException(
          String.format(
              Locale.ROOT,
              "%s is whole, but at height %d its app hash is %s, not %s: it is of another chain, or"
                  + " of other rules",
              store,
              report.height(),
              report.appHash().map(Bytes::hex).orElse("none"),
              appHash));
    }
  }

  private static String more(StateCheck.Report report) {
    int others = report.damages().size() - 1;
    return others == 0 ? "" : String.format(Locale.ROOT, " (and %d more)", others);
  }

  private Path folder() throws IOException {
    Path store = folder;
    if (store == null) {
      NodeConfig.read(flags.home);
      store = new NodeHome(flags.home).state();
    }
    if (!Files.isDirectory(store.resolve("db"))) {
      throw new UsageException(store + ": there is no store; expected a node's 'state' folder");
    }
    return store.toAbsolutePath().normalize();
  }

  private static Bytes hash(String text) {
    try {
      Bytes hash = Bytes.ofHex(text);
      if (hash.size() == 32) {
        return hash;
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw new UsageException("--app-hash: expected 64 hex digits, found '" + text + "'");
  }

  private static ObjectNode answer(Path store, StateCheck.Report report, boolean same) {
    ObjectNode answer =
        Printer.JSON
            .createObjectNode()
            .put("store", store.toString())
            .put("sound", report.isSound() && same)
            .put("height", report.height())
            .put("appHash", report.appHash().map(Bytes::hex).orElse(null))
            .put("computed", report.computed().map(Bytes::hex).orElse(null))
            .put("leaves", report.leaves());
    if (report.oldestHeight() >= 0) {
      answer.put("oldestHeight", report.oldestHeight()).put("walkedHeight", report.walkedHeight());
    }
    ArrayNode components = answer.putArray("components");
    report
        .components()
        .forEach(
            (name, found) ->
                components
                    .addObject()
                    .put("component", name)
                    .put("leaves", found.leaves())
                    .put("root", found.root().hex()));
    ArrayNode damages = answer.putArray("damages");
    report.damages().forEach(damage -> damages.add(node(damage)));
    return answer;
  }

  private static ObjectNode node(Damage damage) {
    ObjectNode node = Printer.JSON.createObjectNode().put("part", damage.part().title());
    damage.file().ifPresent(file -> node.put("file", file));
    damage.component().ifPresent(name -> node.put("component", name));
    damage.from().ifPresent(key -> node.put("from", key.hex()));
    damage.to().ifPresent(key -> node.put("to", key.hex()));
    return node.put("what", damage.what());
  }
}
