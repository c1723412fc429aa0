package tenor.node.cli;

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
import tenor.clearing.ClearingHouse;
import tenor.engine.EngineFiles;
import tenor.engine.ValidatorGuard;
import tenor.node.NodeStore;
import tenor.node.config.NodeConfig;
import tenor.node.config.NodeHome;
import tenor.state.Bytes;
import tenor.state.SnapshotManifest;
import tenor.state.Snapshots;
import tenor.state.Store;
import tenor.state.View;

/** Snapshots of the state of a node. */
@Command(
    name = "snapshot",
    description = "Make, list, check and restore snapshots of the state.",
    subcommands = {
      SnapshotCommand.ListAll.class,
      SnapshotCommand.Create.class,
      SnapshotCommand.Restore.class,
      SnapshotCommand.Verify.class
    },
    footer = {"", "Example:", "  tenor snapshot list --home ~/.tenor"})
final class SnapshotCommand {
  private SnapshotCommand() {}

  /** Those in a folder, or if none is named those of the node in --home. */
  private static Snapshots in(Flags flags, @Nullable Path folder) throws IOException {
    if (folder != null) {
      return Snapshots.in(folder);
    }
    NodeConfig.read(flags.home);
    return Snapshots.in(new NodeHome(flags.home).snapshots());
  }

  private static ObjectNode json(SnapshotManifest manifest) {
    return Printer.JSON
        .createObjectNode()
        .put("height", manifest.height())
        .put("format", SnapshotManifest.FORMAT)
        .put("chunks", manifest.chunks().size())
        .put("bytes", manifest.bytes())
        .put("leaves", manifest.leaves())
        .put("appHash", manifest.appHash().hex())
        .put("hash", manifest.hash().hex());
  }

  /** Where snapshots are, and which one is meant. */
  static final class Which {
    @Option(
        names = "--dir",
        paramLabel = "DIR",
        description = "Folder of the snapshots (default: 'snapshots' in --home).")
    private @Nullable Path folder;

    @Option(
        names = "--height",
        paramLabel = "HEIGHT",
        description = "Height of the snapshot (default: the newest).")
    private long height;

    @Option(
        names = "--app-hash",
        paramLabel = "HEX",
        description = "The app hash of that height from a source you trust.")
    private @Nullable String appHash;

    Snapshots in(Flags flags) throws IOException {
      return SnapshotCommand.in(flags, folder);
    }

    SnapshotManifest manifest(Snapshots snapshots) {
      long wanted = height;
      if (wanted == 0) {
        wanted = snapshots.heights().stream().findFirst().orElse(0L);
      }
      Optional<SnapshotManifest> found = wanted < 1 ? Optional.empty() : snapshots.manifest(wanted);
      return found.orElseThrow(
          () ->
              new RefusedException(
                  height == 0
                      ? "there is no snapshot: 'tenor snapshot create' makes one"
                      : "there is no snapshot of height "
                          + height
                          + ": there are those of "
                          + snapshots.heights()));
    }

    /** What is trusted; without a word from the user, what the snapshot itself says. */
    Bytes trusted(SnapshotManifest manifest, PrintWriter err) {
      if (appHash != null) {
        if (!appHash.matches("[0-9a-fA-F]{64}")) {
          throw new UsageException("--app-hash: expected 64 hexadecimal digits");
        }
        return Bytes.ofHex(appHash);
      }
      err.printf(
          Locale.ROOT,
          "No --app-hash: the snapshot is held against its own, %s. The header of height %d must"
              + " carry it.%n",
          manifest.appHash(),
          manifest.height() + 1);
      err.flush();
      return manifest.appHash();
    }
  }

  /** Lists them. */
  @Command(
      name = "list",
      description = "List the snapshots, the newest first.",
      footer = {"", "Example:", "  tenor snapshot list --home ~/.tenor -o json"})
  static final class ListAll implements Action {
    @Mixin private Flags flags = new Flags();
    @Spec private CommandSpec spec;

    @Option(
        names = "--dir",
        paramLabel = "DIR",
        description = "Folder of the snapshots (default: 'snapshots' in --home).")
    private @Nullable Path folder;

