package tenor.testnet.store;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tenor.state.Bytes;
import tenor.state.Changes;
import tenor.state.Component;
import tenor.state.Leaf;
import tenor.state.Tree;
import tenor.state.View;

/**
 * What a store must hold at each height: made from the blocks alone, in memory, without a store.
 */
final class Model {
  /** A key and what it had before; nothing if it was absent. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Before(byte[] key, byte @Nullable [] value) {}

  // more than any life retains
  private static final int KEPT = 128;

  private final Life life;
  private final NavigableMap<byte[], byte[]> contents = new TreeMap<>(Arrays::compareUnsigned);
  private final Map<Integer, Tree> trees = new TreeMap<>();
  private final Map<Long, List<Before>> undo = new HashMap<>();
  private final Map<Long, Bytes> hashes = new HashMap<>();
  private long height;
  private long highest;

  Model(Life life) {
    this.life = life;
    Changes founding = new Changes();
    for (Component component : Life.COMPONENTS.all()) {
      founding.put(component.metaKey(), component.meta().toArray());
    }
    apply(founding);
    hashes.put(0L, hash());
  }

  /** Goes to a height, forward or back. */
  Model goTo(long to) {
    while (height < to) {
      height++;
      undo.put(height, apply(life.changes(height)));
      hashes.put(height, hash());
      undo.remove(height - KEPT);
    }
    while (height > to) {
      Changes back = new Changes();
      for (Before before : before(height)) {
        if (before.value() == null) {
          back.discard(before.key());
        } else {
          back.put(before.key(), before.value());
        }
      }
      apply(back);
      height--;
    }
    return this;
  }

  /** The store may have been at this height, though it went back since. */
  void reached(long most) {
    highest = Math.max(highest, most);
  }

  /** The greatest height that the store may have been at. */
  long highest() {
    return Math.max(highest, height);
  }

  private List<Before> before(long at) {
    List<Before> found = undo.get(at);
    if (found == null) {
      throw new IllegalStateException("the model was never at height " + at);
    }
    return found;
  }

  private List<Before> apply(Changes changes) {
    List<Before> before = new ArrayList<>();
    Map<Integer, Changes> parts = new TreeMap<>();
    changes.forEach(
        (key, value) -> {
          byte[] old = contents.get(key);
          if (value.isEmpty() && old == null) {
            return;
          }
          before.add(new Before(key, old));
          Changes part = parts.computeIfAbsent(key[0] & 0xff, prefix -> new Changes());
          value.ifPresentOrElse(
              now -> {
                contents.put(key, now);
                part.put(key, now);
              },
              () -> {
                contents.remove(key);
                part.delete(key);
              });
        });
    parts.forEach(
        (prefix, part) -> trees.put(prefix, trees.getOrDefault(prefix, Tree.empty()).apply(part)));
    return before;
  }

  private Bytes hash() {
    Changes roots = new Changes();
    for (Component component : Life.COMPONENTS.all()) {
      Tree tree = trees.get(component.prefix());
      if (tree != null && !tree.isEmpty()) {
        byte[] name = component.name().getBytes(StandardCharsets.US_ASCII);
        roots.put(name, tree.root().toArray());
      }
    }
    return Tree.empty().apply(roots).root();
  }

  /** What turns the state after a block into the state before it, as format 1 has it. */
  byte[] undoRecord(long at) {
    List<Before> edits = new ArrayList<>(before(at));
    edits.sort((a, b) -> Arrays.compareUnsigned(a.key(), b.key()));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    try {
      out.write(OldStore.head(this, at - 1));
      out.writeInt(edits.size());
      for (Before edit : edits) {
        out.writeInt(edit.key().length);
        out.write(edit.key());
        byte[] value = edit.value();
        out.writeInt(value == null ? -1 : value.length);
        if (value != null) {
          out.write(value);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  long height() {
    return height;
  }

  NavigableMap<byte[], byte[]> contents() {
    return contents;
  }

  /** The app hash at a height where the model has been. */
  Optional<Bytes> hashAt(long at) {
    return Optional.ofNullable(hashes.get(at));
  }

  /**
   * What differs first between a view and this, at the model's height; nothing if they are equal.
   */
  Optional<String> difference(View view) {
    Iterator<Leaf> leaves = view.leaves();
    for (Map.Entry<byte[], byte[]> expected : contents.entrySet()) {
      String key = Bytes.of(expected.getKey()).hex();
      if (!leaves.hasNext()) {
        return Optional.of("key " + key + " and all after it are missing");
      }
      Leaf leaf = leaves.next();
      if (!Arrays.equals(leaf.key(), expected.getKey())) {
        return Optional.of("key " + Bytes.of(leaf.key()) + " stands where " + key + " should");
      }
      if (!Arrays.equals(leaf.value(), expected.getValue())) {
        return Optional.of("the value of key " + key + " differs");
      }
    }
    return leaves.hasNext()
        ? Optional.of("key " + Bytes.of(leaves.next().key()) + " should not be there")
        : Optional.empty();
  }
}
