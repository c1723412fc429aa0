package tenor.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tenor.node.rpc.RpcClient.AppAnswer;

/** Questions to a node. */
@Command(
    name = "query",
    description = "Ask a node.",
    subcommands = QueryCommand.Proof.class,
    footer = {"", "Example:", "  tenor query account 1001 -o json"})
final class QueryCommand {
  @Spec private CommandSpec spec;

  private QueryCommand() {}

  @Command(
      name = "account",
      description = "Cash, positions, equity and margin of an account.",
      footer = {"", "Example:", "  tenor query account 1001 -o json"})
  int account(
      @Mixin Flags flags,
      @Parameters(paramLabel = "ID", description = "Number of the account.") String id,
      @Option(names = "--height", description = "At this height.") long height)
      throws IOException, InterruptedException {
    return ask(flags, "/account/" + segment(id), height);
  }

  @Command(
      name = "position",
      description = "The contracts of an account.",
      footer = {"", "Example:", "  tenor query position 1001"})
  int position(
      @Mixin Flags flags,
      @Parameters(paramLabel = "ID", description = "Number of the account.") String id,
      @Option(names = "--height", description = "At this height.") long height)
      throws IOException, InterruptedException {
    return ask(flags, "/position/" + segment(id), height);
  }

  @Command(
      name = "instrument",
      description = "Terms, mark and open interest of an instrument, or of all.",
      footer = {"", "Example:", "  tenor query instrument SPX-PERP"})
  int instrument(
      @Mixin Flags flags,
      @Parameters(
              paramLabel = "ID",
              arity = "0..1",
              defaultValue = "",
              description = "Number or symbol.")
          String id,
      @Option(names = "--height", description = "At this height.") long height)
      throws IOException, InterruptedException {
    return ask(flags, id.isEmpty() ? "/instrument" : "/instrument/" + segment(id), height);
  }

  @Command(
      name = "price",
      description = "The index of an underlying.",
      footer = {"", "Example:", "  tenor query price SPX -o json"})
  int price(
      @Mixin Flags flags,
      @Parameters(paramLabel = "U", description = "Number or symbol of the underlying.") String id,
      @Option(names = "--height", description = "At this height.") long height)
      throws IOException, InterruptedException {
    return ask(flags, "/price/" + segment(id), height);
  }

  @Command(
      name = "margin",
      description = "How the margin of an account comes about.",
      footer = {"", "Example:", "  tenor query margin 1001"})
  int margin(
      @Mixin Flags flags,
      @Parameters(paramLabel = "ID", description = "Number of the account.") String id,
      @Option(names = "--height", description = "At this height.") long height)
      throws IOException, InterruptedException {
    return ask(flags, "/margin/" + segment(id), height);
  }

  @Command(
      name = "params",
      description = "The parameters in force.",
      footer = {"", "Example:", "  tenor query params"})
  int params(
      @Mixin Flags flags, @Option(names = "--height", description = "At this height.") long height)
      throws IOException, InterruptedException {
    return ask(flags, "/params", height);
  }

  @Command(
      name = "state",
      description = "The stored values of a component, decoded.",
      footer = {"", "Example:", "  tenor query state --component accounts --limit 10 -o json"})
  int state(
      @Mixin Flags flags,
      @Option(names = "--component", required = true, description = "Name, such as accounts.")
          String component,
      @Option(
              names = "--prefix",
              defaultValue = "",
              description = "First bytes of the keys, in hex.")
          String prefix,
      @Option(names = "--limit", defaultValue = "100", description = "Most entries (default: 100).")
          int limit,
      @Option(names = "--height", description = "At this height.") long height)
      throws IOException, InterruptedException {
    Numbers.hex("--prefix", prefix);
    return ask(
        flags, "/state/" + segment(component) + "?prefix=" + prefix + "&limit=" + limit, height);
  }

  private int ask(Flags flags, String path, long height) throws IOException, InterruptedException {
    new Printer(spec.commandLine().getOut(), flags.isJson())
        .print(new Chain(flags.rpc()).query(path, height));
    return 0;
  }

  private static String segment(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** A value with the proof that it is in the state. */
  @Command(
      name = "proof",
      description = "A stored value with its proof against the app hash of the next header.",
      footer = {
        "",
        "Example:",
        "  tenor query proof --component accounts --key 030100000000000003e9"
      })
  static final class Proof implements Action {
    @Mixin private Flags flags = new Flags();
    @Spec private CommandSpec spec;

    @Option(names = "--component", required = true, description = "Name, such as accounts.")
    private String component = "";

    @Option(names = "--key", required = true, description = "The key, in hex.")
    private String key = "";

    @Option(names = "--absent", description = "Prove that the key is not there.")
    private boolean absent;

    @Option(names = "--height", description = "At this height (default: the newest provable).")
    private long height;

    @Override
    public void run() throws IOException, InterruptedException {
      Chain chain = new Chain(flags.rpc());
      ByteString wanted = ByteString.copyFrom(Numbers.hex("--key", key));
      JsonNode answer =
          absent
              ? chain.query("/absence/" + segment(component) + "?key=" + key, height)
              : present(chain, wanted);
      new Printer(spec.commandLine().getOut(), flags.isJson()).print(answer);
    }

    private JsonNode present(Chain chain, ByteString wanted)
        throws IOException, InterruptedException {
      AppAnswer answer = chain.prove(component, wanted, height);
      if (!answer.key().equals(wanted)) {
        throw new RefusedException("the node answered for another key than was asked for");
      }
      String appHash =
          chain.rpc().commit(answer.height() + 1).at("/signed_header/header/app_hash").asText();
      ObjectNode node =
          Printer.JSON
              .createObjectNode()
              .put("component", component)
              .put("key", key)
              .put("value", HexFormat.of().formatHex(answer.value().toByteArray()))
              .put("height", answer.height())
              .put("headerHeight", answer.height() + 1)
              .put("appHash", appHash.toLowerCase(java.util.Locale.ROOT));
      node.set("proofOps", answer.proofOps());
      return node;
    }
  }
}