    @Override
    public void run() throws IOException {
      var all = Printer.JSON.createArrayNode();
      in(flags, folder).list().forEach(manifest -> all.add(json(manifest)));
      new Printer(spec.commandLine().getOut(), flags.isJson()).print(all);
    }
  }

  /** Makes one. */
  @Command(
      name = "create",
      description = {
        "Make the snapshot of a height that is kept; the node must not run. (A running node makes"
            + " its own, see [snapshots] in tenor.toml.)"
      },
      footer = {"", "Example:", "  tenor snapshot create --home ~/.tenor"})
  static final class Create implements Action {
    @Mixin private Flags flags = new Flags();
    @Spec private CommandSpec spec;

    @Option(
        names = "--height",
        paramLabel = "HEIGHT",
        description = "A height that is still kept (default: the last committed).")
    private long height;

    @Override
    public void run() throws IOException {
      Snapshots snapshots = Snapshots.in(new NodeHome(flags.home).snapshots());
      try (Store store = OfflineState.open(flags.home, spec.commandLine().getErr())) {
        View view =
            height == 0
                ? store.current()
                : store
                    .view(Math.max(0, height))
                    .orElseThrow(() -> new RefusedException("height " + height + " is not kept"));
        ProgressBar bar = new ProgressBar(spec.commandLine().getErr(), "snapshot");
        SnapshotManifest made = snapshots.make(view, bar);
        new Printer(spec.commandLine().getOut(), flags.isJson()).print(json(made));
      }
    }
  }

  /** Checks one. */
  @Command(
      name = "verify",
      description = {
        "Check that a snapshot is whole: that every leaf of it is proven by the app hash and none"
            + " is missing."
      },
      footer = {
        "",
        "Example:",
        "  tenor snapshot verify --home ~/.tenor --height 1000 --app-hash 5c8e…"
      })
  static final class Verify implements Action {
    @Mixin private Flags flags = new Flags();
    @Mixin private Which which = new Which();
    @Spec private CommandSpec spec;

    @Override
    public void run() throws IOException {
      PrintWriter err = spec.commandLine().getErr();
      Snapshots snapshots = which.in(flags);
      SnapshotManifest manifest = which.manifest(snapshots);
      ClearingHouse house = Application.rules();
      snapshots.verify(
          manifest,
          which.trusted(manifest, err),
          Application.components(house),
          new ProgressBar(err, "verify"));
      new Printer(spec.commandLine().getOut(), flags.isJson()).print(json(manifest));
    }
  }

  /** Restores one. */
  @Command(
      name = "restore",
      description = {
        "Fill the empty state of a node from a snapshot; the node must not run.",
        "This mends a node whose state is lost or damaged while its CometBFT is whole: move its"
            + " 'state' folder away, restore, and start; CometBFT replays the blocks since. A node"
            + " without blocks joins by state sync instead, see 'tenor init --state-sync'."
      },
      footer = {
        "",
        "Example:",
        "  mv ~/.tenor/state ~/damaged-state",
        "  tenor snapshot restore --home ~/.tenor --app-hash 5c8e…"
      })
  static final class Restore implements Action {
    @Mixin private Flags flags = new Flags();
    @Mixin private Which which = new Which();
    @Spec private CommandSpec spec;

    @Override
    public void run() throws IOException {
      PrintWriter err = spec.commandLine().getErr();
      NodeHome home = new NodeHome(flags.home);
      NodeConfig config = NodeConfig.read(home.folder());
      Snapshots snapshots = which.in(flags);
      SnapshotManifest manifest = which.manifest(snapshots);
      Bytes trusted = which.trusted(manifest, err);
      Files.createDirectories(new EngineFiles(home.engine()).dataFolder());
      try (ValidatorGuard _ = ValidatorGuard.take(home.engine());
          Store store =
              NodeStore.open(home, config, Application.rules(), ProgressBar.whereSlow(err))) {
        snapshots.restore(manifest, trusted, store, new ProgressBar(err, "restore"));
        new Printer(spec.commandLine().getOut(), flags.isJson()).print(json(manifest));
      }
    }
  }
}
