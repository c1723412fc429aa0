package tenor.app.crypto;

import com.google.protobuf.ByteString;
import java.util.LinkedHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Remembers which transactions were found to have valid signatures, so that a node checks each
 * transaction once although it meets it in CheckTx, ProcessProposal and FinalizeBlock.
 *
 * <p>The name of an entry is the hash of the whole transaction, signatures included. An entry says
 * only that the signatures fit the keys written beside them; whether a key may act for an account
 * is asked of the state each time, never remembered. Invalid transactions are not kept, so a flood
 * of them evicts nothing. The least recently used entry leaves first. Safe for use by many threads.
 */
public final class SignatureCache {
  private final int capacity;
  private final ReentrantLock lock = new ReentrantLock();
  private final LinkedHashMap<ByteString, Boolean> valid;

  private SignatureCache(int capacity) {
    this.capacity = capacity;
    this.valid = new LinkedHashMap<>(16, 0.75f, true);
  }

  /**
   * A cache of at most {@code capacity} transactions.
   *
   * @throws IllegalArgumentException if the capacity is not positive
   */
  public static SignatureCache of(int capacity) {
    if (capacity <= 0) {
      throw new IllegalArgumentException("capacity " + capacity + " is not positive");
    }
    return new SignatureCache(capacity);
  }

  /** Whether the transaction with this SHA-256 is known to have valid signatures. */
  public boolean isValid(ByteString hash) {
    lock.lock();
    try {
      return valid.get(hash) != null;
    } finally {
      lock.unlock();
    }
  }

  /** Remembers that the transaction with this SHA-256 has valid signatures. */
  public void addValid(ByteString hash) {
    lock.lock();
    try {
      valid.put(hash, Boolean.TRUE);
      if (valid.size() > capacity) {
        valid.pollFirstEntry();
      }
    } finally {
      lock.unlock();
    }
  }

  /** How many transactions are remembered now. */
  public int size() {
    lock.lock();
    try {
      return valid.size();
    } finally {
      lock.unlock();
    }
  }
}
