package tenor.app.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import tenor.state.Scrub;
import tenor.state.Store;

/** What a node has on its own disk, which is no part of the chain. */
final class NodeAnswers {
  private NodeAnswers() {}

  /** The heights that are kept, and when everything on disk was last read and compared. */
  static ObjectNode node(Store store) {
    ObjectNode answer =
        Json.object().put("height", store.height()).put("oldestHeight", store.oldestHeight());
    store.scrubStatus().ifPresent(status -> answer.set("scrub", scrub(status)));
    return answer;
  }

  private static ObjectNode scrub(Scrub.Status status) {
    ObjectNode scrub = Json.object();
    if (status.passMillis() > 0) {
      scrub.put("lastPassMillis", status.passMillis()).put("lastPassHeight", status.passHeight());
    }
    return scrub.put("percentOfThisPass", (int) (100 * status.share()));
  }
}
