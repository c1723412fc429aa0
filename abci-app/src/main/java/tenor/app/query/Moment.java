package tenor.app.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import tenor.clearing.kernel.Reader;
import tenor.state.View;

/**
 * The state that a question is answered from.
 *
 * @param height after this block
 * @param view as leaves
 * @param reader as the rules read it
 */
record Moment(long height, View view, Reader reader) {
  /** An answer that begins with its height. */
  ObjectNode answer() {
    return Json.object().put("height", height);
  }
}
