package tenor.clearing.settlement;

import java.util.Optional;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.instruments.InstrumentsKeys;
import tenor.clearing.instruments.Listings;
import tenor.clearing.kernel.ChainClock;
import tenor.clearing.kernel.Context;
import tenor.clearing.kernel.Event;
import tenor.clearing.kernel.Outcome;
import tenor.clearing.kernel.Reader;
import tenor.clearing.kernel.Reject;
import tenor.clearing.kernel.Writer;
import tenor.clearing.positions.Positions;
import tenor.clearing.proto.ExerciseIntention;
import tenor.clearing.proto.Instrument;
import tenor.clearing.proto.SetExerciseIntention;

/** What accounts want other than that their options are exercised if they are worth something. */
final class Intentions {
  private Intentions() {}

  /** SET-10: what can be refused without state. */
  static Optional<Reject> check(SetExerciseIntention intention) {
    return intention.getDecline() < 0 || intention.getExercise() < 0
        ? Optional.of(SettlementReject.BAD_CONTRACTS)
        : Optional.empty();
  }

  /** Sets or withdraws an intention. */
  static Outcome execute(SetExerciseIntention intention, Context context) {
    Optional<SettlementReject> refused = refusal(intention, context);
    if (refused.isPresent()) {
      return Outcome.rejected(refused.get());
    }
    Holder row = new Holder(intention.getInstrument(), intention.getAccount());
    if (isNothing(intention)) {
      SettlementKeys.INTENTIONS.remove(context.state(), row);
    } else {
      SettlementKeys.INTENTIONS.put(
          context.state(),
          row,
          ExerciseIntention.newBuilder()
              .setDecline(intention.getDecline())
              .setExercise(intention.getExercise())
              .build());
    }
    context.emit(
        Event.of("exerciseIntention")
            .with("account", intention.getAccount())
            .with("instrument", intention.getInstrument())
            .with("decline", intention.getDecline())
            .with("exercise", intention.getExercise()));
    return Outcome.accepted();
  }

  private static Optional<SettlementReject> refusal(
      SetExerciseIntention intention, Context context) {
    Reader state = context.state();
    if (!context.authority().actsFor(intention.getAccount())) {
      return Optional.of(SettlementReject.NOT_AUTHORISED);
    }
    Instrument instrument = InstrumentsKeys.INSTRUMENTS.find(state, intention.getInstrument());
    if (instrument == null) {
      return Optional.of(SettlementReject.UNKNOWN_INSTRUMENT);
    }
    if (!instrument.hasOption()) {
      return Optional.of(SettlementReject.NOT_AN_OPTION);
    }
    if (!Listings.isLive(instrument)
        || context.block().timeMillis() >= cutoffMillis(state, instrument)) {
      return Optional.of(SettlementReject.AFTER_CUTOFF);
    }
    return held(state, intention);
  }

  private static Optional<SettlementReject> held(Reader state, SetExerciseIntention intention) {
    Holder row = new Holder(intention.getInstrument(), intention.getAccount());
    if (isNothing(intention)) {
      return SettlementKeys.INTENTIONS.contains(state, row)
          ? Optional.empty()
          : Optional.of(SettlementReject.NO_INTENTION);
    }
    long contracts = Positions.contracts(state, intention.getAccount(), intention.getInstrument());
    return Math.max(intention.getDecline(), intention.getExercise()) <= contracts
        ? Optional.empty()
        : Optional.of(SettlementReject.NOT_HELD);
  }

  private static boolean isNothing(SetExerciseIntention intention) {
    return intention.getDecline() == 0 && intention.getExercise() == 0;
  }

  /** SET-12: the last moment before which an intention is taken. */
  private static long cutoffMillis(Reader state, Instrument instrument) {
    long before =
        ChainClock.minutes(
            state, SettlementParams.EXERCISE_CUTOFF.get(state, instrument.getUnderlying()));
    return Fixed.minus(instrument.getExpiryMillis(), before);
  }

  /**
   * SET-13: how many of the contracts that an account holds long are exercised: in the money all
   * but those it declines, otherwise those it wants.
   */
  static long exercised(
      Reader state, int instrument, long account, long contracts, boolean inTheMoney) {
    ExerciseIntention intention =
        SettlementKeys.INTENTIONS.get(state, new Holder(instrument, account));
    return inTheMoney
        ? Math.max(0, Fixed.minus(contracts, intention.getDecline()))
        : Math.min(contracts, intention.getExercise());
  }

  /** Forgets those of an instrument that expired. */
  static void clear(Writer state, int instrument) {
    for (Holder row :
        SettlementKeys.INTENTIONS.rows(state, SettlementKeys.INTENTIONS.prefix().u32(instrument))) {
      SettlementKeys.INTENTIONS.remove(state, row);
    }
  }
}
