package tenor.clearing.compliance;

import tenor.clearing.kernel.Authority;
import tenor.clearing.kernel.Context;
import tenor.clearing.kernel.Event;
import tenor.clearing.kernel.Outcome;
import tenor.clearing.kernel.Reader;
import tenor.clearing.proto.KeyRecord;
import tenor.clearing.proto.OpenAccount;
import tenor.clearing.proto.Operation;
import tenor.clearing.proto.Participant;
import tenor.clearing.proto.ParticipantStatus;
import tenor.clearing.proto.RegisterKey;
import tenor.clearing.proto.RegisterParticipant;
import tenor.clearing.proto.RevokeKey;
import tenor.clearing.proto.Role;
import tenor.clearing.proto.SetParticipantStatus;

/** What compliance executes; each is one list of checks, then one write. */
final class ComplianceOperations {
  Outcome execute(Operation operation, Context context) {
    return switch (operation.getKindCase()) {
      case REGISTER_PARTICIPANT -> registerParticipant(operation.getRegisterParticipant(), context);
      case REGISTER_KEY -> registerKey(operation.getRegisterKey(), context);
      case REVOKE_KEY -> revokeKey(operation.getRevokeKey(), context);
      case OPEN_ACCOUNT -> openAccount(operation.getOpenAccount(), context);
      case SET_PARTICIPANT_STATUS -> setStatus(operation.getSetParticipantStatus(), context);
      default -> throw new IllegalStateException("not of compliance: " + operation.getKindCase());
    };
  }

  private static Outcome registerParticipant(RegisterParticipant op, Context context) {
    Reader state = context.state();
    if (!isAdmin(context)) {
      return Outcome.rejected(ComplianceReject.NOT_ADMIN);
    }
    if (op.getGroup() != 0 && Participants.groupOf(state, op.getGroup()) != op.getGroup()) {
      return Outcome.rejected(ComplianceReject.UNKNOWN_GROUP, "group " + op.getGroup());
    }
    if (!op.getLei().isEmpty() && hasLei(state, op.getLei())) {
      return Outcome.rejected(ComplianceReject.LEI_TAKEN, op.getLei());
    }
    if (Participants.ofKey(state, op.getPublicKey()) != 0) {
      return Outcome.rejected(ComplianceReject.KEY_TAKEN);
    }
    long number =
        Register.participant(
            context.state(), op.getName(), op.getLei(), op.getRoles(), op.getGroup());
    Register.key(context.state(), number, op.getPublicKey());
    context.emit(Event.of("participant").with("participant", number).with("name", op.getName()));
    return Outcome.accepted();
  }

  private static Outcome registerKey(RegisterKey op, Context context) {
    Reader state = context.state();
    if (!isAdmin(context) && !context.authority().isParticipant(op.getParticipant())) {
      return Outcome.rejected(ComplianceReject.NOT_AUTHORISED);
    }
    if (!ComplianceKeys.PARTICIPANTS.contains(state, op.getParticipant())) {
      return unknown(op.getParticipant());
    }
    if (Participants.ofKey(state, op.getPublicKey()) != 0) {
      return Outcome.rejected(ComplianceReject.KEY_TAKEN);
    }
    long most = ComplianceParams.MAX_KEYS.get(state);
    if (keysOf(state, op.getParticipant()) >= most) {
      return Outcome.rejected(ComplianceReject.TOO_MANY_KEYS, "at most " + most);
    }
    Register.key(context.state(), op.getParticipant(), op.getPublicKey());
    return Outcome.accepted();
  }

  /** CMP-04: a key has power to the end of the block that revokes it, whatever the order in it. */
  private static Outcome revokeKey(RevokeKey op, Context context) {
    KeyId id = KeyId.of(op.getPublicKey());
    KeyRecord key = ComplianceKeys.KEYS.find(context.state(), id);
    long participant = key == null ? 0 : key.getParticipant();
    if (!isAdmin(context) && !context.authority().isParticipant(participant)) {
      return Outcome.rejected(ComplianceReject.NOT_AUTHORISED);
    }
    if (key == null) {
      return Outcome.rejected(ComplianceReject.UNKNOWN_KEY);
    }
    if (key.getRevokedHeight() != 0) {
      return Outcome.rejected(
          ComplianceReject.ALREADY_REVOKED, "at height " + key.getRevokedHeight());
    }
    ComplianceKeys.KEYS.put(
        context.state(), id, key.toBuilder().setRevokedHeight(context.block().height()).build());
    return unlessNobodyGoverns(context);
  }

