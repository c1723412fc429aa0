package tenor.app.tx;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Collections;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Small bytes must not become large objects: what a decoder allocates is bounded. */
class TxAllocationTest {
  /** For the greatest transaction; the densest input, empty messages of two bytes, needs 15 MiB. */
  private static final long MAX_ALLOCATED = 24L << 20;

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "empty authorisations, '', 1200",
    "empty operations, 0a, 1200",
    "empty multisig members, 12.12.1a, 1200",
    "unknown numbers, '', 980601",
    "unknown groups, '', 9b069c06",
    "unknown empty texts, '', 9a0600",
    "groups never closed, '', 9b06",
    "empty bodies, '', 0a00"
  })
  void decode_denseInput_allocatesLittle(String name, String fields, String unit) {
    ByteString bytes = nested(fields, unit);
    assertThat(bytes.size()).isBetween(TxCodec.MAX_BYTES - 40, TxCodec.MAX_BYTES);
    assertThat(TxCodec.decode(bytes)).isInstanceOf(Decoded.Malformed.class);

    assertThat(allocated(bytes)).as(name).isBetween(1L, MAX_ALLOCATED);
  }

  @ParameterizedTest
  @CsvSource({"0affffffff07", "0a808080800412", "12ffffffff0f00", "9a06ffffffff07"})
  void decode_lengthBeyondTheInput_allocatesNothingForIt(String hex) {
    assertThat(allocated(ByteString.fromHex(hex))).isLessThan(1 << 20);
  }

  private static long allocated(ByteString bytes) {
    // Once before, so that loading classes is not counted.
    assertThat(TxCodec.decode(bytes)).isInstanceOf(Decoded.Malformed.class);
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    Decoded decoded = TxCodec.decode(bytes);
    long after = threads.getCurrentThreadAllocatedBytes();
    assertThat(decoded).isInstanceOf(Decoded.Malformed.class);
    return after - before;
  }

  /** As many units as a transaction has room for, inside the message fields with these tags. */
  private static ByteString nested(String fields, String unit) {
    ByteString one = ByteString.fromHex(unit);
    String[] tags = fields.isEmpty() ? new String[0] : fields.split("\\.", -1);
    int room = TxCodec.MAX_BYTES - 4 * tags.length;
    ByteString bytes = ByteString.copyFrom(Collections.nCopies(room / one.size(), one));
    for (int i = tags.length - 1; i >= 0; i--) {
      int size = bytes.size();
      byte[] length = {(byte) (size | 0x80), (byte) (size >> 7 | 0x80), (byte) (size >> 14)};
      bytes = ByteString.fromHex(tags[i]).concat(ByteString.copyFrom(length)).concat(bytes);
    }
    return bytes;
  }
}
