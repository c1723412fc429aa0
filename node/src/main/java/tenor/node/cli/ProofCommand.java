package tenor.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tenor.app.proof.Ics23;
import tenor.ics23.proto.CommitmentProof;
import tenor.node.light.DisprovedException;
import tenor.node.light.MalformedFileException;
import tenor.node.light.StateProof;
import tenor.node.rpc.RpcClient.AppAnswer;
import tenor.state.Bytes;
import tenor.state.KeyProof;

/** A value with the proof that it is in the state. */
@Command(
    name = "proof",
    description = {
      "A stored value, or with --absent that there is none, with its proof in two forms, checked",
      "against the app hash in the header after the answer's height.",
      "The header is the node's own word: 'tenor verify proof' and 'cometbft light' check who",
      "signed it."
    },
    footer = {
      "",
      "Example:",
      "  tenor query proof --row balances:1001:1",
      "  tenor query proof --component accounts --key 8381808080808080808087e98080808081"
    })
final class ProofCommand implements Action {
  private static final List<String> ABSENCE =
      List.of("componentRoot", "absent", "left", "right", "componentProof", "ics23");

  @Mixin private Flags flags = new Flags();
  @Spec private CommandSpec spec;

  @Mixin private KeyFlags wanted = new KeyFlags();

  @Option(names = "--absent", description = "Prove that the key is not there.")
  private boolean absent;

  @Option(names = "--height", description = "At this height (default: the newest provable).")
  private long height;

  @Override
  public void run() throws IOException, InterruptedException {
    byte[] key = wanted.key();
    Chain chain = new Chain(flags.rpc());
    ObjectNode answer = absent ? missing(chain, key) : present(chain, key);
    requireProven(answer);
    if (absent) {
      addNeighbourOps(answer);
    }
    new Printer(spec.commandLine().getOut(), flags.isJson()).print(answer);
  }

  private ObjectNode present(Chain chain, byte[] key) throws IOException, InterruptedException {
    AppAnswer answer = chain.prove(wanted.component(), ByteString.copyFrom(key), height);
    KeyProof proof = ProofReader.present(answer.proofOps());
    if (!answer.key().equals(ByteString.copyFrom(key))) {
      throw new RefusedException("the node answered about another key: ask another node");
    }
    ObjectNode node = answer(answer.height(), key, chain.appHash(height, answer.height()));
    node.put("componentRoot", proof.componentRoot().hex());
    node.put("value", Roots.hex(answer.value().toByteArray()));
    node.set("proofOps", answer.proofOps());
    ObjectNode ics23 = node.putObject("ics23");
    ics23.put("key", hex(Ics23.key(proof, Bytes.of(answer.value().toByteArray()))));
    ics23.put("component", hex(Ics23.component(proof.component(), proof.componentRoot())));
    return node;
  }

  private static String hex(CommitmentProof proof) {
    return Roots.hex(proof.toByteArray());
  }

  private ObjectNode missing(Chain chain, byte[] key) throws IOException, InterruptedException {
    String path = "/absence/" + Chain.segment(wanted.component()) + "?key=" + Roots.hex(key);
    JsonNode answer = chain.query(path, height);
    long at = answer.path("height").asLong();
    String appHash = chain.appHash(height, at);
    ObjectNode node = answer(at, key, appHash);
    for (String field : ABSENCE) {
      if (answer.has(field)) {
        node.set(field, answer.get(field));
      }
    }
    return node;
  }

  /** The engine's form of both neighbours, for who has no ICS-23. */
  private static void addNeighbourOps(ObjectNode answer) {
    StateProof proof = StateProof.read(answer);
    for (String side : List.of("left", "right")) {
      proof
          .neighbourOps(side.equals("left"))
          .ifPresent(
              ops -> ((ObjectNode) answer.get(side)).set("proofOps", ProofReader.print(ops)));
    }
  }

  private ObjectNode answer(long at, byte[] key, String appHash) {
    ObjectNode answer =
        Printer.JSON
            .createObjectNode()
            .put("component", wanted.component())
            .put("key", Roots.hex(key));
    KeyFlags.name(wanted.component(), key).ifPresent(row -> answer.put("row", row));
    return answer.put("height", at).put("headerHeight", at + 1).put("appHash", appHash);
  }

  /** Never prints what {@code tenor verify proof} would refuse. */
  private static void requireProven(ObjectNode answer) {
    try {
      StateProof.read(answer).requireProven();
    } catch (MalformedFileException e) {
      throw new RefusedException("the node's proof is malformed: " + e.getMessage());
    } catch (DisprovedException e) {
      throw new RefusedException(
          e.getMessage()
              + " in header "
              + answer.path("headerHeight").asLong()
              + ": ask another node");
    }
  }
}
