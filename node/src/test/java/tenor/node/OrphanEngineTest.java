package tenor.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tenor.node.config.NodeHome;

final class OrphanEngineTest {
  @TempDir private Path folder;

  @Test
  void end_ofAnEngineLeftBehind_killsIt() throws IOException, InterruptedException {
    NodeHome home = new NodeHome(folder);
    Process engine = waitingFor(home.engine());
    Files.writeString(home.enginePid(), engine.pid() + "\n");
    OrphanEngine.end(home);
    assertThat(engine.waitFor()).isNotZero();
  }

  @Test
  void end_ofAnotherProgramWithThatNumber_leavesIt() throws IOException {
    NodeHome home = new NodeHome(folder);
    Process other = waitingFor(folder.resolveSibling("elsewhere"));
    try {
      Files.writeString(home.enginePid(), other.pid() + "\n");
      OrphanEngine.end(home);
      assertThat(other.isAlive()).isTrue();
    } finally {
      other.destroyForcibly();
    }
  }

  @Test
  void end_withoutAnEngine_doesNothing() throws IOException {
    NodeHome home = new NodeHome(folder);
    OrphanEngine.end(home);
    Files.writeString(home.enginePid(), "no number\n");
    OrphanEngine.end(home);
    assertThat(home.enginePid()).exists();
  }

  // A process that lives until it is killed and names a folder, as an engine does.
  private static Process waitingFor(Path named) throws IOException {
    return new ProcessBuilder(List.of("tail", "-f", "/dev/null", named.toString()))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
