package tenor.clearing.settlement;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tenor.clearing.fixed.RuleFailure;
import tenor.clearing.instruments.Listings;
import tenor.clearing.instruments.Payoffs;
import tenor.clearing.kernel.Context;
import tenor.clearing.kernel.Event;
import tenor.clearing.kernel.Reader;
import tenor.clearing.kernel.Step;
import tenor.clearing.proto.Instrument;
import tenor.clearing.proto.InstrumentStatus;
import tenor.clearing.proto.SettlementAverage;

/** When what expires is averaged and settled. What fails is frozen and costs nobody else. */
final class Expiry {
  private Expiry() {}

  /** The step of phase BEGIN: the index of the time since the block before joins the averages. */
  static void observe(Context context) {
    SortedMap<Expiration, List<Integer>> expiries = new TreeMap<>();
    for (int number : Listings.liveInstruments(context.state())) {
      Instrument instrument = Listings.instrument(context.state(), number);
      if (instrument.getExpiryMillis() != 0) {
        expiries.computeIfAbsent(Expiration.of(instrument), _ -> new ArrayList<>()).add(number);
      }
    }
    expiries.forEach(
        (expiry, numbers) -> orFreeze(context, numbers, item -> observe(item, expiry)));
    for (Expiration expiry : SettlementKeys.AVERAGES.rows(context.state())) {
      if (!expiries.containsKey(expiry)) {
        SettlementKeys.AVERAGES.remove(context.state(), expiry);
      }
    }
  }

  private static void observe(Context context, Expiration expiry) {
    SettlementWindow window = SettlementWindow.of(context.state(), expiry);
    if (context.block().timeMillis() <= window.startMillis()) {
      return;
    }
    SettlementAverage before = SettlementKeys.AVERAGES.get(context.state(), expiry);
    SettlementAverage after =
        window.observe(context.state(), expiry.underlying(), before, context.block());
    if (!after.equals(before)) {
      SettlementKeys.AVERAGES.put(context.state(), expiry, after);
    }
  }

  /**
   * The step of phase EXPIRY (SET-04). Options and payoffs come first: what they deliver is there
   * when its future is settled.
   */
  static void settle(Context context) {
    List<Integer> due = new ArrayList<>();
    for (int number : Listings.liveInstruments(context.state())) {
      if (isDue(context, Listings.instrument(context.state(), number))) {
        due.add(number);
      }
    }
    settle(context, due, true);
    settle(context, due, false);
  }

  private static boolean isDue(Context context, Instrument instrument) {
    return instrument.getExpiryMillis() != 0
        && instrument.getExpiryMillis() <= context.block().timeMillis()
        && instrument.getStatus() != InstrumentStatus.INSTRUMENT_STATUS_FROZEN;
  }

  private static void settle(Context context, List<Integer> due, boolean optional) {
    Reader state = context.state();
    List<Integer> now =
        due.stream()
            .filter(number -> Payoffs.isOptional(Listings.instrument(state, number)) == optional)
            .toList();
    if (now.isEmpty()) {
      return;
    }
    Payments holders = Payments.of(state);
    for (int number : now) {
      orFreeze(context, List.of(number), item -> new FinalSettlement(item, number, holders).run());
    }
  }

  /** SET-06: a rule that fails freezes the instruments until governance lists them again. */
  private static void orFreeze(Context context, List<Integer> numbers, Step step) {
    RuleFailure failure = context.isolated(step);
    if (failure == null) {
      return;
    }
    InstrumentStatus frozen = InstrumentStatus.INSTRUMENT_STATUS_FROZEN;
    for (int number : numbers) {
      if (Listings.instrument(context.state(), number).getStatus() != frozen) {
        Listings.setStatus(context.state(), number, frozen);
        context.emit(
            Event.of("expiryFailed")
                .with("instrument", number)
                .with("reason", String.valueOf(failure.getMessage())));
      }
    }
  }
}
