package tenor.app;

import tenor.clearing.proto.VoteExtension;

/**
 * Where a validator's reports come from: the node's cache of prices. It never waits for a network;
 * whatever goes wrong, the extension is empty.
 */
@FunctionalInterface
public interface PriceSource {
  /** Reports nothing. */
  PriceSource NONE = height -> VoteExtension.getDefaultInstance();

  /** What to report with the precommit for the block at {@code height}, ascending by product. */
  VoteExtension reports(long height);
}
