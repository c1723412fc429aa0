package tenor.node.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tenor.engine.ValidatorGuard;
import tenor.node.EngineRollback;
import tenor.node.config.NodeConfig;
import tenor.node.config.NodeHome;
import tenor.state.Store;

/** Takes the last block's effect back. */
@Command(
    name = "rollback",
    description = {
      "Take the last block's effect back in CometBFT and in the application; the node must not"
          + " run.",
      "The block stays and is executed anew at the next start: for use after a release that"
          + " corrects how it is executed. What a validator signed is never forgotten."
    },
    footer = {"", "Example:", "  tenor rollback --home ~/.tenor"})
final class RollbackCommand implements Action {
  @Mixin private Flags flags = new Flags();
  @Mixin private EngineFlag engine = new EngineFlag();
  @Spec private CommandSpec spec;

  @Override
  public void run() throws IOException, InterruptedException {
    NodeHome home = new NodeHome(flags.home);
    NodeConfig.read(home.folder());
    Path program = engine.file();
    try (ValidatorGuard _ = ValidatorGuard.take(home.engine());
        Store store = OfflineState.open(home.folder(), spec.commandLine().getErr())) {
      long before = store.height();
      if (before > 1 && store.view(before - 1).isEmpty()) {
        throw new RefusedException(
            "height "
                + (before - 1)
                + " is not kept, so the application could not follow CometBFT");
      }
      EngineRollback.Result engineState = EngineRollback.run(program, home.engine());
      follow(store, engineState);
      print(store, before, engineState);
    }
  }

  /** The application may lag behind CometBFT, never lead it. */
  private static void follow(Store store, EngineRollback.Result engineState) {
    if (store.height() > engineState.height()) {
      store.rollbackTo(engineState.height());
    }
    if (store.height() == engineState.height()
        && !store.appHash().hex().equals(engineState.appHash())) {
      throw new RefusedException(
          String.format(
              Locale.ROOT,
              "at height %d the application's hash is %s, the chain's is %s: restore the state from"
                  + " another node, or let it sync anew",
              store.height(),
              store.appHash(),
              engineState.appHash()));
    }
  }

  private void print(Store store, long before, EngineRollback.Result engineState) {
    new Printer(spec.commandLine().getOut(), flags.isJson())
        .print(
            Printer.JSON
                .createObjectNode()
                .put("engineHeight", engineState.height())
                .put("appHeightBefore", before)
                .put("appHeight", store.height())
                .put("appHash", store.appHash().hex()));
    spec.commandLine()
        .getErr()
        .println("Block " + (engineState.height() + 1) + " is executed anew by 'tenor start'.");
  }
}
