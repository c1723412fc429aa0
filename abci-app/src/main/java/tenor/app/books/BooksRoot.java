package tenor.app.books;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import tenor.clearing.proto.BookLeaf;
import tenor.clearing.proto.Books;
import tenor.clearing.proto.ComponentBooks;
import tenor.clearing.proto.Genesis;
import tenor.state.Bytes;
import tenor.state.Changes;
import tenor.state.Tree;

/**
 * Whether the books in a genesis are those that the other chain agreed on: their leaves have the
 * app hash that its validators signed in the header of the next block. So whoever compares one hash
 * with that header has compared everything.
 */
public final class BooksRoot {
  private BooksRoot() {}

  /**
   * Computes the roots again.
   *
   * @throws IllegalArgumentException naming the component whose leaves have another root, or the
   *     app hash if it is not that of the roots
   */
  public static void require(Genesis genesis) {
    if (!genesis.hasBooks()) {
      return;
    }
    Books books = genesis.getBooks();
    Changes roots = new Changes();
    for (int i = 0; i < books.getComponentsCount(); i++) {
      ComponentBooks part = books.getComponents(i);
      Bytes root = root(part);
      String where = "books.components[" + i + "].root: the leaves of " + part.getName();
      requireEqual(part.getRoot(), root, where);
      roots.put(part.getName().getBytes(StandardCharsets.US_ASCII), root.toArray());
    }
    requireEqual(books.getAppHash(), root(roots), "books.appHash: the roots of the components");
  }

  private static Bytes root(ComponentBooks part) {
    Changes leaves = new Changes();
    for (BookLeaf leaf : part.getLeavesList()) {
      leaves.put(leaf.getKey().toByteArray(), leaf.getValue().toByteArray());
    }
    return root(leaves);
  }

  private static Bytes root(Changes leaves) {
    return Tree.empty().apply(leaves).root();
  }

  private static void requireEqual(ByteString said, Bytes found, String where) {
    Bytes expected = Bytes.of(said.toByteArray());
    if (!expected.equals(found)) {
      throw new IllegalArgumentException(
          where + " have " + found.hex() + ", not " + expected.hex() + ": the file is damaged");
    }
  }
}
