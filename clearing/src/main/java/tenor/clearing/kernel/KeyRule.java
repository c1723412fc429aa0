package tenor.clearing.kernel;

import java.util.Optional;
import tenor.clearing.proto.PublicKey;

/**
 * Which public keys may be registered. The arithmetic of curves is no part of the rules, so the
 * application brings it: a pure function of the key, equal on all nodes.
 */
@FunctionalInterface
public interface KeyRule {
  /** What was expected of the key instead, or empty if it may be registered. */
  Optional<String> fault(PublicKey key);
}
