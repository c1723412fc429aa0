package tenor.app.chain;

import com.google.protobuf.ByteString;
import java.util.List;
import tenor.app.proposal.Signatures;
import tenor.app.tx.Authenticator;
import tenor.app.tx.Decoded;
import tenor.clearing.kernel.TxInput;

/** Checks signatures for one chain on the threads that are there for it. */
public final class SignaturePool implements Signatures {
  private final Authenticator authenticator;
  private final Parallel parallel;

  SignaturePool(Authenticator authenticator, Parallel parallel) {
    this.authenticator = authenticator;
    this.parallel = parallel;
  }

  @Override
  public List<Boolean> verify(List<Decoded.Ok> transactions) {
    return parallel.map(transactions, tx -> authenticator.refusal(tx).isEmpty());
  }

  @Override
  public List<TxInput> read(List<ByteString> items) {
    return parallel.map(items, authenticator::read);
  }
}
