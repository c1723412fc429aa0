package tenor.state;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tenor.state.Chunk.Item;

/**
 * The state at a height: the present one with what later blocks replaced put back.
 *
 * <p>The present is read first and the replacements after it. So a block that is committed in
 * between does no harm: its records say what was there before it, which is what was read. Whether
 * the height is still kept is looked at last.
 */
final class Past implements Source {
  private final Source present;
  private final Marks marks;
  private final UndoReader reader;
  private final Supplier<View> current;
  private final long height;
  private final int rollbacks;

  Past(Disk disk, Marks marks, UndoReader reader, Supplier<View> current, long height) {
    this.present = new Present(disk);
    this.marks = marks;
    this.reader = reader;
    this.current = current;
    this.height = height;
    this.rollbacks = marks.rollbacks();
  }

  /** A missing record means damage only if the height is kept and the store did not go back. */
  private <T> T retained(Supplier<T> read) {
    while (true) {
      long changes = marks.changes();
      try {
        T found = read.get();
        marks.requireRetained(height, rollbacks);
        if (changes % 2 == 0 && marks.changes() == changes) {
          return found;
        }
      } catch (StoreException e) {
        marks.requireRetained(height, rollbacks);
        if (changes % 2 == 0 && marks.changes() == changes) {
          throw e;
        }
      }
      Thread.onSpinWait();
    }
  }

  @Override
  public byte @Nullable [] value(byte[] key) {
    return retained(
            () -> {
              byte[] now = present.value(key);
              Item replaced = reader.first(Place.leaf(key), height);
              return new Edits.Edit(key, replaced == null ? now : replaced.before());
            })
        .value();
  }

  @Override
  public List<Edits.Edit> range(byte @Nullable [] above, byte[] upTo) {
    return retained(
        () -> {
          NavigableMap<byte[], Edits.Edit> leaves = new TreeMap<>(Arrays::compareUnsigned);
          present.range(above, upTo).forEach(edit -> leaves.put(edit.key(), edit));
          for (Item item : replaced(0, above, upTo)) {
            byte[] key = Place.key(item.place());
            if (item.before() == null) {
              leaves.remove(key);
            } else {
              leaves.put(key, new Edits.Edit(key, item.before()));
            }
          }
          return List.copyOf(leaves.values());
        });
  }

  private Collection<Item> replaced(int level, byte @Nullable [] above, byte[] upTo) {
    return reader.firsts(UndoReader.Range.of(level, above, upTo), height).values();
  }

  @Override
  public List<Stub> groups(int level, byte @Nullable [] above, byte[] upTo) {
    return retained(
        () -> {
          NavigableMap<byte[], Stub> stubs = new TreeMap<>(Arrays::compareUnsigned);
          Node top = current.get().tops().get(upTo[0] & 0xff);
          if (top != null) {
            collect(top, level, above, upTo, stubs);
          }
          for (Item item : replaced(level, above, upTo)) {
            byte[] last = Place.key(item.place());
            if (item.before() == null) {
              stubs.remove(last);
            } else {
              stubs.put(last, Stubs.decode(last, item.before()));
            }
          }
          return List.copyOf(stubs.values());
        });
  }

  private static void collect(
      Node node,
      int level,
      byte @Nullable [] above,
      byte[] upTo,
      NavigableMap<byte[], Stub> stubs) {
    boolean below = above != null && Arrays.compareUnsigned(node.last, above) <= 0;
    if (below || node.height() < level) {
      return;
    }
    if (node.height() == level) {
      if (Arrays.compareUnsigned(node.last, upTo) <= 0) {
        stubs.put(node.last, Stubs.of(node));
      }
      return;
    }
    Group group = (Group) node;
    for (int i = above == null ? 0 : group.find(above, 0); i < group.size(); i++) {
      collect(group.item(i), level, above, upTo, stubs);
      if (Arrays.compareUnsigned(group.item(i).last, upTo) >= 0) {
        return;
      }
    }
  }
}
