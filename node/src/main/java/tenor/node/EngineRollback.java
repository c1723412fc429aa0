package tenor.node;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** CometBFT's own rollback of its state by one height, which keeps the block. */
public final class EngineRollback {
  private static final Pattern DONE =
      Pattern.compile("Rolled back state to height (\\d+) and hash ([0-9A-Fa-f]*)");

  private EngineRollback() {}

  /**
   * Where CometBFT stands afterwards.
   *
   * @param height the last block whose effect it holds
   * @param appHash the application's hash after that block, in lower-case hex
   */
  public record Result(long height, String appHash) {}

  /**
   * Rolls the state in {@code home} back. If CometBFT was stopped between storing a block and its
   * effect, that block's effect is not there and nothing changes.
   *
   * @throws EngineException with CometBFT's own words if it refuses
   */
  public static Result run(Path engine, Path home) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(List.of(engine.toString(), "rollback", "--home", home.toString()))
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Matcher done = DONE.matcher(output);
    if (process.waitFor() != 0 || !done.find()) {
      throw new EngineException(
          "CometBFT did not roll back: " + output.lines().findFirst().orElse("it said nothing"));
    }
    return new Result(Long.parseLong(done.group(1)), done.group(2).toLowerCase(Locale.ROOT));
  }
}
