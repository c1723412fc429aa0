package tenor.clearing.kernel;

import tenor.clearing.proto.Transaction;

/**
 * Decides whether a transaction whose signatures verify may act, and remembers that it did.
 * Declared here, implemented by {@code compliance}.
 */
public interface Admission {
  /** Whether the transaction may act in {@code block}; reads only. */
  Admitted admit(Transaction transaction, Reader state, long height);

  /** Consumes the nonces of all its authorisations. */
  void consume(Transaction transaction, Writer state);

  /** The answer. */
  sealed interface Admitted {
    /** It may act, with this authority. */
    record Granted(Authority authority) implements Admitted {}

    /** It may not. */
    record Refused(TxReject reason, String detail) implements Admitted {}
  }
}
