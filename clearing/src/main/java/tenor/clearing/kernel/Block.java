package tenor.clearing.kernel;

import java.util.List;
import tenor.clearing.proto.VoteExtension;

/**
 * What the rules know of a block besides its transactions.
 *
 * @param chainId the chain
 * @param height from 1
 * @param timeMillis block time, milliseconds since the epoch, never falling
 * @param previousTimeMillis the time of the block before; of this block at the first
 * @param votes the validators' reports that the block carries
 * @param totalPower the power of all validators of the previous height, 0 if the block carries none
 */
public record Block(
    String chainId,
    long height,
    long timeMillis,
    long previousTimeMillis,
    List<Vote> votes,
    long totalPower) {

  /** Keeps its own copy. */
  public Block {
    votes = List.copyOf(votes);
  }

  /**
   * One validator's reports.
   *
   * @param power its voting power
   * @param extension what it reported
   */
  public record Vote(long power, VoteExtension extension) {}
}
