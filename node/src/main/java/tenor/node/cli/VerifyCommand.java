package tenor.node.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tenor.node.light.Header;
import tenor.node.light.SignedHeader;
import tenor.node.light.StateProof;
import tenor.node.light.ValidatorSet;

/** Checks that need no node. */
@Command(
    name = "verify",
    description = "Check proofs and data without a node.",
    subcommands = {VerifyCommand.OfProof.class, VerifyStateCommand.class},
    footer = {"", "Example:", "  tenor verify proof --proof proof.json --header commit.json"})
final class VerifyCommand {
  private VerifyCommand() {}

  /** A proof against a header. */
  @Command(
      name = "proof",
      description = {
        "Check a proof that 'tenor query proof -o json' printed against a header that the engine's"
            + " /commit printed: heights, app hash, the header's own hash, and every form of proof."
            + " Nothing is asked of a node. With --chain-id the header must be of that chain.",
        "",
        "Without --validators it does not check who signed the header: anyone could have made both"
            + " files. With it, the header must be signed by more than two thirds of the power in"
            + " that file, which must come from someone you trust. It never checks that the header"
            + " is the newest one.",
        "",
        "Exit code: 0 proven, 1 not proven, 2 wrong usage or a file that cannot be read.",
        ""
      },
      footer = {
        "",
        "Example:",
        "  tenor query proof --row balances:1001:1 -o json > proof.json",
        "  curl -s 'http://127.0.0.1:26601/commit?height=42' > commit.json",
        "  curl -s 'http://127.0.0.1:26601/validators?height=42&per_page=100' > validators.json",
        "  tenor verify proof --proof proof.json --header commit.json --validators validators.json"
      })
  static final class OfProof implements Action {
    @Mixin private Flags flags = new Flags();
    @Spec private CommandSpec spec;

    @Option(
        names = "--proof",
        paramLabel = "FILE",
        required = true,
        description = "What 'tenor query proof -o json' printed.")
    private Path proofFile = Path.of("");

    @Option(
        names = "--header",
        paramLabel = "FILE",
        required = true,
        description = "What the engine's /commit printed for the height after the proof's.")
    private Path headerFile = Path.of("");

    @Option(
        names = "--validators",
        paramLabel = "FILE",
        description = "What the engine's /validators printed, for a set that you trust.")
    private @Nullable Path validatorsFile;

    @Override
    public void run() throws IOException {
      StateProof proof = StateProof.read(proofFile);
      ValidatorSet validators = validatorsFile == null ? null : ValidatorSet.read(validatorsFile);
      SignedHeader signed = SignedHeader.read(headerFile);
      Header header = signed.header();
      if (flags.chainId != null && !flags.chainId.equals(header.chainId())) {
        throw new RefusedException(
            "the header is of chain " + header.chainId() + ", not " + flags.chainId);
      }
      proof.requireIn(header);
      proof.requireProven();
      ObjectNode verdict = verdict(proof, header);
      if (validators == null) {
        spec.commandLine()
            .getErr()
            .println("tenor: who signed the header was not checked: give --validators FILE");
      } else {
        verdict.put("signedPower", validators.requireSigned(signed));
        verdict.put("totalPower", validators.power());
      }
      new Printer(spec.commandLine().getOut(), flags.isJson()).print(verdict);
    }

    private static ObjectNode verdict(StateProof proof, Header header) {
      ObjectNode verdict = Printer.JSON.createObjectNode().put("proven", true);
      verdict.put("component", proof.component()).put("key", proof.key().hex());
      KeyFlags.name(proof.component(), proof.key().toArray())
          .ifPresent(row -> verdict.put("row", row));
      proof
          .value()
          .ifPresentOrElse(
              value -> verdict.put("value", value.hex()), () -> verdict.put("absent", true));
      verdict.put("height", proof.height());
      verdict.put("chainId", header.chainId());
      verdict.put("headerHeight", header.height());
      verdict.put("headerHash", header.hash().hex());
      verdict.put("appHash", header.appHash().hex());
      ArrayNode forms = verdict.putArray("forms");
      proof.formNames().forEach(forms::add);
      return verdict;
    }
  }
}
