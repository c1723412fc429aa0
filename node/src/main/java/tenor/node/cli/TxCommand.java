package tenor.node.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tenor.clearing.proto.Body;
import tenor.genesis.MessageFile;

/** Transactions. */
@Command(
    name = "tx",
    description = "Sign a transaction and send it.",
    subcommands = {
      TradingVerbs.Trade.class,
      TradingVerbs.Exercise.class,
      TradingVerbs.Offer.class,
      CustodyVerbs.In.class,
      CustodyVerbs.Out.class,
      CustodyVerbs.Settle.class,
      CustodyVerbs.Return.class,
      CustodyVerbs.Conversion.class,
      MemberVerbs.Participant.class,
      MemberVerbs.Status.class,
      MemberVerbs.AddKey.class,
      MemberVerbs.DropKey.class,
      MemberVerbs.Account.class,
      ListingVerbs.Asset.class,
      ListingVerbs.MarginClass.class,
      ListingVerbs.Underlying.class,
      ListInstrumentVerb.class,
      ListingVerbs.Combination.class,
      ListingVerbs.Status.class,
      GovernanceVerbs.Param.class,
      GovernanceVerbs.Rules.class,
    },
    footer = {"", "Example:", "  tenor tx deposit 1001 USD 250000 --from custodian"})
final class TxCommand {
  @Spec private CommandSpec spec;

  private TxCommand() {}

  @Command(
      name = "body",
      description = "Sign and send any operations, given as a tenor.v1.Body in JSON.",
      footer = {"", "Example:", "  tenor tx body body.json --account 0 --from admin"})
  int body(
      @Mixin Flags flags,
      @Mixin Submission submission,
      @Parameters(paramLabel = "FILE", description = "The body.") Path file,
      @Option(
              names = "--account",
              required = true,
              description = "Account of each --from; 0 is the participant.")
          List<Long> accounts)
      throws IOException, InterruptedException {
    Body.Builder builder = Body.newBuilder();
    MessageFile.read(file, builder);
    new Printer(spec.commandLine().getOut(), flags.isJson())
        .print(submission.send(flags, builder.build(), accounts));
    return 0;
  }
}
