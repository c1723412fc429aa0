package tenor.node.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tenor.app.Application;
import tenor.app.books.BooksExport;
import tenor.clearing.ClearingHouse;
import tenor.engine.ChainGenesis;
import tenor.engine.GenesisValidator;
import tenor.genesis.GenesisCheck;
import tenor.node.setup.Restart;
import tenor.state.Leaf;
import tenor.state.Store;
import tenor.state.Tree;
import tenor.state.View;

/** Prints the books of a node: as the beginning of another chain, or as leaves. */
@Command(
    name = "export",
    description = {
      "Print the genesis file of a chain that goes on with the books in --home; the node must not"
          + " run.",
      "Without the flags below it follows from the books alone, so that all nodes of a chain print"
          + " the same. The new chain's id must be new, or signatures for the old one would count.",
      "With --component: that component's leaves, [[keyHex, valueHex], …], ascending by key, which"
          + " 'state root --leaves' takes."
    },
    footer = {
      "",
      "Example:",
      "  tenor export --home ~/.tenor --height 120000 --chain-id tenor-2 > genesis.json",
      "  tenor export --home ~/.tenor --component accounts > leaves.json",
      "  tenor state root --leaves leaves.json"
    })
final class ExportCommand implements Action {
  private static final HexFormat HEX = HexFormat.of();
  private static final Pattern VALIDATOR = Pattern.compile("([0-9a-f]{64})(?::([0-9]{1,12}))?");
  private static final long POWER = 10;

  @Mixin private Flags flags = new Flags();
  @Spec private CommandSpec spec;

  @Option(
      names = "--height",
      paramLabel = "HEIGHT",
      description = "A height that is still kept (default: the last committed).")
  private long height;

  @Option(names = "--component", paramLabel = "NAME", description = "Only this, such as accounts.")
  private @Nullable String component;

  @Option(
      names = "--initial-height",
      paramLabel = "HEIGHT",
      description = "Height of the new chain's first block (default: the next).")
  private long initialHeight;

  @Option(
      names = "--genesis-time",
      paramLabel = "TIME",
      description = "When the new chain starts (default: the time of the books' block).")
  private @Nullable String genesisTime;

  @Option(
      names = "--rules-version",
      paramLabel = "VERSION",
      description = "Version of the rules of the new chain (default: that in force).")
  private int rulesVersion;

  @Option(
      names = "--validator",
      paramLabel = "KEY[:POWER]",
      description =
          "Public key in hex of a validator of the new chain; repeat it for all (default: those of"
              + " the books).")
  private List<String> validators = new ArrayList<>();

  @Override
  public void run() throws IOException {
    try (Store store = OfflineState.open(flags.home, spec.commandLine().getErr())) {
      View view = height == 0 ? store.current() : at(store);
      if (component == null) {
        genesis(view);
      } else {
        one(view, component);
      }
    }
  }

  private void genesis(View view) {
    ClearingHouse house = Application.rules();
    BooksExport books = BooksExport.of(view, house);
    String text;
    try {
      Restart restart = restart(Restart.of(books));
      ChainGenesis genesis = restart.genesis(books);
      GenesisCheck.validate(
          books.genesis(restart.rulesVersion()),
          house,
          restart.chainId(),
          restart.initialHeight(),
          restart.time());
      text = genesis.toJson();
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
    spec.commandLine().getOut().print(text);
    spec.commandLine().getOut().flush();
    spec.commandLine()
        .getErr()
        .printf(
            Locale.ROOT,
            "books of %s after height %d, app hash %s, which the header of height %d has%n",
            books.engine().getChainId(),
            view.height(),
            view.appHash(),
            view.height() + 1);
  }

  private Restart restart(Restart usual) {
    return new Restart(
        flags.chainId == null ? usual.chainId() : flags.chainId,
        initialHeight == 0 ? usual.initialHeight() : initialHeight,
        genesisTime == null ? usual.time() : time(genesisTime),
        rulesVersion == 0 ? usual.rulesVersion() : rulesVersion,
        validators.isEmpty() ? usual.validators() : chosen());
  }

  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new UsageException(
          "--genesis-time: expected a time like 2026-11-01T09:00:00Z, found '" + text + "'");
    }
  }

  private List<GenesisValidator> chosen() {
    List<GenesisValidator> chosen = new ArrayList<>();
    for (String text : validators) {
      Matcher parts = VALIDATOR.matcher(text);
      if (!parts.matches()) {
        throw new UsageException("--validator: expected KEY[:POWER], found '" + text + "'");
      }
      long power = parts.group(2) == null ? POWER : Long.parseLong(parts.group(2));
      chosen.add(new GenesisValidator(parts.group(1), power, "validator" + chosen.size()));
    }
    return chosen;
  }

  private View at(Store store) {
    Optional<View> view = height < 1 ? Optional.empty() : store.view(height);
    return view.orElseThrow(
        () ->
            new RefusedException(
                String.format(
                    Locale.ROOT,
                    "height %d is not kept: heights %d to %d are",
                    height,
                    Math.max(1, store.oldestHeight()),
                    store.height())));
  }

  private void one(View view, String name) throws IOException {
    Tree tree =
        view.tree(name)
            .orElseThrow(
                () ->
                    new UsageException(
                        "--component: expected one of "
                            + String.join(", ", view.roots().keySet())
                            + ", found '"
                            + name
                            + "'"));
    try (JsonGenerator out = generator()) {
      leaves(out, tree);
    }
    spec.commandLine().getOut().println();
    spec.commandLine()
        .getErr()
        .printf(
            Locale.ROOT,
            "height %d, app hash %s, root of %s %s, %d leaves%n",
            view.height(),
            view.appHash(),
            name,
            tree.root(),
            tree.size());
  }

  private JsonGenerator generator() throws IOException {
    return Printer.JSON
        .createGenerator(spec.commandLine().getOut())
        .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
  }

  // A leaf a line, so that two exports can be compared by the usual tools.
  private static void leaves(JsonGenerator out, Tree tree) throws IOException {
    out.writeStartArray();
    Iterator<Leaf> leaves = tree.leaves();
    while (leaves.hasNext()) {
      Leaf leaf = leaves.next();
      out.writeRawValue(
          "\n[\"" + HEX.formatHex(leaf.key()) + "\",\"" + HEX.formatHex(leaf.value()) + "\"]");
    }
    out.writeEndArray();
  }
}
