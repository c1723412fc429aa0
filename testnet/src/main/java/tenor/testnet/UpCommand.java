package tenor.testnet;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tenor.node.feed.ClosesFile;

/** Starts a network and replays a market on it. */
@Command(
    name = "up",
    description = "Start a network on this machine and replay a market on it.",
    footer = {
      "",
      "Examples:",
      "  testnet/up",
      "  testnet/up --headless --json out.json",
      "  testnet/up --closes closes.csv --columns JPM,XOM --from 1998-07-01 --to 1998-12-31"
    })
final class UpCommand implements Callable<Integer> {
  @Mixin private Place place = new Place();

  @Option(names = "--headless", description = "No live screen; end with the replay.")
  private boolean headless;

  @Option(names = "--keep", description = "Leave the network running at the end.")
  private boolean keep;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the outcome to a file.")
  private @Nullable Path json;

  @Option(names = "--closes", paramLabel = "FILE", description = "Daily closes to replay.")
  private @Nullable Path closes;

  @Option(
      names = "--columns",
      split = ",",
      paramLabel = "NAME",
      description = "Columns to replay (default: all of the sample market).")
  private List<String> columns = List.of("SPX", "NASDAQ", "WTI");

  @Option(names = "--from", paramLabel = "DATE", description = "First day (default: 2008-09-02).")
  private String from = "2008-09-02";

  @Option(names = "--to", paramLabel = "DATE", description = "Last day (default: 2008-12-31).")
  private String to = "2008-12-31";

  @Option(
      names = "--day-millis",
      paramLabel = "N",
      description = "How long a day of the replay takes (default: 1000).")
  private long dayMillis = 1000;

  @Option(names = "--validators", paramLabel = "N", description = "Validators (default: 4).")
  private int validators = 4;

  @Option(names = "--observers", paramLabel = "N", description = "Observers (default: 1).")
  private int observers = 1;

  @Option(
      names = "--base-port",
      paramLabel = "P",
      description = "Node i listens at P + 10 i (default: 26600).")
  private int basePort = 26600;

  @Option(names = "--seed", paramLabel = "N", description = "Seed of what institutions do.")
  private long seed = 2008;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (validators < 1 || validators > 64 || observers < 1 || observers > 16) {
      throw new TestnetUsage(
          "expected 1 to 64 --validators and 1 to 16 --observers, from which the outcome is read");
    }
    int lastPort = basePort + 10 * (validators + observers);
    if (basePort < 1024 || lastPort > 65_535) {
      throw new TestnetUsage(
          "--base-port: expected 1024 to " + (65_535 - 10 * (validators + observers)));
    }
    if (dayMillis < 200) {
      throw new TestnetUsage(
          "--day-millis: expected at least 200, since a day must be longer than a block");
    }
    Path file = closes != null ? closes : place.root().resolve("testnet/market/closes.csv");
    ClosesFile market = read(file);
    Run run =
        new Run(
            place,
            new Run.Options(
                file,
                columns,
                date("--from", from),
                date("--to", to),
                dayMillis,
                validators,
                observers,
                basePort,
                seed,
                headless,
                keep,
                json),
            market);
    return run.run();
  }

  private static ClosesFile read(Path file) {
    try {
      return ClosesFile.read(file);
    } catch (IOException e) {
      throw new TestnetUsage(
          e instanceof java.nio.file.NoSuchFileException
              ? "no file " + file + ": expected daily closes"
              : String.valueOf(e.getMessage()));
    }
  }

  private static LocalDate date(String flag, String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new TestnetUsage(flag + ": expected a date like 2008-09-02, found '" + text + "'");
    }
  }
}
