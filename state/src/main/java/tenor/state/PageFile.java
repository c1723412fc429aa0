package tenor.state;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hashes of all pages of a state in one file, so that opening a store need not read its values.
 * It is a help and nothing more: who reads it compares the app hash that it gives, and does without
 * it if anything is wrong.
 *
 * <p>The file: the name of the form (8 bytes), the height (8), the number of components (4), for
 * each its prefix (4) and the number of its pages (4), for each page the length of its last key
 * (2), that key, its leaves (4), its hash (32); at last the CRC-32C of all this (4). Big-endian.
 */
final class PageFile {
  private static final Logger LOG = LoggerFactory.getLogger(PageFile.class);
  private static final long NAME = 0x7465_6e6f_7274_7265L;
  private static final int BUFFER = 1 << 18;
  private final Path file;

  PageFile(Path folder) {
    this.file = folder.resolve("tree");
  }

  /** What a file holds. */
  record Content(long height, SortedMap<Integer, List<Node>> pages) {}

  /** Writes the pages of a view in place of what is there; false if that fails. */
  boolean write(View view) {
    try {
      replace(view);
      return true;
    } catch (IOException e) {
      LOG.warn("the next start will read all values: {} was not written: {}", file, e.toString());
      return false;
    }
  }

  private void replace(View view) throws IOException {
    Path draft = file.resolveSibling("tree.new");
    CRC32C sum = new CRC32C();
    try (OutputStream raw = new BufferedOutputStream(Files.newOutputStream(draft), BUFFER);
        DataOutputStream out = new DataOutputStream(new CheckedOutputStream(raw, sum))) {
      SortedMap<Integer, Node> tops = view.tops();
      out.writeLong(NAME);
      out.writeLong(view.height());
      out.writeInt(tops.size());
      for (var entry : tops.entrySet()) {
        List<Page> pages = new ArrayList<>();
        collect(entry.getValue(), pages);
        out.writeInt(entry.getKey());
        out.writeInt(pages.size());
        for (Page page : pages) {
          out.writeShort(page.last.length);
          out.write(page.last);
          out.writeInt(page.leaves());
          out.write(page.hash());
        }
      }
      out.writeInt((int) sum.getValue());
    }
    try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void collect(Node node, List<Page> pages) {
    switch (node) {
      case Page page -> pages.add(page);
      case Group group -> group.items().forEach(item -> collect(item, pages));
    }
  }

  /** Reads it; nothing if it is not there or not whole. */
  Optional<Content> read() {
    try {
      ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file));
      CRC32C sum = new CRC32C();
      int end = in.limit() - Integer.BYTES;
      sum.update(in.array(), 0, Math.max(end, 0));
      if (end < 0 || in.getInt(end) != (int) sum.getValue() || in.getLong() != NAME) {
        return Optional.empty();
      }
      long height = in.getLong();
      SortedMap<Integer, List<Node>> pages = new TreeMap<>();
      for (int left = in.getInt(); left > 0; left--) {
        pages.put(in.getInt(), pages(in));
      }
      return Optional.of(new Content(height, pages));
    } catch (IOException | BufferUnderflowException e) {
      return Optional.empty();
    }
  }

  /** What is wrong with the file; none if it is whole, or not there. */
  Optional<Damage> damage() throws IOException {
    CRC32C sum = new CRC32C();
    try (SeekableByteChannel in = Files.newByteChannel(file)) {
      long content = Math.max(0, in.size() - Integer.BYTES);
      ByteBuffer part = ByteBuffer.allocate(BUFFER);
      while (in.position() < content && read(in, part, content - in.position())) {
        sum.update(part);
      }
      boolean whole = read(in, part, Integer.BYTES) && part.getInt() == (int) sum.getValue();
      return whole
          ? Optional.empty()
          : Optional.of(
              Damage.inFile(
                  Damage.Part.TREE_FILE,
                  String.valueOf(file.getFileName()),
                  "it is not what was written"));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Reads so many bytes, or as many as fit; false if the file ends before. */
  private static boolean read(SeekableByteChannel in, ByteBuffer part, long most)
      throws IOException {
    part.clear().limit((int) Math.min(part.capacity(), most));
    while (part.hasRemaining() && in.read(part) >= 0) {
      // until it is full or the file ends
    }
    part.flip();
    return part.limit() == Math.min(part.capacity(), most);
  }

  private static List<Node> pages(ByteBuffer in) {
    int count = in.getInt();
    List<Node> pages = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] last = new byte[in.getShort()];
      in.get(last);
      int leaves = in.getInt();
      byte[] hash = new byte[Hashing.SIZE];
      in.get(hash);
      pages.add(Page.stub(last, leaves, hash));
    }
    return pages;
  }
}
