package tenor.clearing.compliance;

import java.util.Optional;
import tenor.clearing.kernel.KeyRule;
import tenor.clearing.kernel.Reject;
import tenor.clearing.proto.AccountKind;
import tenor.clearing.proto.OpenAccount;
import tenor.clearing.proto.Operation;
import tenor.clearing.proto.ParticipantStatus;
import tenor.clearing.proto.PublicKey;
import tenor.clearing.proto.RegisterParticipant;

/** What is refused whatever the state is. */
final class ComplianceChecks {
  private static final int LONGEST_NAME = 64;
  private static final int ALL_ROLES = 0x1f;

  private final KeyRule keyRule;

  ComplianceChecks(KeyRule keyRule) {
    this.keyRule = keyRule;
  }

  Optional<Reject> check(Operation operation) {
    return switch (operation.getKindCase()) {
      case REGISTER_PARTICIPANT -> check(operation.getRegisterParticipant());
      case REGISTER_KEY -> key(operation.getRegisterKey().getPublicKey());
      case OPEN_ACCOUNT -> check(operation.getOpenAccount());
      case SET_PARTICIPANT_STATUS -> status(operation.getSetParticipantStatus().getStatus());
      default -> Optional.empty();
    };
  }

  private Optional<Reject> check(RegisterParticipant op) {
    return participant(op.getName(), op.getLei(), op.getRoles()).or(() -> key(op.getPublicKey()));
  }

  private static Optional<Reject> check(OpenAccount op) {
    return account(op.getKind(), op.getName());
  }

  /** What is wrong with a participant's own fields. */
  static Optional<Reject> participant(String name, String lei, int roles) {
    if (!isName(name)) {
      return Optional.of(ComplianceReject.BAD_NAME);
    }
    if (!lei.isEmpty() && !Lei.isValid(lei)) {
      return Optional.of(ComplianceReject.BAD_LEI);
    }
    return roles > 0 && roles <= ALL_ROLES
        ? Optional.empty()
        : Optional.of(ComplianceReject.BAD_ROLES);
  }

  /** What is wrong with an account's own fields. */
  static Optional<Reject> account(AccountKind kind, String name) {
    if (!isName(name)) {
      return Optional.of(ComplianceReject.BAD_NAME);
    }
    return kind == AccountKind.ACCOUNT_KIND_HOUSE || kind == AccountKind.ACCOUNT_KIND_CLIENT
        ? Optional.empty()
        : Optional.of(ComplianceReject.BAD_ACCOUNT_KIND);
  }

  /** What is wrong with a public key. */
  Optional<Reject> key(PublicKey key) {
    return KeyForm.fault(key)
        .or(() -> keyRule.fault(key))
        .map(fault -> ComplianceReject.BAD_PUBLIC_KEY);
  }

  private static Optional<Reject> status(ParticipantStatus status) {
    return status == ParticipantStatus.PARTICIPANT_STATUS_ACTIVE
            || status == ParticipantStatus.PARTICIPANT_STATUS_SUSPENDED
        ? Optional.empty()
        : Optional.of(ComplianceReject.BAD_STATUS);
  }

  private static boolean isName(String name) {
    return !name.isEmpty()
        && name.length() <= LONGEST_NAME
        && name.chars().allMatch(c -> c >= ' ' && c <= '~')
        && name.charAt(0) != ' '
        && name.charAt(name.length() - 1) != ' ';
  }
}
