package tenor.testnet.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import tenor.testnet.NodeProcess;

/** A validator that must stop by itself, and come back once it was helped. */
final class Fallen {
  private final Report report;
  private final LiveNetwork network;
  private final String name;
  private final String address;

  Fallen(Report report, LiveNetwork network, String name) throws IOException, InterruptedException {
    this.report = report;
    this.network = network;
    this.name = name;
    this.address = network.subject(name).rpc().status().at("/validator_info/address").asText();
  }

  /** Its log. */
  Path log() throws IOException {
    return network.file().node(name).folder().resolve(NodeProcess.LOG);
  }

  /**
   * The node ends by itself, says why and what to do, and signs nothing from then on.
   *
   * @param words all of which its log has from a place on
   */
  void stops(List<String> words, String what, long from) throws IOException, InterruptedException {
    boolean down = network.waiting().until(name + " stops by itself", () -> network.isDown(name));
    String said = Files.readString(log()).substring((int) Math.min(from, Files.size(log())));
    report.check(
        down && words.stream().allMatch(said::contains),
        what + ": the node stops, and says " + String.join(", ", words),
        down ? "see " + log() : "it goes on");
    if (!down) {
      network.stop(name);
    }
    signsNothing(what);
  }

  /** None of the next blocks has its signature. */
  void signsNothing(String what) throws IOException, InterruptedException {
    long next = network.observer().height() + 1;
    network.awaitMore("observer0", 3);
    report.check(
        signed(next + 1, network.observer().height()) == 0,
        what + ": it signs nothing from then on",
        "it signed a block after " + next);
  }

  private int signed(long from, long to) throws IOException, InterruptedException {
    int count = 0;
    for (long height = from; height < to; height++) {
      JsonNode commit = network.observer().rpc().commit(height);
      for (JsonNode each : commit.at("/signed_header/commit/signatures")) {
        count += each.path("validator_address").asText().equals(address) ? 1 : 0;
      }
    }
    return count;
  }

  /** The node is at the head again, and agrees. */
  void back(String what) throws IOException, InterruptedException {
    boolean head = network.awaitHead(name) && network.awaitMore(name, 3);
    if (!head) {
      report.fail(what, "it is not back at the head, see " + log());
      return;
    }
    long height = Math.min(network.subject(name).height(), network.observer().height()) - 1;
    report.check(
        network.subject(name).agreesWith(network.observer(), height),
        String.format(Locale.ROOT, "%s: at height %d it agrees", what, height),
        "it does not agree");
  }
}
