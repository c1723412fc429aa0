package tenor.app.query;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import tenor.abci.proto.ResponseQuery;
import tenor.app.query.QueryRefusal.Reason;

/** Which peers a node talks to. */
final class Peers {
  private final Supplier<Set<String>> told;

  Peers(Supplier<Set<String>> told) {
    this.told = told;
  }

  /**
   * The answer about {@code filter/addr/HOST:PORT} or {@code filter/id/ID}. Who a peer is is known
   * by its id alone, so every address is admitted.
   *
   * @param admitted by the genesis file; empty where that admits everybody or is not known yet
   */
  ResponseQuery answer(Question question, List<String> admitted) {
    List<String> segments = question.segments();
    if (segments.size() != 4 || !segments.get(1).equals("filter")) {
      throw new QueryRefusal(Reason.UNKNOWN_PATH, "expected /p2p/filter/id/ID");
    }
    String id = segments.get(3);
    Set<String> configured = told.get();
    boolean everybody = configured.isEmpty() && admitted.isEmpty();
    if (segments.get(2).equals("id")
        && !everybody
        && !configured.contains(id)
        && !admitted.contains(id)) {
      throw new QueryRefusal(Reason.PEER, "peer " + id + " is not on the list of this network");
    }
    return ResponseQuery.getDefaultInstance();
  }
}
