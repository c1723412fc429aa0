package tenor.app.mempool;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tenor.app.tx.Decoded;
import tenor.clearing.proto.Authorisation;

/**
 * The transactions that passed CheckTx and are in no block yet. The engine keeps the mempool; this
 * remembers what it admitted, so that a participant cannot fill it, a recheck need not decode, and
 * what lowers risk is proposed first however long the queue. Safe for use by many threads.
 */
final class WaitingRoom {
  private static final int OPEN_LANE = 3;

  /** The most bytes of all participants together: 64 MiB. */
  static final long MOST_IN_ALL = 64L << 20;

  private final long mostBytes;
  private final ReentrantLock lock = new ReentrantLock();
  private final LinkedHashMap<ByteString, Waiting> byHash = new LinkedHashMap<>();
  private final Map<Long, Long> bytesOf = new HashMap<>();
  private long bytesInAll;

  /** Gives each participant so many bytes. */
  WaitingRoom(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  private record Waiting(Decoded.Ok tx, long participant, int lane) {
    long lastHeight() {
      return tx.transaction().getAuthorisationsList().stream()
          .mapToLong(Authorisation::getValidUntil)
          .min()
          .orElse(0);
    }
  }

  /** Lets a transaction in; false if its participant, or all together, have too much waiting. */
  boolean admit(Decoded.Ok tx, long participant, int lane) {
    lock.lock();
    try {
      if (byHash.containsKey(tx.hash())) {
        return true;
      }
      long bytes = bytesOf.getOrDefault(participant, 0L) + tx.bytes().size();
      if (bytes > mostBytes || bytesInAll + tx.bytes().size() > MOST_IN_ALL) {
        return false;
      }
      bytesInAll += tx.bytes().size();
      bytesOf.put(participant, bytes);
      byHash.put(tx.hash(), new Waiting(tx, participant, lane));
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** The transaction with this hash, if it waits. */
  Decoded.@Nullable Ok find(ByteString hash) {
    lock.lock();
    try {
      Waiting waiting = byHash.get(hash);
      return waiting == null ? null : waiting.tx();
    } finally {
      lock.unlock();
    }
  }

  /** Forgets transactions that stand in a block or were turned away. */
  void remove(List<ByteString> hashes) {
    lock.lock();
    try {
      hashes.forEach(this::drop);
    } finally {
      lock.unlock();
    }
  }

  /** Forgets those that no block from {@code nextHeight} on may hold. */
  void expire(long nextHeight) {
    lock.lock();
    try {
      List<ByteString> expired = new ArrayList<>();
      byHash.forEach(
          (hash, waiting) -> {
            if (waiting.lastHeight() < nextHeight) {
              expired.add(hash);
            }
          });
      expired.forEach(this::drop);
    } finally {
      lock.unlock();
    }
  }

  private void drop(ByteString hash) {
    Waiting waiting = byHash.remove(hash);
    if (waiting != null) {
      bytesInAll -= waiting.tx().bytes().size();
      long left = bytesOf.getOrDefault(waiting.participant(), 0L) - waiting.tx().bytes().size();
      if (left > 0) {
        bytesOf.put(waiting.participant(), left);
      } else {
        bytesOf.remove(waiting.participant());
      }
    }
  }

  /** The bytes of those of lanes 1 and 2, in the order in which they came. */
  List<ByteString> reducing() {
    lock.lock();
    try {
      return byHash.values().stream()
          .filter(waiting -> waiting.lane() < OPEN_LANE)
          .map(waiting -> waiting.tx().bytes())
          .toList();
    } finally {
      lock.unlock();
    }
  }

  /** How many wait. */
  int size() {
    lock.lock();
    try {
      return byHash.size();
    } finally {
      lock.unlock();
    }
  }
}
