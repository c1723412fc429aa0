package tenor.testnet.faults;

import picocli.CommandLine.Command;

/** The scripts in testnet/faults. */
@Command(
    name = "faults",
    description = "Break a network and check what must survive.",
    subcommands = {
      CrashPoints.class,
      Garbage.class,
      KillLoop.class,
      LightProxy.class,
      RulesSwap.class
    })
public final class Faults {}
