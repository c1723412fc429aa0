package tenor.clearing.kernel;

import com.google.protobuf.Message;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What a block does.
 *
 * @param transactions one result per transaction, in order
 * @param events what happened outside of transactions
 * @param changes the state's changes in key order; empty stands for a removal
 */
public record BlockResult(
    List<TxResult> transactions, List<Event> events, SortedMap<Key, Optional<Message>> changes) {
  /** Keeps its own copies. */
  public BlockResult {
    transactions = List.copyOf(transactions);
    events = List.copyOf(events);
  }
}
