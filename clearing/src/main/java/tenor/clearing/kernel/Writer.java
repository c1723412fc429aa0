package tenor.clearing.kernel;

import com.google.protobuf.Message;

/** Reads and changes the state. Rules write through a {@link Table}. */
public interface Writer extends Reader {
  /** Sets the value under {@code key}. */
  void put(Key key, Message value);

  /** Removes the value under {@code key}, if there is one. */
  void remove(Key key);
}
