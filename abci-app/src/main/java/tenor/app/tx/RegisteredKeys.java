package tenor.app.tx;

import java.util.Optional;
import java.util.function.Function;
import tenor.app.crypto.KeyFault;
import tenor.clearing.proto.Body;
import tenor.clearing.proto.Operation;
import tenor.clearing.proto.PublicKey;

/** The public keys that the operations of a body would register. */
final class RegisteredKeys {
  private RegisteredKeys() {}

  /** Applies {@code rule} to each of them: where the first fault is and what was expected. */
  static Optional<String> first(Body body, Function<PublicKey, Optional<KeyFault>> rule) {
    for (int i = 0; i < body.getOperationsCount(); i++) {
      Optional<KeyFault> fault = key(body.getOperations(i)).flatMap(rule);
      if (fault.isPresent()) {
        return Optional.of("operation " + i + ": " + fault.get().expectation());
      }
    }
    return Optional.empty();
  }

  private static Optional<PublicKey> key(Operation operation) {
    return switch (operation.getKindCase()) {
      case REGISTER_PARTICIPANT -> Optional.of(operation.getRegisterParticipant().getPublicKey());
      case REGISTER_KEY -> Optional.of(operation.getRegisterKey().getPublicKey());
      default -> Optional.empty();
    };
  }
}
