package tenor.clearing.liquidation;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import tenor.clearing.accounts.Ledger;
import tenor.clearing.accounts.Reason;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.RuleFailure;
import tenor.clearing.instruments.Listings;
import tenor.clearing.instruments.Payoffs;
import tenor.clearing.kernel.Overlay;
import tenor.clearing.kernel.Reader;
import tenor.clearing.margin.MarginKeys;
import tenor.clearing.oracle.Marks;
import tenor.clearing.positions.Held;
import tenor.clearing.positions.Positions;
import tenor.clearing.proto.Instrument;

/**
 * Contracts that leave an account together, as they stand in it: long is positive.
 *
 * @param contracts by instrument, none of them zero
 */
record Slice(SortedMap<Integer, Long> contracts) {
  /** Keeps its own copy. */
  Slice {
    contracts = Collections.unmodifiableSortedMap(new TreeMap<>(contracts));
  }

  /** ⌈f |q|⌉ contracts of everything that an account holds in an asset (LIQ-07). */
  static Slice of(Reader state, long account, int asset, Portion portion) {
    SortedMap<Integer, Long> contracts = new TreeMap<>();
    for (Held held : Positions.of(state, account)) {
      if (Listings.assetOf(state, held.instrument()) == asset) {
        long part = portion.contracts(Fixed.abs(held.contracts()));
        put(contracts, held.instrument(), held.contracts() < 0 ? Fixed.negate(part) : part);
      }
    }
    return new Slice(contracts);
  }

  private static void put(SortedMap<Integer, Long> contracts, int instrument, long part) {
    if (part != 0) {
      contracts.put(instrument, part);
    }
  }

  boolean isEmpty() {
    return contracts.isEmpty();
  }

  /** The instruments, ascending. */
  List<Integer> instruments() {
    return List.copyOf(contracts.keySet());
  }

  /** The contracts of an instrument without their side. */
  long size(int instrument) {
    return Fixed.abs(contracts.getOrDefault(instrument, 0L));
  }

  /** A slice with these sizes, each on the side of this one. */
  Slice sized(SortedMap<Integer, Long> sizes) {
    SortedMap<Integer, Long> sided = new TreeMap<>();
    for (Map.Entry<Integer, Long> size : sizes.entrySet()) {
      boolean isShort = contracts.getOrDefault(size.getKey(), 0L) < 0;
      put(sided, size.getKey(), isShort ? Fixed.negate(size.getValue()) : size.getValue());
    }
    return new Slice(sided);
  }

  /** What is left of this once {@code taken} has gone. */
  Slice without(Slice taken) {
    SortedMap<Integer, Long> left = new TreeMap<>();
    for (int instrument : contracts.keySet()) {
      left.put(instrument, Fixed.minus(size(instrument), taken.size(instrument)));
    }
    return sized(left);
  }

  /** The underlyings, ascending. */
  SortedSet<Integer> underlyings(Reader state) {
    SortedSet<Integer> underlyings = new TreeSet<>();
    for (int instrument : contracts.keySet()) {
      underlyings.add(Listings.instrument(state, instrument).getUnderlying());
    }
    return underlyings;
  }

  /** Contracts weighted by their greatest loss, by which a premium is shared. */
  long risk(Reader state) {
    long risk = 0;
    for (int instrument : contracts.keySet()) {
      long greatest = 0;
      for (long loss : MarginKeys.ARRAYS.require(state, instrument).getLossesList()) {
        greatest = Math.max(greatest, Fixed.abs(loss));
      }
      risk = Fixed.plus(risk, Fixed.times(size(instrument), greatest));
    }
    return risk;
  }

  /**
   * What the contracts that are paid for up front are worth at their marks to who holds them; all
   * others stand at their mark, where they are worth nothing.
   */
  long worth(Reader state) {
    long worth = 0;
    for (Map.Entry<Integer, Long> entry : contracts.entrySet()) {
      Instrument instrument = Listings.instrument(state, entry.getKey());
      if (Payoffs.isPaidUpFront(instrument)) {
        long mark =
            Marks.price(state, entry.getKey())
                .orElseThrow(() -> new RuleFailure("no mark of instrument " + entry.getKey()));
        long value = Listings.value(mark, instrument);
        worth = Fixed.plus(worth, Fixed.times(entry.getValue(), value));
      }
    }
    return worth;
  }

  /**
   * Moves the contracts at their marks (LIQ-07): {@code to} pays what they are worth, or is paid if
   * that is negative.
   */
  void sell(Overlay state, long from, long to, int asset) {
    long worth = worth(state);
    long payer = worth > 0 ? to : from;
    long payee = worth > 0 ? from : to;
    Ledger.transfer(state, payer, payee, asset, Fixed.abs(worth), Reason.SLICE);
    move(state, from, to);
  }

  private void move(Overlay state, long from, long to) {
    for (Map.Entry<Integer, Long> entry : contracts.entrySet()) {
      boolean isLong = entry.getValue() > 0;
      Positions.move(
          state,
          entry.getKey(),
          isLong ? from : to,
          isLong ? to : from,
          Fixed.abs(entry.getValue()));
    }
  }
}
