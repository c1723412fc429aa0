package tenor.testnet.faults;

import picocli.CommandLine.Command;
import tenor.testnet.store.StoreKills;

/** The scripts in testnet/faults. */
@Command(
    name = "faults",
    description = "Break a network and check what must survive.",
    subcommands = {
      BitFlip.class,
      CrashPoints.class,
      DiskFull.class,
      Garbage.class,
      KillLoop.class,
      LightProxy.class,
      RestartFromExport.class,
      RulesSwap.class,
      StateSyncFault.class,
      StoreKills.class
    })
public final class Faults {}
