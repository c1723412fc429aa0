package tenor.node.cli;

import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tenor.clearing.proto.Operation;

/** A transaction of one operation: signed, sent, and what became of it printed. */
abstract class Verb implements Action {
  @Mixin private Flags flags = new Flags();
  @Mixin private Submission submission = new Submission();
  @Spec private CommandSpec spec;

  /** The operation that the command's words stand for. */
  abstract Operation operation() throws IOException, InterruptedException;

  /** The accounts that sign, by the n-th {@code --from} the n-th; 0 is the participant itself. */
  List<Long> accounts() {
    return List.of(0L);
  }

  /** The number of something listed; a number needs no node, so that a dry run can do without. */
  final int number(String what, String text) throws IOException, InterruptedException {
    return text.matches("[0-9]{1,9}")
        ? Integer.parseInt(text)
        : new Chain(flags.rpc()).number(what, text);
  }

  @Override
  public final void run() throws IOException, InterruptedException {
    new Printer(spec.commandLine().getOut(), flags.isJson())
        .print(submission.send(flags, List.of(operation()), accounts()));
  }
}
