package tenor.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tenor.node.config.NodeConfig;
import tenor.node.rpc.RpcClient;

/** Where a node stands. */
@Command(
    name = "status",
    description =
        "Print where a node stands: chain, role, height, app hash, the heights it keeps, and when"
            + " everything on its disk was last read and compared.",
    footer = {"", "Example:", "  tenor status --node http://127.0.0.1:26601 -o json"})
final class StatusCommand implements Action {
  @Mixin private Flags flags = new Flags();
  @Spec private CommandSpec spec;

  @Override
  public void run() throws IOException, InterruptedException {
    RpcClient rpc = flags.rpc();
    JsonNode status = rpc.status();
    RpcClient.AppInfo app = rpc.appInfo();
    JsonNode sync = status.path("sync_info");
    ObjectNode answer =
        Printer.JSON
            .createObjectNode()
            .put("chainId", status.path("node_info").path("network").asText())
            .put("node", status.path("node_info").path("moniker").asText())
            .put("role", role(status))
            .put("height", app.height())
            .put("appHash", app.appHash())
            .put("catchingUp", sync.path("catching_up").asBoolean());
    store(rpc, answer);
    new Printer(spec.commandLine().getOut(), flags.isJson()).print(answer);
  }

  /** What the node says of its disk; one of an older release says nothing. */
  private static void store(RpcClient rpc, ObjectNode answer)
      throws IOException, InterruptedException {
    RpcClient.AppAnswer store = rpc.query("/node", new byte[0], 0, false);
    if (store.code() == 0) {
      JsonNode said = Printer.JSON.readTree(store.value().toByteArray());
      answer.set("oldestHeight", said.path("oldestHeight"));
      answer.set("scrub", said.path("scrub"));
    }
  }

  private String role(JsonNode status) {
    if (flags.node == null) {
      try {
        return NodeConfig.read(flags.home).role();
      } catch (IOException e) {
        // The node answers, so its role can be told from its power below.
      }
    }
    if (status.path("validator_info").path("voting_power").asLong() > 0) {
      return "validator";
    }
    // Only observers index.
    return status.at("/node_info/other/tx_index").asText().equals("on") ? "observer" : "full";
  }
}
