package tenor.clearing.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import tenor.clearing.instruments.Listings;
import tenor.clearing.instruments.Payoffs;
import tenor.clearing.kernel.Reader;
import tenor.clearing.proto.Instrument;
import tenor.clearing.proto.InstrumentType;
import tenor.clearing.proto.Kink;

/**
 * What is alive on one underlying, in one reading.
 *
 * @param futures the mark of the first listed future of each expiry that has one, 10⁻⁸
 * @param optionals the options and payoffs of each expiry
 */
record Board(SortedMap<Long, Long> futures, SortedMap<Long, List<Listed>> optionals) {
  /** An instrument and its number. */
  record Listed(int number, Instrument terms) {}

  /** Nothing alive. */
  static Board empty() {
    return new Board(new TreeMap<>(), new TreeMap<>());
  }

  /** The boards of all underlyings that have live instruments. */
  static SortedMap<Integer, Board> all(Reader state) {
    SortedMap<Integer, Board> all = new TreeMap<>();
    for (int number : Listings.liveInstruments(state)) {
      Instrument terms = Listings.instrument(state, number);
      all.computeIfAbsent(terms.getUnderlying(), underlying -> empty())
          .add(state, new Listed(number, terms));
    }
    return all;
  }

  private void add(Reader state, Listed listed) {
    long expiry = listed.terms().getExpiryMillis();
    if (Payoffs.isOptional(listed.terms())) {
      optionals.computeIfAbsent(expiry, key -> new ArrayList<>()).add(listed);
    } else if (listed.terms().getType() == InstrumentType.INSTRUMENT_TYPE_FUTURE) {
      Marks.price(state, listed.number()).ifPresent(mark -> futures.putIfAbsent(expiry, mark));
    }
  }

  /**
   * ORA-28: the forward of an expiry, 10⁻⁸: the mark of the listed future of that expiry, else what
   * the index costs carried there; empty while there is no index.
   */
  OptionalLong forward(Reader state, int underlying, long expiryMillis, long nowMillis) {
    Long mark = futures.get(expiryMillis);
    if (mark != null) {
      return OptionalLong.of(mark);
    }
    OptionalLong index = Indices.price(state, underlying);
    return index.isEmpty()
        ? index
        : OptionalLong.of(
            Carry.price(state, underlying, index.getAsLong(), expiryMillis, nowMillis));
  }

  /** Where the payoffs of an expiry bend or jump, 10⁻⁸, ascending. */
  SortedSet<Long> strikes(long expiryMillis) {
    SortedSet<Long> strikes = new TreeSet<>();
    for (Listed listed : optionals.getOrDefault(expiryMillis, List.of())) {
      if (listed.terms().hasOption()) {
        strikes.add(listed.terms().getOption().getStrike());
      }
      for (Kink kink : listed.terms().getPayoff().getKinksList()) {
        strikes.add(kink.getStrike());
      }
    }
    return strikes;
  }
}
