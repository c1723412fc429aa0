package tenor.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tenor.node.rpc.RpcClient.AppAnswer;
import tenor.state.Bytes;

/** A value with the proof that it is in the state. */
@Command(
    name = "proof",
    description = {
      "A stored value with its proof, checked against the app hash of the next header.",
      "The header is the node's own word: 'cometbft light' checks who signed it."
    },
    footer = {
      "",
      "Example:",
      "  tenor query proof --component accounts --key 030100000000000003e900000001"
    })
final class ProofCommand implements Action {
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
    byte[] wanted = Numbers.hex("--key", key);
    if (wanted.length == 0) {
      throw new UsageException("--key: expected at least one byte");
    }
    Chain chain = new Chain(flags.rpc());
    JsonNode answer = absent ? missing(chain, wanted) : present(chain, wanted);
    new Printer(spec.commandLine().getOut(), flags.isJson()).print(answer);
  }

  private JsonNode present(Chain chain, byte[] wanted) throws IOException, InterruptedException {
    AppAnswer answer = chain.prove(component, ByteString.copyFrom(wanted), height);
    String appHash = appHash(chain, answer.height());
    boolean proven =
        ProofReader.present(answer.proofOps())
            .proves(component, wanted, answer.value().toByteArray(), Bytes.ofHex(appHash));
    if (!proven || !answer.key().equals(ByteString.copyFrom(wanted))) {
      throw disproved(answer.height());
    }
    ObjectNode node = answer(answer.height(), wanted, appHash);
    node.put("value", Roots.hex(answer.value().toByteArray()));
    node.set("proofOps", answer.proofOps());
    return node;
  }

  private JsonNode missing(Chain chain, byte[] wanted) throws IOException, InterruptedException {
    String path = "/absence/" + Chain.segment(component) + "?key=" + Roots.hex(wanted);
    JsonNode answer = chain.query(path, height);
    long at = answer.path("height").asLong();
    String appHash = appHash(chain, at);
    if (!ProofReader.absent(component, answer).proves(component, wanted, Bytes.ofHex(appHash))) {
      throw disproved(at);
    }
    ObjectNode node = answer(at, wanted, appHash);
    node.setAll((ObjectNode) answer);
    return node.put("appHash", appHash);
  }

  private String appHash(Chain chain, long at) throws IOException, InterruptedException {
    if (height != 0 && at != height) {
      throw new RefusedException("the node answered for height " + at + ", not " + height);
    }
    return chain
        .rpc()
        .commit(at + 1)
        .at("/signed_header/header/app_hash")
        .asText()
        .toLowerCase(Locale.ROOT);
  }

  private ObjectNode answer(long at, byte[] wanted, String appHash) {
    return Printer.JSON
        .createObjectNode()
        .put("component", component)
        .put("key", Roots.hex(wanted))
        .put("height", at)
        .put("headerHeight", at + 1)
        .put("appHash", appHash);
  }

  private static RefusedException disproved(long at) {
    return new RefusedException(
        "the proof does not lead to the app hash in header " + (at + 1) + ": ask another node");
  }
}
