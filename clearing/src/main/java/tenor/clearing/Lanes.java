package tenor.clearing;

import tenor.clearing.proto.Operation;
import tenor.clearing.proto.Transaction;

/**
 * The lane of a block that a transaction travels in. Lane 1 is the oracle's; what lowers risk goes
 * before what may raise it, so that nobody trades ahead of a top-up.
 */
final class Lanes {
  /** Top-ups and what can only reduce. */
  static final int REDUCING = 2;

  /** Everything else. */
  static final int OTHER = 3;

  private Lanes() {}

  /** The worst of the lanes of its operations; {@link #OTHER} without any. */
  static int of(Transaction transaction) {
    return transaction.getBody().getOperationsList().stream()
        .mapToInt(Lanes::of)
        .max()
        .orElse(OTHER);
  }

  private static int of(Operation operation) {
    return switch (operation.getKindCase()) {
      case DEPOSIT -> REDUCING;
      case REGISTER_TRADE -> operation.getRegisterTrade().getReduceOnly() ? REDUCING : OTHER;
      default -> OTHER;
    };
  }
}
