package tenor.app.chain;

import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tenor.clearing.kernel.Key;
import tenor.clearing.kernel.Reader;
import tenor.state.Leaf;
import tenor.state.View;

/** The state at one height as the rules read it: typed values by key. For any number of threads. */
final class StateReader implements Reader {
  private final View view;
  private final ValueCache values;

  StateReader(View view, ValueCache values) {
    this.view = view;
    this.values = values;
  }

  @Override
  public @Nullable Message get(Key key) {
    Leaf leaf = view.leaf(key.bytes()).orElse(null);
    return leaf == null ? null : values.decode(key, leaf);
  }

  @Override
  public List<Entry> entries(Key from, Key to) {
    List<Entry> entries = new ArrayList<>();
    for (Iterator<Leaf> leaves = view.scan(from.bytes(), to.bytes()); leaves.hasNext(); ) {
      Leaf leaf = leaves.next();
      Key key = Key.of(leaf.key());
      entries.add(new Entry(key, values.decode(key, leaf)));
    }
    return entries;
  }
}
