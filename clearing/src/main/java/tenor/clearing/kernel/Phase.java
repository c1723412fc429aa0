package tenor.clearing.kernel;

/** The phases of a block, in the order in which they run. */
public enum Phase {
  /** Parameters and rules that apply from this height. */
  BEGIN,
  /** Indices from the validators' reports. */
  INDEX,
  /** Marks from indices. */
  MARKS,
  /** Risk arrays from marks. */
  ARRAYS,
  /** Variation margin from marks. */
  VARIATION,
  /** Funding of perpetuals. */
  FUNDING,
  /** The block's transactions. */
  TRANSACTIONS,
  /** Settlement of what expires. */
  EXPIRY,
  /** Margin of every account, calls and liquidation. */
  MARGIN,
  /** Withdrawals that were asked for in an earlier block. */
  WITHDRAWALS,
  /** Work at the end of an epoch. */
  EPOCH,
  /** What a height leaves behind is cleared. */
  END
}
