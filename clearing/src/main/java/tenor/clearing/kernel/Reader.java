package tenor.clearing.kernel;

import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Reads the state. Rules read through a {@link Table}, which knows the types. */
public interface Reader {
  /** The value under {@code key}, or null. */
  @Nullable Message get(Key key);

  /**
   * What is stored from {@code from} to {@code to}, exclusive, ascending, as it is now. One walk:
   * whoever needs many values asks for their range instead of looking up each.
   */
  List<Entry> entries(Key from, Key to);

  /** A key and its value. */
  record Entry(Key key, Message value) {
    /** All of a map, in its order. */
    public static List<Entry> all(SortedMap<Key, Message> values) {
      List<Entry> all = new ArrayList<>();
      values.forEach((key, value) -> all.add(new Entry(key, value)));
      return all;
    }
  }
}
