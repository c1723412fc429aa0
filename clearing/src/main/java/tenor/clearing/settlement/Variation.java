package tenor.clearing.settlement;

import java.math.BigInteger;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import tenor.clearing.accounts.Reason;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.instruments.Listings;
import tenor.clearing.instruments.Payoffs;
import tenor.clearing.kernel.Context;
import tenor.clearing.kernel.Event;
import tenor.clearing.kernel.Writer;
import tenor.clearing.oracle.Marks;
import tenor.clearing.proto.SettledMark;

/** Variation margin: every block, every position not paid for up front is paid up to the mark. */
final class Variation {
  private Variation() {}

  /** The step of phase VARIATION (SET-01). A failure stops the node: nobody may be left unpaid. */
  static void settle(Context context) {
    Payments payments = Payments.of(context.state());
    SortedMap<Integer, SortedMap<Long, Long>> net = new TreeMap<>();
    for (int instrument : Listings.liveInstruments(context.state())) {
      OptionalLong mark = Marks.price(context.state(), instrument);
      boolean isPaid = Payoffs.isPaidUpFront(Listings.instrument(context.state(), instrument));
      if (mark.isPresent() && !isPaid) {
        int asset = Listings.assetOf(context.state(), instrument);
        SortedMap<Long, Long> inAsset = net.computeIfAbsent(asset, _ -> new TreeMap<>());
        settle(context, payments, instrument, mark.getAsLong(), inAsset);
      }
    }
    net.forEach(
        (asset, amounts) -> Payments.pay(context.state(), asset, amounts, Reason.VARIATION_MARGIN));
  }

  private static void settle(
      Context context, Payments payments, int instrument, long mark, SortedMap<Long, Long> net) {
    Writer state = context.state();
    SettledMark settled = SettlementKeys.SETTLED.find(state, instrument);
    if (settled != null && settled.getPrice() == mark) {
      return;
    }
    if (settled != null) {
      long move = Fixed.minus(mark, settled.getPrice());
      long perContract = Listings.value(move, Listings.instrument(state, instrument));
      BigInteger paid = payments.add(state, instrument, perContract, net);
      if (paid.signum() != 0) {
        context.emit(
            Event.of("variation")
                .with("instrument", instrument)
                .with("mark", mark)
                .with("settled", settled.getPrice())
                .with("paid", paid.toString()));
      }
    }
    SettlementKeys.SETTLED.put(
        state,
        instrument,
        SettledMark.newBuilder().setPrice(mark).setHeight(context.block().height()).build());
  }
}
