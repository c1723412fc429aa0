package tenor.state;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Walks the leaves of a tree in order. */
final class Scan implements Iterator<Leaf> {
  private static final class Place {
    final Group group;
    int next;

    Place(Group group, int next) {
      this.group = group;
      this.next = next;
    }
  }

  private final Deque<Place> places = new ArrayDeque<>();
  private final byte @Nullable [] to;
  private @Nullable Leaf next;

  Scan(@Nullable Node top, byte[] from, byte @Nullable [] to) {
    this.to = to == null ? null : to.clone();
    if (top != null && Arrays.compareUnsigned(top.last, from) >= 0) {
      Node node = top;
      while (node instanceof Group group) {
        int index = group.find(from, 0);
        places.push(new Place(group, index + 1));
        node = group.item(index);
      }
      offer((Leaf) node);
    }
  }

  private void offer(Leaf leaf) {
    next = to == null || Arrays.compareUnsigned(leaf.last, to) < 0 ? leaf : null;
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public Leaf next() {
    Leaf found = next;
    if (found == null) {
      throw new NoSuchElementException();
    }
    advance();
    return found;
  }

  private void advance() {
    next = null;
    while (!places.isEmpty()) {
      Place place = places.getFirst();
      if (place.next == place.group.size()) {
        places.pop();
        continue;
      }
      Node node = place.group.item(place.next++);
      while (node instanceof Group group) {
        places.push(new Place(group, 1));
        node = group.item(0);
      }
      offer((Leaf) node);
      return;
    }
  }
}
