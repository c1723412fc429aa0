package tenor.clearing.margin;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tenor.clearing.compliance.ComplianceKeys;
import tenor.clearing.kernel.Reader;

/**
 * Which accounts belong to one legal-entity group. Found once and used for every account of a
 * block.
 */
public final class Groups {
  private final SortedMap<Long, Long> groupOf;
  private final SortedMap<Long, List<Long>> accountsOf;

  private Groups(SortedMap<Long, Long> groupOf, SortedMap<Long, List<Long>> accountsOf) {
    this.groupOf = groupOf;
    this.accountsOf = accountsOf;
  }

  /** The groups as they stand in the state. */
  public static Groups of(Reader state) {
    SortedMap<Long, Long> groupOf = new TreeMap<>();
    SortedMap<Long, List<Long>> accountsOf = new TreeMap<>();
    for (long account : ComplianceKeys.ACCOUNTS.rows(state)) {
      long participant = ComplianceKeys.ACCOUNTS.require(state, account).getParticipant();
      long group = ComplianceKeys.PARTICIPANTS.get(state, participant).getGroup();
      long founder = group == 0 ? participant : group;
      groupOf.put(account, founder);
      accountsOf.computeIfAbsent(founder, _ -> new ArrayList<>()).add(account);
    }
    return new Groups(groupOf, accountsOf);
  }

  /** The accounts of the group that {@code account} belongs to, ascending, itself among them. */
  public List<Long> accounts(long account) {
    Long group = groupOf.get(account);
    List<Long> accounts = group == null ? null : accountsOf.get(group);
    return accounts == null ? List.of(account) : List.copyOf(accounts);
  }

  /** Whether two accounts belong to one group. */
  public boolean together(long one, long other) {
    return accounts(one).contains(other);
  }
}
