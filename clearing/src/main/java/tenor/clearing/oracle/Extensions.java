package tenor.clearing.oracle;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Arrays;
import java.util.Optional;
import tenor.clearing.proto.PriceReport;
import tenor.clearing.proto.VoteExtension;

/**
 * Reads vote extensions. Whether one is valid is a function of its bytes and of nothing else,
 * because validators judge it at different heights and in different states.
 */
public final class Extensions {
  /** ORA-01: the most bytes a vote extension has. */
  public static final int MOST_BYTES = 8192;

  private Extensions() {}

  /**
   * The reports in {@code bytes}, or empty if the bytes are not a vote extension: at most {@link
   * #MOST_BYTES}, the canonical encoding without unknown fields, products strictly ascending. No
   * bytes at all are a valid extension that reports nothing.
   */
  public static Optional<VoteExtension> parse(byte[] bytes) {
    if (bytes.length > MOST_BYTES) {
      return Optional.empty();
    }
    VoteExtension extension;
    try {
      extension = VoteExtension.parseFrom(bytes);
    } catch (InvalidProtocolBufferException malformed) {
      return Optional.empty();
    }
    boolean valid =
        known(extension) && ascending(extension) && Arrays.equals(extension.toByteArray(), bytes);
    return valid ? Optional.of(extension) : Optional.empty();
  }

  private static boolean known(VoteExtension extension) {
    return extension.getUnknownFields().getSerializedSize() == 0
        && extension.getPricesList().stream()
            .allMatch(report -> report.getUnknownFields().getSerializedSize() == 0);
  }

  private static boolean ascending(VoteExtension extension) {
    for (int i = 1; i < extension.getPricesCount(); i++) {
      PriceReport before = extension.getPrices(i - 1);
      if (Integer.compareUnsigned(before.getProduct(), extension.getPrices(i).getProduct()) >= 0) {
        return false;
      }
    }
    return true;
  }
}
