package tenor.state;

import java.util.ArrayList;
import java.util.List;

/**
 * Puts items of one height in a row. An item that lost the key that ended it is joined with what
 * follows, up to and with the next whole one, in one step however many there are.
 */
final class Joiner {
  private final Rebuild rebuild;
  private final List<Node> items = new ArrayList<>();
  private final List<Node> open = new ArrayList<>();

  Joiner(Rebuild rebuild) {
    this.rebuild = rebuild;
  }

  void append(Node node) {
    if (open.isEmpty() && !node.isOpen()) {
      items.add(node);
      return;
    }
    open.add(node);
    if (!node.isOpen()) {
      close();
    }
  }

  void append(List<Node> nodes) {
    nodes.forEach(this::append);
  }

  private void close() {
    items.add(open.size() == 1 ? open.getFirst() : rebuild.join(open));
    open.clear();
  }

  /** The items; only the last may be open. */
  List<Node> finish() {
    if (!open.isEmpty()) {
      close();
    }
    return items;
  }
}
