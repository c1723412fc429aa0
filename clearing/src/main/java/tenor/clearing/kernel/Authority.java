package tenor.clearing.kernel;

import java.util.List;
import tenor.clearing.proto.Role;

/**
 * On whose behalf a transaction acts, as established from its authorisations.
 *
 * @param grants one per authorisation, the submitter's first
 */
public record Authority(List<Grant> grants) {
  /** Keeps its own copy. */
  public Authority {
    grants = List.copyOf(grants);
  }

  /**
   * What one authorisation grants.
   *
   * @param account the account acted for, 0 for the participant itself
   * @param participant whose key signed
   * @param roles the participant's roles, as bits
   */
  public record Grant(long account, long participant, int roles) {}

  /** Whether an authorisation acts for {@code account}. */
  public boolean actsFor(long account) {
    return account != 0 && grants.stream().anyMatch(grant -> grant.account() == account);
  }

  /** Whether {@code participant} itself authorises. */
  public boolean isParticipant(long participant) {
    return grants.stream()
        .anyMatch(grant -> grant.account() == 0 && grant.participant() == participant);
  }

  /** Whether a participant with {@code role} itself authorises. */
  public boolean hasRole(Role role) {
    return grants.stream().anyMatch(grant -> grant.account() == 0 && has(grant.roles(), role));
  }

  /** Whether the set {@code roles} holds {@code role}. */
  public static boolean has(int roles, Role role) {
    return (roles >> role.getNumber() & 1) == 1;
  }
}
