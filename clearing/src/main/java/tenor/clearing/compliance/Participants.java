package tenor.clearing.compliance;

import java.util.List;
import tenor.clearing.kernel.Authority;
import tenor.clearing.kernel.Reader;
import tenor.clearing.proto.KeyRecord;
import tenor.clearing.proto.Participant;
import tenor.clearing.proto.ParticipantStatus;
import tenor.clearing.proto.PublicKey;
import tenor.clearing.proto.Role;

/** What others may ask about participants and who owns what. */
public final class Participants {
  private Participants() {}

  /** The participant that an account belongs to; 0 if there is no such account. */
  public static long participantOf(Reader state, long account) {
    return ComplianceKeys.ACCOUNTS.get(state, account).getParticipant();
  }

  /** The participant that a key belongs to, revoked or not; 0 if it was never registered. */
  public static long ofKey(Reader state, PublicKey key) {
    KeyRecord found = ComplianceKeys.KEYS.find(state, KeyId.of(key));
    return found == null ? 0 : found.getParticipant();
  }

  /** Whether there is such a participant and it is not suspended. */
  public static boolean isActive(Reader state, long participant) {
    return ComplianceKeys.PARTICIPANTS.get(state, participant).getStatus()
        == ParticipantStatus.PARTICIPANT_STATUS_ACTIVE;
  }

  /** Whether the participant has a role, suspended or not. */
  public static boolean hasRole(Reader state, long participant, Role role) {
    return Authority.has(ComplianceKeys.PARTICIPANTS.get(state, participant).getRoles(), role);
  }

  /** The group of legal entities of a participant: the number of its founder; 0 if unknown. */
  public static long groupOf(Reader state, long participant) {
    Participant found = ComplianceKeys.PARTICIPANTS.find(state, participant);
    return found == null ? 0 : found.getGroup();
  }

  /** The accounts of a group of legal entities, ascending. */
  public static List<Long> accountsOfGroup(Reader state, long group) {
    return ComplianceKeys.GROUP_ACCOUNTS
        .rows(state, ComplianceKeys.GROUP_ACCOUNTS.prefix().u64(group))
        .stream()
        .map(GroupMember::account)
        .toList();
  }

  /** The numbers of all participants' accounts, ascending. */
  public static List<Long> accounts(Reader state) {
    return ComplianceKeys.ACCOUNTS.rows(state);
  }
}
