package tenor.node.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import tenor.engine.HomeRefusedException;
import tenor.node.EngineException;
import tenor.node.light.MalformedFileException;
import tenor.node.risk.BadInputException;
import tenor.node.rpc.NodeUnreachable;
import tenor.node.rpc.RpcException;

/** The command line {@code tenor}. */
@Command(
    name = "tenor",
    description = "A clearing house that runs as a permissioned blockchain.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      InitCommand.class,
      StartCommand.class,
      KeysCommand.class,
      TxCommand.class,
      QueryCommand.class,
      StatusCommand.class,
      ExportCommand.class,
      RollbackCommand.class,
      StateCommand.class,
      SnapshotCommand.class,
      VerifyCommand.class,
      RiskCommand.class,
      VersionCommand.class,
    },
    footer = {"", "Example:", "  tenor query account 1001 --node http://127.0.0.1:26601 -o json"})
public final class Tenor {
  /** The version of this release. */
  public static final String VERSION = "0.1.0";

  private Tenor() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(
        run(
            new PrintWriter(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8),
            new PrintWriter(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
            args));
  }

  /** Runs a command; data go to {@code out}, messages to {@code err}. */
  public static int run(PrintWriter out, PrintWriter err, String... args) {
    CommandLine line = commandLine();
    line.setOut(out).setErr(err);
    line.setExecutionExceptionHandler(
        (exception, command, parsed) -> {
          command.getErr().println("tenor: " + message(exception));
          return exitCode(exception);
        });
    return line.execute(args);
  }

  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Tenor());
    Help.addTo(line);
    return line;
  }

  private static String message(Exception exception) {
    String message = exception.getMessage();
    return switch (exception) {
      case InterruptedException _ -> "interrupted";
      // These name the file and nothing else.
      case NoSuchFileException _ -> message + ": there is no such file";
      case AccessDeniedException _ -> message + ": permission denied";
      default -> message == null || message.isBlank() ? exception.toString() : message;
    };
  }

  private static int exitCode(Exception exception) {
    return switch (exception) {
      case NodeUnreachable _ -> ExitCode.UNREACHABLE;
      case UsageException _, MalformedFileException _, BadInputException _ -> ExitCode.USAGE;
      case RpcException _, EngineException _, HomeRefusedException _ -> ExitCode.REFUSED;
      case IOException _ -> ExitCode.USAGE;
      case InterruptedException _ -> ExitCode.INTERRUPTED;
      default -> ExitCode.REFUSED;
    };
  }
}
