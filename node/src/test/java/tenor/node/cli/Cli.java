package tenor.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * A command that was run in this process.
 *
 * @param code what it would end the process with
 * @param out its data
 * @param err its messages
 */
record Cli(int code, String out, String err) {
  static Cli run(String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Tenor.run(new PrintWriter(out, true), new PrintWriter(err, true), words);
    return new Cli(code, out.toString(), err.toString());
  }

  /** Its data, if it was done. */
  JsonNode json() throws IOException {
    assertThat(code).as(err).isZero();
    return new JsonMapper().readTree(out);
  }

  /** Checks that it failed with this code, a message with these words, and no data. */
  void assertFailed(int expected, String... words) {
    assertThat(err).contains(words);
    assertThat(out).isEmpty();
    assertThat(code).as(err).isEqualTo(expected);
  }
}
