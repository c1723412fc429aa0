package tenor.clearing.settlement;

import java.util.Comparator;
import tenor.clearing.proto.Instrument;

/** An expiry of an underlying: everything that expires then settles at one average. */
public record Expiration(int underlying, long expiryMillis) implements Comparable<Expiration> {
  private static final Comparator<Expiration> ORDER =
      Comparator.comparingInt(Expiration::underlying).thenComparingLong(Expiration::expiryMillis);

  /** Of a dated instrument. */
  static Expiration of(Instrument instrument) {
    return new Expiration(instrument.getUnderlying(), instrument.getExpiryMillis());
  }

  @Override
  public int compareTo(Expiration other) {
    return ORDER.compare(this, other);
  }
}
