package tenor.clearing.compliance;

import tenor.clearing.fixed.Fixed;
import tenor.clearing.kernel.Table;
import tenor.clearing.kernel.Writer;
import tenor.clearing.proto.Account;
import tenor.clearing.proto.AccountKind;
import tenor.clearing.proto.ComplianceCounters;
import tenor.clearing.proto.GroupAccount;
import tenor.clearing.proto.KeyRecord;
import tenor.clearing.proto.Participant;
import tenor.clearing.proto.ParticipantStatus;
import tenor.clearing.proto.PublicKey;

/** Writes new participants, keys and accounts; what may be written was decided before. */
final class Register {
  private Register() {}

  /**
   * CMP-01: a new participant, active. Its number is given by the state, so that nobody chooses a
   * rank; group 0 founds its own.
   */
  static long participant(Writer state, String name, String lei, int roles, long group) {
    ComplianceCounters counters = ComplianceKeys.COUNTERS.require(state, Table.Singleton.ROW);
    long number = counters.getNextParticipant();
    ComplianceKeys.COUNTERS.put(
        state,
        Table.Singleton.ROW,
        counters.toBuilder().setNextParticipant(Fixed.plus(number, 1)).build());
    ComplianceKeys.PARTICIPANTS.put(
        state,
        number,
        Participant.newBuilder()
            .setName(name)
            .setLei(lei)
            .setRoles(roles)
            .setStatus(ParticipantStatus.PARTICIPANT_STATUS_ACTIVE)
            .setGroup(group == 0 ? number : group)
            .build());
    return number;
  }

  /** CMP-02: a key of a participant, for ever. */
  static void key(Writer state, long participant, PublicKey key) {
    ComplianceKeys.KEYS.put(
        state,
        KeyId.of(key),
        KeyRecord.newBuilder().setParticipant(participant).setPublicKey(key).build());
  }

  /** CMP-03: an account of a participant; accounts are numbered from 1001. */
  static long account(Writer state, long participant, AccountKind kind, String name) {
    ComplianceCounters counters = ComplianceKeys.COUNTERS.require(state, Table.Singleton.ROW);
    long number = counters.getNextAccount();
    ComplianceKeys.COUNTERS.put(
        state,
        Table.Singleton.ROW,
        counters.toBuilder().setNextAccount(Fixed.plus(number, 1)).build());
    ComplianceKeys.ACCOUNTS.put(
        state,
        number,
        Account.newBuilder().setParticipant(participant).setKind(kind).setName(name).build());
    ComplianceKeys.GROUP_ACCOUNTS.put(
        state,
        new GroupMember(Participants.groupOf(state, participant), number),
        GroupAccount.newBuilder().setParticipant(participant).build());
    return number;
  }
}
