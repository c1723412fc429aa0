package tenor.node.cli;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Questions to a node. */
@Command(
    name = "query",
    description = "Ask a node.",
    subcommands = {
      ProofCommand.class,
      MarginQuery.class,
      WhatIfQuery.class,
      ArraysQuery.class,
    },
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
    return ask(flags, "/account/" + Chain.segment(id), height);
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
    return ask(flags, "/position/" + Chain.segment(id), height);
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
    return listed(flags, "/instrument", id, height);
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
    return ask(flags, "/price/" + Chain.segment(id), height);
  }

  @Command(
      name = "surface",
      description = "The implied volatilities of an underlying, or of all, at their knots.",
      footer = {"", "Example:", "  tenor query surface SPX -o json"})
  int surface(
      @Mixin Flags flags,
      @Parameters(
              paramLabel = "U",
              arity = "0..1",
              defaultValue = "",
              description = "Number or symbol of the underlying.")
          String id,
      @Option(names = "--height", description = "At this height.") long height)
      throws IOException, InterruptedException {
    return listed(flags, "/surface", id, height);
  }

  @Command(
      name = "greeks",
      description = "Delta, gamma, vega and theta of an account per underlying.",
      footer = {"", "Example:", "  tenor query greeks 1001"})
  int greeks(
      @Mixin Flags flags,
      @Parameters(paramLabel = "ID", description = "Number of the account.") String id,
      @Option(names = "--height", description = "At this height.") long height)
      throws IOException, InterruptedException {
    return ask(flags, "/greeks/" + Chain.segment(id), height);
  }

  @Command(
      name = "asset",
      description = "A settlement asset, or all.",
      footer = {"", "Example:", "  tenor query asset USD"})
  int asset(
      @Mixin Flags flags,
      @Parameters(
              paramLabel = "ID",
              arity = "0..1",
              defaultValue = "",
              description = "Number or symbol.")
          String id,
      @Option(names = "--height", description = "At this height.") long height)
      throws IOException, InterruptedException {
    return listed(flags, "/asset", id, height);
  }

  @Command(
      name = "systemic",
      description = "Notional, leverage and concentration of the house and its participants.",
      footer = {"", "Example:", "  tenor query systemic -o json"})
  int systemic(
      @Mixin Flags flags, @Option(names = "--height", description = "At this height.") long height)
      throws IOException, InterruptedException {
    return ask(flags, "/systemic", height);
  }

  @Command(
      name = "totals",
      description = "Trades, calls, liquidations, defaults, and where the money is.",
      footer = {"", "Example:", "  tenor query totals -o json"})
  int totals(
      @Mixin Flags flags, @Option(names = "--height", description = "At this height.") long height)
      throws IOException, InterruptedException {
    return ask(flags, "/totals", height);
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
      footer = {
        "",
        "Example:",
        "  tenor query state --component accounts --limit 10 -o json",
        "  tenor query state --row balances:1001"
      })
  int state(
      @Mixin Flags flags,
      @Mixin StartFlags start,
      @Option(names = "--limit", defaultValue = "100", description = "Most entries (default: 100).")
          int limit,
      @Option(names = "--height", description = "At this height.") long height)
      throws IOException, InterruptedException {
    return ask(
        flags,
        "/state/"
            + Chain.segment(start.component())
            + "?prefix="
            + start.prefix()
            + "&limit="
            + limit,
        height);
  }

  /** One thing, by number or symbol, or all of its kind. */
  private int listed(Flags flags, String path, String id, long height)
      throws IOException, InterruptedException {
    return ask(flags, id.isEmpty() ? path : path + "/" + Chain.segment(id), height);
  }

  private int ask(Flags flags, String path, long height) throws IOException, InterruptedException {
    new Printer(spec.commandLine().getOut(), flags.isJson())
        .print(new Chain(flags.rpc()).query(path, height));
    return 0;
  }
}
