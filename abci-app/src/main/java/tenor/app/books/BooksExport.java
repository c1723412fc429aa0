package tenor.app.books;

import com.google.protobuf.ByteString;
import java.util.Iterator;
import java.util.Map;
import tenor.app.chain.ChainState;
import tenor.app.chain.Parallel;
import tenor.clearing.ClearingHouse;
import tenor.clearing.governance.EngineKeys;
import tenor.clearing.kernel.ChainClock;
import tenor.clearing.kernel.Reader;
import tenor.clearing.kernel.Rules;
import tenor.clearing.proto.BookLeaf;
import tenor.clearing.proto.Books;
import tenor.clearing.proto.ComponentBooks;
import tenor.clearing.proto.EngineSettings;
import tenor.clearing.proto.Genesis;
import tenor.state.Bytes;
import tenor.state.Leaf;
import tenor.state.View;

/**
 * The state after a block as the beginning of another chain. It depends on the state alone, so
 * every node of the chain makes the same.
 */
public final class BooksExport {
  private final View view;
  private final Reader reader;

  private BooksExport(View view, Reader reader) {
    this.view = view;
    this.reader = reader;
  }

  /** Exports {@code view}, a state of these rules. */
  public static BooksExport of(View view, ClearingHouse house) {
    try (Parallel parallel = new Parallel(1)) {
      return new BooksExport(view, new ChainState(house, parallel).reader(view));
    }
  }

  /** The height of the first block after the books. */
  public long nextHeight() {
    return view.height() + 1;
  }

  /** The time of the block after which the books are so, in milliseconds since the epoch. */
  public long timeMillis() {
    return ChainClock.last(reader).getTimeMillis();
  }

  /** The version of the rules that would be in force in the next block. */
  public int rulesVersion() {
    return Rules.version(reader, nextHeight());
  }

  /** What the chain that ends was started with. */
  public EngineSettings engine() {
    return EngineKeys.settings(reader);
  }

  /** The state as the rules read it. */
  public Reader reader() {
    return reader;
  }

  /**
   * The genesis of a chain that goes on with the books: the peers admitted are the same.
   *
   * @param rulesVersion in force from its first block on
   */
  public Genesis genesis(int rulesVersion) {
    return Genesis.newBuilder()
        .setDayMillis(ChainClock.dayMillis(reader))
        .setRulesVersion(rulesVersion)
        .addAllPeers(engine().getPeersList())
        .setBooks(books())
        .build();
  }

  private Books books() {
    Books.Builder books =
        Books.newBuilder()
            .setChainId(engine().getChainId())
            .setHeight(view.height())
            .setAppHash(bytes(view.appHash()));
    for (Map.Entry<String, Bytes> root : view.roots().entrySet()) {
      books.addComponents(component(root.getKey(), root.getValue()));
    }
    return books.build();
  }

  private ComponentBooks component(String name, Bytes root) {
    ComponentBooks.Builder part = ComponentBooks.newBuilder().setName(name).setRoot(bytes(root));
    for (Iterator<Leaf> leaves = view.tree(name).orElseThrow().leaves(); leaves.hasNext(); ) {
      Leaf leaf = leaves.next();
      part.addLeaves(
          BookLeaf.newBuilder()
              .setKey(ByteString.copyFrom(leaf.key()))
              .setValue(ByteString.copyFrom(leaf.value())));
    }
    return part.build();
  }

  private static ByteString bytes(Bytes bytes) {
    return ByteString.copyFrom(bytes.toArray());
  }
}
