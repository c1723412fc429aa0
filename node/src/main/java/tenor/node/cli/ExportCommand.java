package tenor.node.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tenor.state.Bytes;
import tenor.state.Leaf;
import tenor.state.Store;
import tenor.state.Tree;
import tenor.state.View;

/** Prints the leaves of the state. */
@Command(
    name = "export",
    description = {
      "Print the leaves of the state in --home, ascending by key, as JSON; the node must not run.",
      "With --component: [[keyHex, valueHex], …], which 'state root --leaves' takes. Without:"
          + " height, app hash, and for each component its root and its leaves."
    },
    footer = {
      "",
      "Example:",
      "  tenor export --home ~/.tenor --component accounts > leaves.json",
      "  tenor state root --leaves leaves.json"
    })
final class ExportCommand implements Action {
  private static final HexFormat HEX = HexFormat.of();

  @Mixin private Flags flags = new Flags();
  @Spec private CommandSpec spec;

  @Option(
      names = "--height",
      paramLabel = "HEIGHT",
      description = "A height that is still kept (default: the last committed).")
  private long height;

  @Option(names = "--component", paramLabel = "NAME", description = "Only this, such as accounts.")
  private @Nullable String component;

  @Override
  public void run() throws IOException {
    try (Store store = OfflineState.open(flags.home)) {
      View view = height == 0 ? store.current() : at(store);
      if (component == null) {
        all(view);
      } else {
        one(view, component);
      }
    }
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

  private void all(View view) throws IOException {
    try (JsonGenerator out = generator()) {
      out.writeStartObject();
      out.writeNumberField("height", view.height());
      out.writeStringField("appHash", view.appHash().hex());
      out.writeObjectFieldStart("components");
      for (Map.Entry<String, Bytes> root : view.roots().entrySet()) {
        out.writeObjectFieldStart(root.getKey());
        out.writeStringField("root", root.getValue().hex());
        out.writeFieldName("leaves");
        leaves(out, view.tree(root.getKey()).orElseThrow());
        out.writeEndObject();
      }
      out.writeEndObject();
      out.writeEndObject();
    }
    spec.commandLine().getOut().println();
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
