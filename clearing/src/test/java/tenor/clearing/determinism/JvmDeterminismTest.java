package tenor.clearing.determinism;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The same blocks give the same state on JVMs that differ in everything they may differ in. */
class JvmDeterminismTest {
  private static final String MAIN = "tenor.clearing.simulation.DigestMain";

  /** Locales whose digits or letters differ, zones far apart, collectors, no compiler, heaps. */
  private static final Map<String, List<String>> JVMS =
      new TreeMap<>(
          Map.of(
              "turkish",
              List.of(
                  "-Duser.language=tr",
                  "-Duser.country=TR",
                  "-Duser.timezone=Asia/Istanbul",
                  "-XX:+UseSerialGC",
                  "-Xmx96m"),
              "arabic",
              List.of(
                  "-Duser.language=ar",
                  "-Duser.country=EG",
                  "-Duser.timezone=Pacific/Kiritimati",
                  "-Dfile.encoding=ISO-8859-1",
                  "-XX:+UseParallelGC",
                  "-Xmx256m"),
              "interpreted",
              List.of("-Xint", "-Duser.timezone=America/St_Johns", "-Xmx192m")));

  @DisplayName("200 blocks end in one digest, whatever locale, zone, collector, compiler and heap")
  @Test
  void digest_onDifferentJvms_isTheSame() {
    Map<String, Process> running = new TreeMap<>();
    JVMS.forEach((name, options) -> running.put(name, start(options)));
    Map<String, String> digests = new TreeMap<>();
    running.forEach((name, process) -> digests.put(name, output(name, process)));
    assertThat(digests).hasSize(JVMS.size());
    assertThat(digests.values().stream().distinct()).as("digests %s", digests).hasSize(1);
    assertThat(digests.get("turkish")).matches("[0-9a-f]{64}");
  }

  private static Process start(List<String> options) {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + "/bin/java");
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN, "7", "200"));
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String output(String name, Process process) {
    try {
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      assertThat(process.waitFor()).as("%s: %s", name, output).isZero();
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
