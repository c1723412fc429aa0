package tenor.clearing;

import com.google.protobuf.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tenor.clearing.kernel.Key;
import tenor.clearing.kernel.Reader;

/** A state that holds nothing. */
enum EmptyState implements Reader {
  /** The only one. */
  INSTANCE;

  @Override
  public @Nullable Message get(Key key) {
    return null;
  }

  @Override
  public List<Entry> entries(Key from, Key to) {
    return List.of();
  }
}
