package tenor.state;

import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tenor.state.Source.Stub;
import tenor.state.StoreException.Reason;

/**
 * A group of a state of the past, read from its source when it is first looked at and compared with
 * the hash that the group above has for it. What was read can be dropped and read again.
 */
final class Loading {
  private final int height;
  private final Stub stub;
  private final byte @Nullable [] above;
  private final Source source;
  private volatile @Nullable SoftReference<Group> loaded;

  /** A group whose keys are above a key; null: it is the first of its height. */
  Loading(int height, Stub stub, byte @Nullable [] above, Source source) {
    this.height = height;
    this.stub = stub;
    this.above = above;
    this.source = source;
  }

  Group group() {
    SoftReference<Group> reference = loaded;
    Group group = reference == null ? null : reference.get();
    if (group == null) {
      group = load();
      loaded = new SoftReference<>(group);
    }
    return group;
  }

  private Group load() {
    List<Node> items = height <= Block.LOWEST_GROUPS ? fromLeaves() : fromStubs();
    if (!items.isEmpty()) {
      Group group = Group.of(height, items, null);
      if (Arrays.equals(group.hash(), stub.hash()) && Arrays.equals(group.last, stub.last())) {
        return group;
      }
    }
    throw new StoreException(
        Reason.CORRUPT,
        "the leaves up to key " + Bytes.wrap(stub.last()) + " do not give the hash of their group");
  }

  private List<Node> fromStubs() {
    List<Stub> stubs = source.groups(height - 1, above, stub.last());
    if (stubs == null) {
      throw new IllegalStateException("the source keeps no groups");
    }
    List<Node> items = new ArrayList<>();
    byte[] before = above;
    for (Stub item : stubs) {
      items.add(Group.past(height - 1, item, before, source));
      before = item.last();
    }
    return items;
  }

  /** The pages of a group of the lowest height that is kept. */
  private List<Node> fromLeaves() {
    Packer pages = new Packer(false);
    for (Edits.Edit edit : source.range(above, stub.last())) {
      pages.add(edit, Hashing.level(edit.key()));
    }
    return pages.finish();
  }
}
