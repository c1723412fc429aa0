package tenor.app;

import com.google.protobuf.ByteString;
import java.util.List;
import tenor.clearing.kernel.Key;
import tenor.state.Staged;

/**
 * A block that was executed and is not committed.
 *
 * @param staged the state after it
 * @param items its transactions as they stood in it
 * @param removed the keys that it took out of the state
 * @param timeMillis its time
 */
record Finalized(Staged staged, List<ByteString> items, List<Key> removed, long timeMillis) {}
