package tenor.clearing.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.instruments.Listings;
import tenor.clearing.instruments.Payoffs;
import tenor.clearing.kernel.Reader;
import tenor.clearing.proto.Index;
import tenor.clearing.proto.Instrument;
import tenor.clearing.proto.InstrumentType;
import tenor.clearing.proto.Kink;
import tenor.clearing.proto.Mark;

/**
 * What is alive on one underlying, in one reading.
 *
 * @param futures the mark of the first listed future of each expiry that has one
 * @param optionals the options and payoffs of each expiry
 */
record Board(SortedMap<Long, Mark> futures, SortedMap<Long, List<Listed>> optionals) {
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
      Mark mark = OracleKeys.MARKS.find(state, listed.number());
      if (mark != null) {
        futures.putIfAbsent(expiry, mark);
      }
    }
  }

  /**
   * What a forward is and how old.
   *
   * @param price 10⁻⁸
   * @param timeMillis when the index behind it was observed
   * @param stale whether the rule of its mark failed
   */
  record Forward(long price, long timeMillis, boolean stale) {}

  /**
   * ORA-28: the forward of an expiry: the mark of the listed future of that expiry, else what the
   * index costs carried there; empty while there is no index.
   */
  Optional<Forward> forward(Reader state, int underlying, long expiryMillis, long nowMillis) {
    Mark mark = futures.get(expiryMillis);
    if (mark != null) {
      return Optional.of(new Forward(mark.getPrice(), mark.getTimeMillis(), mark.getStale()));
    }
    Index index = OracleKeys.INDICES.find(state, underlying);
    if (index == null) {
      return Optional.empty();
    }
    long carried = Carry.price(state, underlying, index.getPrice(), expiryMillis, nowMillis);
    return Optional.of(new Forward(carried, index.getTimeMillis(), false));
  }

  /** Where the payoffs of an expiry bend or jump, greater by the shift; 10⁻⁸, ascending. */
  SortedSet<Long> strikes(long expiryMillis, long shift) {
    SortedSet<Long> strikes = new TreeSet<>();
    for (Listed listed : optionals.getOrDefault(expiryMillis, List.of())) {
      if (listed.terms().hasOption()) {
        strikes.add(Fixed.plus(listed.terms().getOption().getStrike(), shift));
      }
      for (Kink kink : listed.terms().getPayoff().getKinksList()) {
        strikes.add(Fixed.plus(kink.getStrike(), shift));
      }
    }
    return strikes;
  }
}
