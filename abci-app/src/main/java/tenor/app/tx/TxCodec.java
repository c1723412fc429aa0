package tenor.app.tx;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.util.Optional;
import tenor.app.crypto.Hashes;
import tenor.clearing.kernel.TxReject;
import tenor.clearing.proto.Transaction;

/**
 * Reads the bytes of a transaction. The same bytes give the same answer on every node and at every
 * height: no state, no clock, no configuration.
 *
 * <p>One meaning has one encoding. A decoder of Protobuf accepts many for the same message (fields
 * in another order, long varints, defaults written out) and keeps fields it does not know; both
 * would let a third party change a transaction's hash, or hide from an old node what a new one
 * executes. So whatever is not exactly what an encoder of this schema writes is refused.
 */
public final class TxCodec {
  /** The most bytes of a transaction. */
  public static final int MAX_BYTES = 65_536;

  /**
   * How deep messages may nest. The deepest that the schema needs is a multisig's member inside an
   * operation, at 6.
   */
  private static final int MAX_DEPTH = 16;

  private TxCodec() {}

  /** Reads a transaction from an array. */
  public static Decoded decode(byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      return oversized(bytes.length);
    }
    return decode(ByteString.copyFrom(bytes));
  }

  /** Reads a transaction. Whatever the bytes, the answer is a value and never an exception. */
  public static Decoded decode(ByteString bytes) {
    if (bytes.size() > MAX_BYTES) {
      return oversized(bytes.size());
    }
    Transaction transaction;
    try {
      transaction = parse(bytes);
    } catch (IOException e) {
      return new Decoded.Malformed(TxReject.MALFORMED, String.valueOf(e.getMessage()));
    }
    Optional<String> unknown = UnknownParts.first(transaction);
    if (unknown.isPresent()) {
      return new Decoded.Malformed(TxReject.UNKNOWN_FIELD, unknown.get());
    }
    ByteString canonical = transaction.toByteString();
    if (!canonical.equals(bytes)) {
      return new Decoded.Malformed(TxReject.NON_CANONICAL, difference(canonical, bytes));
    }
    Optional<Decoded.Malformed> fault = TxShape.fault(transaction);
    if (fault.isPresent()) {
      return fault.get();
    }
    return new Decoded.Ok(transaction, Hashes.sha256(bytes.toByteArray()), bytes);
  }

  private static Transaction parse(ByteString bytes) throws IOException {
    CodedInputStream input = bytes.newCodedInput();
    input.setRecursionLimit(MAX_DEPTH);
    Transaction transaction = Transaction.parseFrom(input);
    // A parser also stops, content, at the end mark of a group that was never opened.
    input.checkLastTagWas(0);
    return transaction;
  }

  private static Decoded.Malformed oversized(int size) {
    return new Decoded.Malformed(TxReject.OVERSIZED, "has " + size + " bytes");
  }

  private static String difference(ByteString canonical, ByteString bytes) {
    int at = 0;
    while (at < canonical.size() && at < bytes.size() && canonical.byteAt(at) == bytes.byteAt(at)) {
      at++;
    }
    return "differs from byte "
        + at
        + ", and has "
        + bytes.size()
        + " bytes, not "
        + canonical.size();
  }
}
