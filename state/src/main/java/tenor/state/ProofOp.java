package tenor.state;

/**
 * One step of a chained proof: CometBFT's {@code crypto.ProofOp} of type {@code simple:v}, whose
 * data is the Protobuf encoding of {@code crypto.ValueOp{key, proof}}.
 *
 * @param key the key in the tree of this step
 * @param proof that the key's leaf is in that tree
 */
public record ProofOp(Bytes key, Proof proof) {
  /** The type of every step. */
  public static final String TYPE = "simple:v";
}
