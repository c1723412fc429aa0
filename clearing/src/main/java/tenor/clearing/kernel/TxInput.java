package tenor.clearing.kernel;

import tenor.clearing.proto.Transaction;

/** A transaction of a block as the application found it. */
public sealed interface TxInput {
  /** Canonical, and every signature verifies. */
  record Valid(Transaction transaction) implements TxInput {}

  /** Not executable. */
  record Invalid(TxReject reason, String detail) implements TxInput {}

  /** Item 0, the block's vote extensions: nothing to execute. */
  record Votes() implements TxInput {}
}