  private static Outcome openAccount(OpenAccount op, Context context) {
    Reader state = context.state();
    long participant = op.getParticipant();
    if (!isAdmin(context) && !context.authority().isParticipant(participant)) {
      return Outcome.rejected(ComplianceReject.NOT_AUTHORISED);
    }
    if (!ComplianceKeys.PARTICIPANTS.contains(state, participant)) {
      return unknown(participant);
    }
    if (!Participants.hasRole(state, participant, Role.ROLE_CLEARING_MEMBER)
        && !Participants.hasRole(state, participant, Role.ROLE_LIQUIDATOR)) {
      return Outcome.rejected(ComplianceReject.NO_ACCOUNT_ROLE);
    }
    if (!Participants.isActive(state, participant)) {
      return Outcome.rejected(ComplianceReject.PARTICIPANT_SUSPENDED);
    }
    long most = ComplianceParams.MAX_ACCOUNTS.get(state);
    if (accountsOf(state, participant) >= most) {
      return Outcome.rejected(ComplianceReject.TOO_MANY_ACCOUNTS, "at most " + most);
    }
    long number = Register.account(context.state(), participant, op.getKind(), op.getName());
    context.emit(Event.of("account").with("account", number).with("participant", participant));
    return Outcome.accepted();
  }

  private static Outcome setStatus(SetParticipantStatus op, Context context) {
    if (!isAdmin(context)) {
      return Outcome.rejected(ComplianceReject.NOT_ADMIN);
    }
    Participant participant =
        ComplianceKeys.PARTICIPANTS.find(context.state(), op.getParticipant());
    if (participant == null) {
      return unknown(op.getParticipant());
    }
    ComplianceKeys.PARTICIPANTS.put(
        context.state(),
        op.getParticipant(),
        participant.toBuilder().setStatus(op.getStatus()).build());
    return unlessNobodyGoverns(context);
  }

  /** CMP-05: an active admin with a key that has power always remains. */
  private static Outcome unlessNobodyGoverns(Context context) {
    Reader state = context.state();
    boolean governed =
        ComplianceKeys.KEYS.rows(state).stream()
            .map(id -> ComplianceKeys.KEYS.require(state, id))
            .filter(key -> key.getRevokedHeight() == 0)
            .anyMatch(key -> governs(state, key.getParticipant()));
    return governed ? Outcome.accepted() : Outcome.rejected(ComplianceReject.LAST_ADMIN);
  }

  private static boolean governs(Reader state, long participant) {
    Participant found = ComplianceKeys.PARTICIPANTS.get(state, participant);
    return found.getStatus() == ParticipantStatus.PARTICIPANT_STATUS_ACTIVE
        && Authority.has(found.getRoles(), Role.ROLE_ADMIN);
  }

  private static boolean isAdmin(Context context) {
    return context.authority().hasRole(Role.ROLE_ADMIN);
  }

  private static Outcome unknown(long participant) {
    return Outcome.rejected(ComplianceReject.UNKNOWN_PARTICIPANT, "participant " + participant);
  }

  private static boolean hasLei(Reader state, String lei) {
    return ComplianceKeys.PARTICIPANTS.rows(state).stream()
        .anyMatch(row -> ComplianceKeys.PARTICIPANTS.get(state, row).getLei().equals(lei));
  }

  private static long keysOf(Reader state, long participant) {
    return ComplianceKeys.KEYS.rows(state).stream()
        .filter(id -> ComplianceKeys.KEYS.get(state, id).getParticipant() == participant)
        .count();
  }

  private static long accountsOf(Reader state, long participant) {
    return Participants.accounts(state).stream()
        .filter(account -> Participants.participantOf(state, account) == participant)
        .count();
  }
}
