package tenor.state;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.zip.CRC32C;

/**
 * Checks a file in which RocksDB keeps large values, for which its own check of tables has no call.
 *
 * <p>Little-endian, CRC-32C as in {@link LogFile}. The file: a header of 30 bytes that begins with
 * {@code 00248f37} as a number; records of length of the key (8), length of the value (8),
 * expiration (8), checksum of these (4), checksum of key and value (4), key, value; and, once it is
 * finished, a footer of 32 bytes that begins with the same number and ends with the checksum of the
 * rest of it. A file that is not finished is still being written, or is what a kill left of one.
 */
final class BlobFile {
  private static final int MAGIC = 0x00248f37;
  private static final int HEADER = 30;
  private static final int RECORD = 32;
  private static final int FOOTER = 32;
  private static final int BUFFER = 1 << 18;

  private BlobFile() {}

  /**
   * Where the first thing lies that is not what was written.
   *
   * @throws java.nio.file.NoSuchFileException if it is not, or no longer, there
   */
  static OptionalLong damaged(Path path) throws IOException {
    long size = Files.size(path);
    long at = 0;
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(path), BUFFER);
        DataInputStream in = new DataInputStream(raw)) {
      if (size < HEADER) {
        return OptionalLong.empty();
      }
      if (read(in, HEADER).getInt(0) != MAGIC) {
        return OptionalLong.of(0);
      }
      at = HEADER;
      while (size - at > FOOTER) {
        ByteBuffer record = read(in, RECORD);
        long content = record.getLong(0) + record.getLong(8);
        if (!isWhole(record, 24, 24) || content < 0) {
          return OptionalLong.of(at);
        }
        if (content > size - at - RECORD) {
          return OptionalLong.empty();
        }
        if (checksum(in, content) != record.getInt(28)) {
          return OptionalLong.of(at);
        }
        at += RECORD + content;
      }
      if (size - at < FOOTER) {
        return OptionalLong.empty();
      }
      ByteBuffer footer = read(in, FOOTER);
      boolean isWhole = footer.getInt(0) == MAGIC && isWhole(footer, 28, 28);
      return isWhole ? OptionalLong.empty() : OptionalLong.of(at);
    } catch (EOFException e) {
      return OptionalLong.of(at);
    }
  }

  private static ByteBuffer read(DataInputStream in, int length) throws IOException {
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static boolean isWhole(ByteBuffer bytes, int length, int sumAt) {
    CRC32C sum = new CRC32C();
    sum.update(bytes.slice(0, length));
    return LogFile.mask((int) sum.getValue()) == bytes.getInt(sumAt);
  }

  private static int checksum(DataInputStream in, long length) throws IOException {
    CRC32C sum = new CRC32C();
    byte[] buffer = new byte[(int) Math.min(BUFFER, length)];
    for (long left = length; left > 0; ) {
      int part = (int) Math.min(buffer.length, left);
      in.readFully(buffer, 0, part);
      sum.update(buffer, 0, part);
      left -= part;
    }
    return LogFile.mask((int) sum.getValue());
  }
}
