package tenor.state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;
import java.util.zip.CRC32C;

/**
 * Checks a file that RocksDB writes as a log of records: a write-ahead log or a manifest. RocksDB
 * takes whatever follows a damaged record of the write-ahead log for the torn end of a crash; this
 * tells the two apart, since after a torn end nothing whole follows.
 *
 * <p>The file is a sequence of blocks of 32 KiB. A record lies within a block: checksum (4 bytes,
 * little-endian, CRC-32C over type and content, rotated by 15 bits plus a constant), length (2,
 * little-endian), type (1), for types 5 to 8 and 11 a log number (4, under the checksum), content.
 * Less than a header's room at the end of a block is left out.
 */
final class LogFile {
  private static final int BLOCK = 32 * 1024;
  private static final int HEADER = 7;
  private static final int LOG_NUMBER = 4;
  private static final int MASK = 0xa282ead8;

  /**
   * What a file holds.
   *
   * @param records whole records before the first that is not
   * @param damaged where the first record lies that is not whole although whole ones follow it
   */
  record Content(long records, OptionalLong damaged) {}

  private final ByteBuffer block =
      ByteBuffer.allocate(BLOCK).limit(0).order(ByteOrder.LITTLE_ENDIAN);
  private final CRC32C checksum = new CRC32C();
  private long records;
  private long firstBad = -1;
  private boolean wholeAfterBad;

  private LogFile() {}

  /**
   * Reads a file to the end, or to its first damage.
   *
   * @throws java.nio.file.NoSuchFileException if it is not, or no longer, there
   */
  static Content read(Path path) throws IOException {
    LogFile log = new LogFile();
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      long bytes = file.size();
      for (long start = 0; start < bytes && !log.wholeAfterBad; start += BLOCK) {
        log.block.clear();
        while (log.block.hasRemaining() && file.read(log.block, start + log.block.position()) > 0) {
          // until the block is full or the file ends
        }
        log.block.flip();
        log.readBlock(start);
      }
      return new Content(
          log.records, log.wholeAfterBad ? OptionalLong.of(log.firstBad) : OptionalLong.empty());
    }
  }

  private void readBlock(long start) {
    int at = 0;
    while (at + HEADER <= block.limit() && !wholeAfterBad) {
      int length = block.getShort(at + 4) & 0xffff;
      if (isEmpty(at)) {
        // room that was reserved and not written
        return;
      }
      if (isWhole(at, length)) {
        wholeAfterBad = firstBad >= 0;
        records += firstBad < 0 ? 1 : 0;
      } else if (firstBad < 0) {
        firstBad = start + at;
      }
      int next = at + size(at, length);
      if (next > block.limit()) {
        return;
      }
      at = next;
    }
  }

  private boolean isEmpty(int at) {
    return block.getInt(at) == 0 && block.getShort(at + 4) == 0 && block.get(at + 6) == 0;
  }

  private int header(int at) {
    int type = block.get(at + 6);
    return (type >= 5 && type <= 8) || type == 11 ? HEADER + LOG_NUMBER : HEADER;
  }

  private int size(int at, int length) {
    return header(at) + length;
  }

  private boolean isWhole(int at, int length) {
    int end = at + size(at, length);
    if (end > block.limit()) {
      return false;
    }
    checksum.reset();
    checksum.update(block.array(), at + 6, end - at - 6);
    return mask((int) checksum.getValue()) == block.getInt(at);
  }

  /** A checksum as RocksDB stores it. */
  static int mask(int crc) {
    return Integer.rotateRight(crc, 15) + MASK;
  }
}
