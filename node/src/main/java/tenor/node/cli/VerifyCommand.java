package tenor.node.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tenor.app.Application;
import tenor.node.light.Header;
import tenor.node.light.MarginProof;
import tenor.node.light.StateProof;

/** Checks that need no node. */
@Command(
    name = "verify",
    description = "Check proofs and data without a node.",
    subcommands = {
      VerifyCommand.OfProof.class,
      VerifyCommand.OfMargin.class,
      VerifyStateCommand.class
    },
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

    @Mixin private HeaderFlags headers = new HeaderFlags();

    @Override
    public void run() throws IOException {
      StateProof proof = StateProof.read(proofFile);
      HeaderFlags.Trusted trusted = headers.read(flags.chainId);
      proof.requireIn(trusted.header());
      proof.requireProven();
      ObjectNode verdict = verdict(proof, trusted.header());
      trusted.requireSigned(verdict, spec.commandLine().getErr());
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
      HeaderFlags.describe(verdict, header);
      ArrayNode forms = verdict.putArray("forms");
      proof.formNames().forEach(forms::add);
      return verdict;
    }
  }

  /** The margin of an account against a header. */
  @Command(
      name = "margin",
      description = {
        "Compute a margin that 'tenor query margin --proof -o json' printed from the values proven"
            + " in it, by the rules of this release, and check the proofs against a header that the"
            + " engine's /commit printed. Nothing is asked of a node.",
        "",
        "What it says of who signed the header: see 'tenor verify proof --help'.",
        "",
        "Exit code: 0 proven, 1 not proven, 2 wrong usage or a file that cannot be read.",
        ""
      },
      footer = {
        "",
        "Example:",
        "  tenor query margin 1001 --proof -o json > margin.json",
        "  curl -s 'http://127.0.0.1:26601/commit?height=42' > commit.json",
        "  tenor verify margin --margin margin.json --header commit.json"
      })
  static final class OfMargin implements Action {
    @Mixin private Flags flags = new Flags();
    @Mixin private HeaderFlags headers = new HeaderFlags();
    @Spec private CommandSpec spec;

    @Option(
        names = "--margin",
        paramLabel = "FILE",
        required = true,
        description = "What 'tenor query margin --proof -o json' printed.")
    private Path marginFile = Path.of("");

    @Override
    public void run() throws IOException {
      MarginProof proof = MarginProof.read(marginFile);
      HeaderFlags.Trusted trusted = headers.read(flags.chainId);
      proof.requireIn(trusted.header());
      proof.requireProven(Application.rules().schema());
      ObjectNode verdict = Printer.JSON.createObjectNode().put("proven", true);
      verdict.put("account", proof.account()).put("claims", proof.claims().size());
      verdict.set("requirements", proof.stated().path("requirements"));
      verdict.put("height", proof.height());
      HeaderFlags.describe(verdict, trusted.header());
      trusted.requireSigned(verdict, spec.commandLine().getErr());
      new Printer(spec.commandLine().getOut(), flags.isJson()).print(verdict);
    }
  }
}
