package tenor.app.tx;

import com.google.protobuf.ByteString;
import tenor.clearing.kernel.TxInput;
import tenor.clearing.kernel.TxReject;
import tenor.clearing.kernel.TxResult;
import tenor.clearing.proto.Transaction;

/** What the bytes of a transaction are, before any signature is checked. */
public sealed interface Decoded {
  /**
   * A canonical transaction of the right shape; nothing is said of its signatures or of the state.
   *
   * @param transaction what the bytes say
   * @param hash SHA-256 of the bytes, 32 bytes: CometBFT's name for the transaction
   * @param bytes the bytes themselves
   */
  record Ok(Transaction transaction, ByteString hash, ByteString bytes) implements Decoded {}

  /**
   * No transaction.
   *
   * @param reason the first rule broken, in the order of {@link TxReject}
   * @param detail where and by what it was broken, for people; not consensus
   */
  record Malformed(TxReject reason, String detail) implements Decoded {
    /** The refusal in words: its name, what was expected, where it was broken. */
    public String message() {
      return TxResult.text(reason, detail);
    }

    /** The same refusal as the rules take it. */
    public TxInput.Invalid toInput() {
      return new TxInput.Invalid(reason, detail);
    }
  }
}
