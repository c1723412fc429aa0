package tenor.state;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tenor.state.StoreException.Reason;

/** Where a tree of a store reads what is not in its nodes: contents of pages, and values. */
interface Origin {
  /** Of trees that hold everything themselves. */
  Origin NONE = new Inside();

  /** Whether the pages of a changed tree keep the values of their leaves. */
  boolean keepsValuesInPages();

  /**
   * The content of a page that is not on the heap; it belongs to the caller.
   *
   * @param above a key before the first of this page, the nearer the better; null: there is none
   */
  Content content(Page page, byte @Nullable [] above);

  /** The leaf of a key, whose tree this is; null if it is absent. */
  @Nullable Leaf leaf(byte[] key, Tree tree);

  /** The leaves of consecutive pages, in ascending order. */
  List<Leaf> leaves(List<PageAt> pages);

  /**
   * A page in its tree.
   *
   * @param above the last key of the page before; null if it is the first
   */
  @SuppressWarnings("ArrayRecordComponent")
  record PageAt(Page page, byte @Nullable [] above) {}

  /**
   * Makes the content of a page from its leaves on disk.
   *
   * @throws StoreException if they are not those that the page was made of
   */
  static Content derive(Page page, byte @Nullable [] above, Source source) {
    List<Edits.Edit> range = source.range(above, page.last);
    Packer packer = new Packer(false);
    int first = range.size() - page.leaves();
    for (int i = Math.max(first, 0); i < range.size(); i++) {
      packer.add(range.get(i), 0);
    }
    List<Node> made = packer.finish();
    if (first < 0
        || made.size() != 1
        || !(made.getFirst() instanceof Page found)
        || !java.util.Arrays.equals(found.hash(), page.hash())
        || found.onHeap() == null) {
      throw new StoreException(
          Reason.CORRUPT,
          "the leaves on disk up to key "
              + Bytes.wrap(page.last)
              + " are not those that were committed");
    }
    return found.onHeap();
  }

  /** A tree without a store: its pages are on the heap, with the values. */
  final class Inside implements Origin {
    private Inside() {}

    @Override
    public boolean keepsValuesInPages() {
      return true;
    }

    @Override
    public Content content(Page page, byte @Nullable [] above) {
      throw new IllegalStateException("a page of a tree without a store is not on the heap");
    }

    @Override
    public @Nullable Leaf leaf(byte[] key, Tree tree) {
      throw new IllegalStateException("a tree without a store reads its own pages");
    }

    @Override
    public List<Leaf> leaves(List<PageAt> pages) {
      List<Leaf> leaves = new ArrayList<>();
      for (PageAt place : pages) {
        Content content = place.page().content(this, null);
        for (int i = 0; i < content.count(); i++) {
          leaves.add(Leaf.of(content.key(i), content.value(i)));
        }
      }
      return leaves;
    }
  }
}
