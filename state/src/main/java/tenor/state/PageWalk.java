package tenor.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the pages of a view that come next after a key, without reading them. */
final class PageWalk {
  private final byte[] position;
  private final int most;
  private final List<Origin.PageAt> found = new ArrayList<>();
  private byte @Nullable [] above;

  private PageWalk(byte[] position, int most) {
    this.position = position;
    this.most = most;
  }

  /** At most so many pages whose last keys are above a key, in order, all of one component. */
  static List<Origin.PageAt> after(View view, byte[] key, int most) {
    PageWalk walk = new PageWalk(key, most);
    for (Node top : view.tops().values()) {
      if (walk.found.isEmpty()) {
        walk.above = null;
        walk.visit(top);
      }
    }
    return walk.found;
  }

  private void visit(Node node) {
    if (found.size() == most) {
      return;
    }
    if (Arrays.compareUnsigned(node.last, position) > 0) {
      switch (node) {
        case Page page -> found.add(new Origin.PageAt(page, above));
        case Group group -> group.items().forEach(this::visit);
      }
    }
    above = node.last;
  }
}
