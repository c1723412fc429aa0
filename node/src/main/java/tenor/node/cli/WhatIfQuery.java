package tenor.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The effect of a trade before it is sent. */
@Command(
    name = "whatif",
    description = {
      "What a trade would do to an account, without making it: whether it would be accepted,",
      "what is paid, margin and free collateral before and after, by the rules and the prices",
      "of the last block."
    },
    footer = {
      "",
      "Example:",
      "  tenor query whatif 1001 --instrument SPX-PERP --contracts 5 --price 1274.98",
      "  tenor query whatif 1001 --instrument SPX-PERP --contracts -5 --price 1274.98 \\",
      "    --against 1002 -o json"
    })
final class WhatIfQuery implements Action {
  @Mixin private Flags flags = new Flags();
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "ACCOUNT", description = "Number of the account that would trade.")
  private String account = "";

  @Option(names = "--instrument", required = true, description = "Number or symbol.")
  private String instrument = "";

  @Option(
      names = "--contracts",
      required = true,
      description = "Whole number; positive to buy, negative to sell.")
  private String contracts = "";

  @Option(names = "--price", required = true, description = "Decimal number.")
  private String price = "";

  @Option(
      names = "--against",
      paramLabel = "ACCOUNT",
      description =
          "Account on the other side, judged and shown too (default: somebody without positions"
              + " who can pay for any trade).")
  private String against = "";

  @Option(names = "--height", description = "At this height.")
  private long height;

  @Override
  public void run() throws IOException, InterruptedException {
    String path =
        "/whatif/"
            + Chain.segment(account)
            + argument("?instrument=", instrument)
            + argument("&contracts=", contracts)
            + argument("&price=", price)
            + (against.isEmpty() ? "" : argument("&against=", against));
    JsonNode answer = new Chain(flags.rpc()).query(path, height);
    if (flags.isJson()) {
      new Printer(spec.commandLine().getOut(), true).print(answer);
    } else {
      new WhatIfText(spec.commandLine().getOut()).print(answer);
    }
  }

  private static String argument(String name, String text) {
    return name + Chain.segment(text);
  }
}
