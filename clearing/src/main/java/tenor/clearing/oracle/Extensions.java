package tenor.clearing.oracle;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Arrays;
import java.util.Optional;
import tenor.clearing.proto.PriceReport;
import tenor.clearing.proto.SurfaceReport;
import tenor.clearing.proto.VoteExtension;

/**
 * Reads vote extensions. Whether one is valid is a function of its bytes and of nothing else,
 * because validators judge it at different heights and in different states.
 */
public final class Extensions {
  /** ORA-01: the most bytes a vote extension has. */
  public static final int MOST_BYTES = 8192;

  /** ORA-01: the most expiries whose volatilities a vote extension has. */
  public static final int MOST_SURFACES = 64;

  /** ORA-01: the most volatilities of an expiry. */
  public static final int MOST_KNOTS = 33;

  private Extensions() {}

  /**
   * The reports in {@code bytes}, or empty if the bytes are not a vote extension: at most {@link
   * #MOST_BYTES}, the canonical encoding without unknown fields, products strictly ascending, of
   * volatilities products and expiries, and no more of those than the limits above. No bytes at all
   * are a valid extension that reports nothing.
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
        known(extension)
            && ascending(extension)
            && surfacesAscend(extension)
            && surfacesAreFew(extension)
            && Arrays.equals(extension.toByteArray(), bytes);
    return valid ? Optional.of(extension) : Optional.empty();
  }

  private static boolean known(VoteExtension extension) {
    return extension.getUnknownFields().getSerializedSize() == 0
        && extension.getPricesList().stream()
            .allMatch(report -> report.getUnknownFields().getSerializedSize() == 0)
        && extension.getSurfacesList().stream()
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

  private static boolean surfacesAscend(VoteExtension extension) {
    for (int i = 1; i < extension.getSurfacesCount(); i++) {
      if (!isBefore(extension.getSurfaces(i - 1), extension.getSurfaces(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isBefore(SurfaceReport first, SurfaceReport second) {
    int order = Integer.compareUnsigned(first.getProduct(), second.getProduct());
    return order < 0 || (order == 0 && first.getExpiryMillis() < second.getExpiryMillis());
  }

  private static boolean surfacesAreFew(VoteExtension extension) {
    return extension.getSurfacesCount() <= MOST_SURFACES
        && extension.getSurfacesList().stream()
            .allMatch(report -> report.getVolsCount() <= MOST_KNOTS);
  }
}
