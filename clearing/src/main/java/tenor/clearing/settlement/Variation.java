package tenor.clearing.settlement;

import java.math.BigInteger;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import tenor.clearing.accounts.Ledger;
import tenor.clearing.accounts.Reason;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.WideSum;
import tenor.clearing.instruments.Listings;
import tenor.clearing.instruments.Payoffs;
import tenor.clearing.kernel.BrokenInvariant;
import tenor.clearing.kernel.ByNumber;
import tenor.clearing.kernel.Context;
import tenor.clearing.kernel.Event;
import tenor.clearing.kernel.Writer;
import tenor.clearing.oracle.Marks;
import tenor.clearing.positions.Held;
import tenor.clearing.positions.Positions;
import tenor.clearing.proto.Instrument;
import tenor.clearing.proto.SettledMark;

/**
 * Variation margin: every block, every position not paid for up front is paid up to the mark. One
 * walk over the positions adds up one payment per account and asset.
 */
final class Variation {
  private final Context context;
  private final ByNumber<Move> moves = new ByNumber<>();
  private final SortedMap<Integer, SortedMap<Long, Long>> net = new TreeMap<>();

  private Variation(Context context) {
    this.context = context;
  }

  /** The step of phase VARIATION (SET-01). A failure stops the node: nobody may be left unpaid. */
  static void settle(Context context) {
    Variation variation = new Variation(context);
    for (int instrument : Listings.liveInstruments(context.state())) {
      variation.move(instrument);
    }
    variation.add();
    variation.moves.values().forEach(variation::report);
    variation.net.forEach(
        (asset, amounts) ->
            Ledger.settle(context.state(), asset, amounts, Reason.VARIATION_MARGIN));
  }

  /** Settles an instrument to its mark, if that moved; what it pays is added up later. */
  private void move(int number) {
    Writer state = context.state();
    OptionalLong mark = Marks.price(state, number);
    Instrument instrument = Listings.instrument(state, number);
    SettledMark settled = SettlementKeys.SETTLED.find(state, number);
    boolean moved = settled == null || settled.getPrice() != mark.orElse(settled.getPrice());
    if (mark.isEmpty() || !moved || Payoffs.isPaidUpFront(instrument)) {
      return;
    }
    if (settled != null) {
      long move = Fixed.minus(mark.getAsLong(), settled.getPrice());
      long each = Listings.value(move, instrument);
      moves.put(
          number, new Move(number, settled.getPrice(), mark.getAsLong(), asset(number), each));
    }
    SettlementKeys.SETTLED.put(
        state,
        number,
        SettledMark.newBuilder()
            .setPrice(mark.getAsLong())
            .setHeight(context.block().height())
            .build());
  }

  private int asset(int instrument) {
    return Listings.assetOf(context.state(), instrument);
  }

  /** Adds up what the holders of what moved receive. */
  private void add() {
    long account = 0;
    SortedMap<Integer, Long> due = new TreeMap<>();
    for (Held held : Positions.all(context.state())) {
      if (held.account() != account) {
        pay(account, due);
        account = held.account();
        due.clear();
      }
      Move move = moves.get(held.instrument());
      if (move != null) {
        due.merge(move.asset, move.paid(held.contracts()), Fixed::plus);
      }
    }
    pay(account, due);
  }

  private void pay(long account, SortedMap<Integer, Long> due) {
    due.forEach(
        (asset, amount) -> net.computeIfAbsent(asset, _ -> new TreeMap<>()).put(account, amount));
  }

  private void report(Move move) {
    BigInteger received = move.received.value();
    if (!move.sum.isZero()) {
      BigInteger paid = received.subtract(move.sum.value());
      throw new BrokenInvariant(
          "instrument " + move.instrument + ": paid " + paid + ", received " + received);
    }
    if (received.signum() != 0) {
      context.emit(
          Event.of("variation")
              .with("instrument", move.instrument)
              .with("mark", move.mark)
              .with("settled", move.settled)
              .with("paid", received.toString()));
    }
  }

  /** What a contract held long receives, and what all that are held receive together. */
  private static final class Move {
    private final int instrument;
    private final long settled;
    private final long mark;
    private final int asset;
    private final long each;
    private final WideSum sum = new WideSum();
    private final WideSum received = new WideSum();

    Move(int instrument, long settled, long mark, int asset, long each) {
      this.instrument = instrument;
      this.settled = settled;
      this.mark = mark;
      this.asset = asset;
      this.each = each;
    }

    long paid(long contracts) {
      long amount = Fixed.times(contracts, each);
      sum.add(amount);
      received.add(Math.max(0, amount));
      return amount;
    }
  }
}
