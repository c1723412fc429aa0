package tenor.clearing.adaptive;

import java.util.SortedSet;
import java.util.TreeSet;
import tenor.clearing.compliance.ComplianceKeys;
import tenor.clearing.compliance.Participants;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.Rounding;
import tenor.clearing.kernel.Context;
import tenor.clearing.kernel.Event;
import tenor.clearing.kernel.OpenCalls;
import tenor.clearing.kernel.Param;
import tenor.clearing.kernel.Reader;
import tenor.clearing.kernel.Writer;
import tenor.clearing.proto.ReputationRecord;

/**
 * What a participant's own conduct adds to its initial margin. Marks against it are recorded as
 * they are made and fade from epoch to epoch; the factor follows them at epochs only, and not while
 * a call is open, so that a late call never causes the next (ADP-11).
 */
public final class Reputation {
  private Reputation() {}

  /** The factor on the initial margin of an account, from 1.00 to 1.50; 10⁻⁹. */
  public static long factor(Reader state, long account) {
    return factorOf(state, Participants.participantOf(state, account));
  }

  /** The factor of a participant. */
  public static long factorOf(Reader state, long participant) {
    ReputationRecord record = AdaptiveKeys.REPUTATIONS.find(state, participant);
    return record == null || record.getFactor() == 0 ? Fixed.FRACTION_ONE : record.getFactor();
  }

  /** ADP-10: a call of an account was not met within its grace. */
  public static void lateCall(Writer state, long account) {
    ReputationRecord record = recordOf(state, account);
    long count = Fixed.plus(record.getLateCalls(), 1);
    put(state, account, record.toBuilder().setLateCalls(count), AdaptiveParams.LATE_CALL);
  }

  /** ADP-10: positions of an account were sold in liquidation. */
  public static void liquidation(Writer state, long account) {
    ReputationRecord record = recordOf(state, account);
    long count = Fixed.plus(record.getLiquidations(), 1);
    put(state, account, record.toBuilder().setLiquidations(count), AdaptiveParams.LIQUIDATION);
  }

  /** ADP-10: a payment left an account owing. */
  public static void failedSettlement(Writer state, long account) {
    ReputationRecord record = recordOf(state, account);
    long count = Fixed.plus(record.getFailedSettlements(), 1);
    put(
        state,
        account,
        record.toBuilder().setFailedSettlements(count),
        AdaptiveParams.FAILED_SETTLEMENT);
  }

  private static ReputationRecord recordOf(Reader state, long account) {
    return AdaptiveKeys.REPUTATIONS.get(state, Participants.participantOf(state, account));
  }

  private static void put(
      Writer state, long account, ReputationRecord.Builder record, Param added) {
    long most = Fixed.minus(AdaptiveParams.REPUTATION_MOST.most(), Fixed.FRACTION_ONE);
    long marks = Math.min(most, Fixed.plus(record.getMarks(), added.get(state)));
    AdaptiveKeys.REPUTATIONS.put(
        state, Participants.participantOf(state, account), record.setMarks(marks).build());
  }

  /** ADP-11: at the end of an epoch marks fade, and the factor follows where no call is open. */
  static void close(Context context, OpenCalls calls) {
    SortedSet<Long> called = called(context.state(), calls);
    for (long participant : AdaptiveKeys.REPUTATIONS.rows(context.state())) {
      ReputationRecord before = AdaptiveKeys.REPUTATIONS.require(context.state(), participant);
      long kept = Fixed.minus(Fixed.FRACTION_ONE, AdaptiveParams.FORGETTING.get(context.state()));
      long marks = Fixed.mulDiv(before.getMarks(), kept, Fixed.FRACTION_ONE, Rounding.DOWN);
      ReputationRecord.Builder after = before.toBuilder().setMarks(marks);
      if (!called.contains(participant)) {
        long most = AdaptiveParams.REPUTATION_MOST.get(context.state());
        after.setFactor(Math.min(most, Fixed.plus(Fixed.FRACTION_ONE, marks)));
      }
      if (!after.build().equals(before)) {
        AdaptiveKeys.REPUTATIONS.put(context.state(), participant, after.build());
      }
      if (after.getFactor() != before.getFactor()) {
        context.emit(
            Event.of("reputation")
                .with("participant", participant)
                .with("factor", after.getFactor()));
      }
    }
  }

  /** The participants with a call to answer. */
  private static SortedSet<Long> called(Reader state, OpenCalls calls) {
    SortedSet<Long> called = new TreeSet<>();
    for (long account : ComplianceKeys.ACCOUNTS.rows(state)) {
      if (calls.hasOpenCall(state, account)) {
        called.add(Participants.participantOf(state, account));
      }
    }
    return called;
  }
}
