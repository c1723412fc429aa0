package tenor.state;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads for the view of a committed height. */
final class Committed implements Origin {
  private final Live live;
  private final StateAt source;

  Committed(Live live, StateAt source) {
    this.live = live;
    this.source = source;
  }

  /** How a committed view reads. */
  static Committed of(Origin origin) {
    return switch (origin) {
      case Committed committed -> committed;
      case Pending pending -> pending.committed();
      default -> throw new IllegalStateException("not a view of a store");
    };
  }

  @Override
  public boolean keepsValuesInPages() {
    return false;
  }

  @Override
  public Content content(Page page, byte @Nullable [] above) {
    return live.content(page, above, source);
  }

  @Override
  public @Nullable Leaf leaf(byte[] key, Tree tree) {
    return live.leaf(key, tree, source);
  }

  @Override
  public List<Leaf> leaves(List<PageAt> pages) {
    return live.leaves(pages, source.height(), Deltas.NONE, source);
  }

  /** Reads for a view that is this one's with some changes, until it is committed itself. */
  Pending with(Deltas deltas, long newHeight) {
    return new Pending(new Changed(deltas, newHeight));
  }

  /** Reads for the view of a block, whether or not that is committed. */
  static final class Pending implements Origin {
    private volatile Origin now;

    private Pending(Origin now) {
      this.now = now;
    }

    /** Reads this way from now on: the changes are committed. */
    void commit(Committed committed) {
      now = committed;
    }

    /** How the committed view reads. */
    Committed committed() {
      if (now instanceof Committed committed) {
        return committed;
      }
      throw new IllegalStateException("the block is not committed");
    }

    @Override
    public boolean keepsValuesInPages() {
      return false;
    }

    @Override
    public Content content(Page page, byte @Nullable [] above) {
      return now.content(page, above);
    }

    @Override
    public @Nullable Leaf leaf(byte[] key, Tree tree) {
      return now.leaf(key, tree);
    }

    @Override
    public List<Leaf> leaves(List<PageAt> pages) {
      return now.leaves(pages);
    }
  }

  /** The leaves that changed are those of the changes, all others are read as before them. */
  private final class Changed implements Origin {
    private final Deltas deltas;
    private final Source changed;

    Changed(Deltas deltas, long newHeight) {
      this.deltas = deltas;
      this.changed = deltas.over(source, newHeight);
    }

    @Override
    public boolean keepsValuesInPages() {
      return false;
    }

    @Override
    public Content content(Page page, byte @Nullable [] above) {
      return live.content(page, above, changed);
    }

    @Override
    public @Nullable Leaf leaf(byte[] key, Tree tree) {
      Deltas.Delta delta = deltas.find(key);
      return delta == null ? Committed.this.leaf(key, tree) : delta.after();
    }

    @Override
    public List<Leaf> leaves(List<PageAt> pages) {
      return live.leaves(pages, source.height(), deltas, changed);
    }
  }
}
