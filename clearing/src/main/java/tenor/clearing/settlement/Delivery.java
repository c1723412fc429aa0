package tenor.clearing.settlement;

import java.util.ArrayList;
import java.util.List;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.instruments.Listings;
import tenor.clearing.kernel.Writer;
import tenor.clearing.positions.Positions;
import tenor.clearing.proto.Instrument;
import tenor.clearing.proto.OptionSide;

/**
 * SET-15: who exercises a call gets the future from who is assigned, who exercises a put gives it.
 * It changes hands at its mark, like all of its positions.
 */
final class Delivery {
  private final Writer state;
  private final int future;
  private final boolean call;

  Delivery(Writer state, Instrument option) {
    this.state = state;
    this.future = option.getOption().getFuture();
    this.call = option.getOption().getSide() == OptionSide.OPTION_SIDE_CALL;
  }

  /** Pairs both sides in the order of their accounts. */
  void run(Assignment assignment) {
    List<Long> writers = new ArrayList<>(assignment.assigned().keySet());
    int place = 0;
    long left = writers.isEmpty() ? 0 : assigned(assignment, writers.get(0));
    for (long holder : assignment.exercised().keySet()) {
      long wanted = assignment.exercised().getOrDefault(holder, 0L);
      while (wanted > 0) {
        long part = Math.min(wanted, left);
        move(holder, writers.get(place), part);
        wanted = Fixed.minus(wanted, part);
        left = Fixed.minus(left, part);
        if (left == 0 && place + 1 < writers.size()) {
          place++;
          left = assigned(assignment, writers.get(place));
        }
      }
    }
    for (long account : assignment.exercised().keySet()) {
      requireSafe(account);
    }
    writers.forEach(this::requireSafe);
  }

  private static long assigned(Assignment assignment, long account) {
    return assignment.assigned().getOrDefault(account, 0L);
  }

  private void move(long holder, long writer, long contracts) {
    Positions.move(state, future, call ? writer : holder, call ? holder : writer, contracts);
  }

  /** SET-17: position limits do not bind, but the proof that rests on them must hold. */
  private void requireSafe(long account) {
    Listings.requireSafe(state, future, Positions.contracts(state, account, future));
  }
}
