package tenor.clearing.kernel;

import com.google.protobuf.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the state. Rules read through a {@link Table}, which knows the types. */
public interface Reader {
  /** The value under {@code key}, or null. */
  @Nullable Message get(Key key);

  /** The keys from {@code from} to {@code to}, exclusive, ascending, as they are now. */
  List<Key> keys(Key from, Key to);
}
