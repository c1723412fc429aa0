package tenor.app.chain;

import com.google.protobuf.ByteString;
import tenor.clearing.governance.EngineKeys;
import tenor.clearing.kernel.Reader;
import tenor.clearing.proto.EngineSettings;
import tenor.state.View;

/**
 * The state that questions are answered from and the next block is built on: after the last commit,
 * or after InitChain before the first. Immutable, swapped as a whole.
 *
 * @param height of the last commit, 0 before the first
 * @param appHash of the state, 32 bytes
 * @param view the state as leaves
 * @param reader the same state as the rules read it
 * @param engine what the engine was started with
 */
public record Committed(
    long height, ByteString appHash, View view, Reader reader, EngineSettings engine) {

  static Committed of(View view, ValueCache values) {
    Reader reader = new StateReader(view, values);
    return new Committed(
        view.height(),
        ByteString.copyFrom(view.appHash().toArray()),
        view,
        reader,
        EngineKeys.settings(reader));
  }

  /** The height of the block that comes next. */
  public long nextHeight() {
    return height == 0 ? engine.getInitialHeight() : height + 1;
  }

  /** Whether the block at {@code at} begins with the votes of the block before. */
  public boolean carriesVotes(long at) {
    return engine.getExtensionsHeight() > 0
        && at > Math.max(engine.getExtensionsHeight(), engine.getInitialHeight());
  }
}
