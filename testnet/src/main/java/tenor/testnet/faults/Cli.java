package tenor.testnet.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a program as a user would, and keeps what it printed. */
final class Cli {
  private Cli() {}

  /** Its exit code, and stdout with stderr. */
  record Result(int code, String text) {
    /** The last line, for people. */
    String last() {
      return text.strip().lines().reduce("", (before, line) -> line);
    }
  }

  /** Runs {@code program} to its end. */
  static Result run(Path program, List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), text);
  }
}
