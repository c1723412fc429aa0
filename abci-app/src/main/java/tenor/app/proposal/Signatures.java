package tenor.app.proposal;

import com.google.protobuf.ByteString;
import java.util.List;
import tenor.app.tx.Decoded;
import tenor.clearing.kernel.TxInput;

/** Reads transactions, checking signatures in parallel; answers in the order of the questions. */
public interface Signatures {
  /** Whether all signatures of each transaction verify. */
  List<Boolean> verify(List<Decoded.Ok> transactions);

  /** What the rules are given to execute for each item. */
  List<TxInput> read(List<ByteString> items);
}
