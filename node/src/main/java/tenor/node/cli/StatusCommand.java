package tenor.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tenor.node.config.NodeConfig;
import tenor.node.rpc.RpcClient;

/** Where a node stands. */
@Command(
    name = "status",
    description = "Print where a node stands: chain, role, height, app hash.",
    footer = {"", "Example:", "  tenor status --node http://127.0.0.1:26601 -o json"})
final class StatusCommand implements Action {
  @Mixin private Flags flags = new Flags();
  @Spec private CommandSpec spec;

  @Override
  public void run() throws IOException, InterruptedException {
    RpcClient rpc = flags.rpc();
    JsonNode status = rpc.status();
    JsonNode sync = status.path("sync_info");
    new Printer(spec.commandLine().getOut(), flags.isJson())
        .print(
            Printer.JSON
                .createObjectNode()
                .put("chainId", status.path("node_info").path("network").asText())
                .put("node", status.path("node_info").path("moniker").asText())
                .put("role", role(status))
                .put("height", sync.path("latest_block_height").asLong())
                .put("appHash", sync.path("latest_app_hash").asText().toLowerCase(Locale.ROOT))
                .put("catchingUp", sync.path("catching_up").asBoolean()));
  }

  private String role(JsonNode status) {
    if (flags.node == null) {
      try {
        return NodeConfig.read(flags.home).role();
      } catch (IOException e) {
        // The node answers, so its role can be told from its power below.
      }
    }
    return status.path("validator_info").path("voting_power").asLong() > 0 ? "validator" : "full";
  }
}
