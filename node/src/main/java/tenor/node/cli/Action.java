package tenor.node.cli;

import java.io.IOException;
import java.util.concurrent.Callable;

/** A command that does something; what it throws decides the exit code. */
interface Action extends Callable<Integer> {
  /** Does it. */
  void run() throws IOException, InterruptedException;

  @Override
  default Integer call() throws IOException, InterruptedException {
    run();
    return 0;
  }
}
