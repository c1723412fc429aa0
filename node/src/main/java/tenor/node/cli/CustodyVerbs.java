package tenor.node.cli;

import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tenor.clearing.proto.Deposit;
import tenor.clearing.proto.Operation;
import tenor.clearing.proto.RequestWithdrawal;
import tenor.clearing.proto.ReturnWithdrawal;
import tenor.clearing.proto.SettleConversion;
import tenor.clearing.proto.SettleWithdrawal;
import tenor.clearing.proto.Unit;

/** Transactions that move assets between accounts and the custodian. */
final class CustodyVerbs {
  private CustodyVerbs() {}

  /** An amount of an asset of an account. */
  static final class Amount {
    @Parameters(index = "0", paramLabel = "ACCOUNT", description = "Number of the account.")
    private long account;

    @Parameters(index = "1", paramLabel = "ASSET", description = "Number or symbol.")
    private String asset = "";

    @Parameters(index = "2", paramLabel = "AMOUNT", description = "Decimal number.")
    private String amount = "";

    @Option(names = "--reference", defaultValue = "", description = "For reconciliation.")
    private String reference = "";

    long units() {
      return Numbers.parse("AMOUNT", amount, Unit.UNIT_AMOUNT);
    }
  }

  @Command(
      name = "deposit",
      description = "Credit an account with what arrived at the custodian, whose key signs.",
      footer = {"", "Example:", "  tenor tx deposit 1001 USD 250000 --from custodian"})
  static final class In extends Verb {
    @Mixin private Amount what = new Amount();

    @Override
    Operation operation() throws IOException, InterruptedException {
      Deposit deposit =
          Deposit.newBuilder()
              .setAccount(what.account)
              .setAsset(number("asset", what.asset))
              .setAmount(what.units())
              .setReference(what.reference)
              .build();
      return Operation.newBuilder().setDeposit(deposit).build();
    }
  }

  @Command(
      name = "withdraw",
      description = "Ask for cash to leave an account, whose key signs.",
      footer = {"", "Example:", "  tenor tx withdraw 1001 USD 1000 --from alpha"})
  static final class Out extends Verb {
    @Mixin private Amount what = new Amount();

    @Override
    Operation operation() throws IOException, InterruptedException {
      RequestWithdrawal withdrawal =
          RequestWithdrawal.newBuilder()
              .setAccount(what.account)
              .setAsset(number("asset", what.asset))
              .setAmount(what.units())
              .setReference(what.reference)
              .build();
      return Operation.newBuilder().setRequestWithdrawal(withdrawal).build();
    }

    @Override
    List<Long> accounts() {
      return List.of(what.account);
    }
  }

  @Command(
      name = "settle-withdrawal",
      description = "Confirm that a pending withdrawal was paid out; the custodian's key signs.",
      footer = {"", "Example:", "  tenor tx settle-withdrawal 7 --from custodian"})
  static final class Settle extends Verb {
    @Parameters(paramLabel = "WITHDRAWAL", description = "Its number.")
    private long withdrawal;

    @Option(names = "--reference", defaultValue = "", description = "For reconciliation.")
    private String reference = "";

    @Override
    Operation operation() {
      SettleWithdrawal settled =
          SettleWithdrawal.newBuilder().setWithdrawal(withdrawal).setReference(reference).build();
      return Operation.newBuilder().setSettleWithdrawal(settled).build();
    }
  }

  @Command(
      name = "return-withdrawal",
      description = "Return a withdrawal that could not be paid out; the custodian's key signs.",
      footer = {"", "Example:", "  tenor tx return-withdrawal 7 --reason closed --from custodian"})
  static final class Return extends Verb {
    @Parameters(paramLabel = "WITHDRAWAL", description = "Its number.")
    private long withdrawal;

    @Option(names = "--reason", defaultValue = "", description = "Why, in words.")
    private String reason = "";

    @Override
    Operation operation() {
      ReturnWithdrawal returned =
          ReturnWithdrawal.newBuilder().setWithdrawal(withdrawal).setReason(reason).build();
      return Operation.newBuilder().setReturnWithdrawal(returned).build();
    }
  }

  @Command(
      name = "settle-conversion",
      description = {
        "Report that collateral which was taken for cash was sold, and what it brought; the",
        "custodian's key signs. AMOUNT is of ASSET, the proceeds of the asset that was credited."
      },
      footer = {
        "",
        "Example:",
        "  tenor tx settle-conversion 1001 BILL 5000 --proceeds 4930.25 --from custodian"
      })
  static final class Conversion extends Verb {
    @Mixin private Amount what = new Amount();

    @Option(names = "--proceeds", required = true, description = "Decimal number.")
    private String proceeds = "";

    @Override
    Operation operation() throws IOException, InterruptedException {
      SettleConversion sold =
          SettleConversion.newBuilder()
              .setAccount(what.account)
              .setAsset(number("asset", what.asset))
              .setAmount(what.units())
              .setProceeds(Numbers.parse("--proceeds", proceeds, Unit.UNIT_AMOUNT))
              .setReference(what.reference)
              .build();
      return Operation.newBuilder().setSettleConversion(sold).build();
    }
  }
}
