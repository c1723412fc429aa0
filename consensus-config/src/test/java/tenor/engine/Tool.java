package tenor.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a program to its end and takes its standard output; its messages go to the test's. */
final class Tool {

  private Tool() {}

  static String run(Path program, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new AssertionError(command + " failed: " + output);
    }
    return output.strip();
  }

  /** The pinned binary, built if this is the first use of the machine. */
  static Path engine() throws IOException, InterruptedException {
    return Path.of(run(Path.of("build-engine").toAbsolutePath()));
  }
}
