package tenor.state;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * That a key has a value in the state with some app hash, in two chained steps.
 *
 * @param key from the key to the root of its component's tree
 * @param component from the component's name, whose value is that root, to the app hash
 */
public record KeyProof(ProofOp key, ProofOp component) {

  /** The steps in the order in which a verifier takes them. */
  public List<ProofOp> ops() {
    return List.of(key, component);
  }

  /** The root of the component's tree that this proof leads to. */
  public Bytes componentRoot() {
    return key.proof().root();
  }

  /** Whether this proves that {@code stored} is the value of {@code wanted} under this app hash. */
  public boolean proves(String name, byte[] wanted, byte[] stored, Bytes appHash) {
    return key.key().equals(Bytes.wrap(wanted))
        && component.key().equals(Bytes.wrap(name.getBytes(StandardCharsets.US_ASCII)))
        && key.proof().proves(wanted, stored, componentRoot())
        && component.proof().proves(component.key().raw(), componentRoot().raw(), appHash);
  }
}
