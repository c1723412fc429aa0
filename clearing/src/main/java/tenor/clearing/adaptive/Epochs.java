package tenor.clearing.adaptive;

import tenor.clearing.fixed.Fixed;
import tenor.clearing.kernel.Block;
import tenor.clearing.kernel.ChainClock;
import tenor.clearing.kernel.Context;
import tenor.clearing.kernel.Event;
import tenor.clearing.kernel.Reader;
import tenor.clearing.kernel.Table;
import tenor.clearing.proto.Epoch;

/**
 * The epochs of the chain. One begins at a whole multiple of its length since 1970 and ends with
 * the first block at or after its end, whose index is its close (ADP-01).
 */
public final class Epochs {
  private Epochs() {}

  /** The epoch that runs. */
  public static Epoch running(Reader state) {
    return AdaptiveKeys.EPOCH.require(state, Table.Singleton.ROW);
  }

  /** Whether an epoch ended with this block: true from phase EPOCH of it on. */
  public static boolean endedWith(Reader state, Block block) {
    Epoch running = running(state);
    return running.getNumber() > 0 && running.getHeight() == block.height();
  }

  /** Whether the running epoch ends with this block. */
  static boolean endsWith(Reader state, Block block) {
    return block.timeMillis() >= running(state).getEndMillis();
  }

  /** The length of an epoch as governed now, in milliseconds of block time. */
  static long lengthMillis(Reader state) {
    return ChainClock.minutes(state, AdaptiveParams.EPOCH_MINUTES.get(state));
  }

  /** Ends the running epoch and begins the one that the block lies in; the number of the ended. */
  static long turn(Context context) {
    long number = Fixed.plus(running(context.state()).getNumber(), 1);
    Epoch next = begin(context, number);
    context.emit(Event.of("epoch").with("number", number).with("start", next.getStartMillis()));
    return number;
  }

  /** Begins the epoch that the block lies in, after {@code number} others. */
  static Epoch begin(Context context, long number) {
    Block block = context.block();
    long length = lengthMillis(context.state());
    long start = Fixed.minus(block.timeMillis(), Fixed.modulo(block.timeMillis(), length));
    Epoch next =
        Epoch.newBuilder()
            .setNumber(number)
            .setStartMillis(start)
            .setEndMillis(Fixed.plus(start, length))
            .setHeight(block.height())
            .build();
    AdaptiveKeys.EPOCH.put(context.state(), Table.Singleton.ROW, next);
    return next;
  }
}
