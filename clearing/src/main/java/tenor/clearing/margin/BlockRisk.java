package tenor.clearing.margin;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tenor.clearing.adaptive.Reputation;
import tenor.clearing.compliance.Participants;
import tenor.clearing.kernel.ByNumber;
import tenor.clearing.kernel.Reader;

/**
 * What the margin of every account of a block needs: risk arrays, terms of underlyings, groups of
 * legal entities, factors. Each is read when it is first asked for and then used for all accounts.
 * Made for a block or for a part of it and forgotten with it; none of it changes between the
 * block's transactions and its end.
 */
public final class BlockRisk {
  private final Reader state;
  private final ByNumber<Listed> listed = new ByNumber<>();
  private final SortedMap<Integer, Market> markets = new TreeMap<>();
  private final SortedMap<Long, List<Long>> groups = new TreeMap<>();
  private final SortedMap<Integer, Long> offsets = new TreeMap<>();
  private final SortedMap<Long, Long> reputations = new TreeMap<>();
  private final SortedMap<Integer, Long> cashShares = new TreeMap<>();
  private @Nullable Long initialFactor;

  private BlockRisk(Reader state) {
    this.state = state;
  }

  /** As it stands in the state. */
  public static BlockRisk of(Reader state) {
    return new BlockRisk(state);
  }

  /**
   * An instrument.
   *
   * @throws tenor.clearing.fixed.RuleFailure if it has no risk array
   */
  public Listed listed(int instrument) {
    return listed.get(instrument, number -> Listed.of(state, number));
  }

  /** Whether an instrument has a risk array. */
  boolean isListed(int instrument) {
    return listed.get(instrument) != null || MarginKeys.ARRAYS.contains(state, instrument);
  }

  /**
   * An underlying.
   *
   * @throws tenor.clearing.fixed.RuleFailure if nothing of it has an array
   */
  public Market market(int underlying) {
    Market known = markets.get(underlying);
    if (known == null) {
      known = Market.of(state, underlying);
      markets.put(underlying, known);
    }
    return known;
  }

  /** ω of a margin class, 10⁻⁹ (MRG-11). */
  long offset(int marginClass) {
    return offsets.computeIfAbsent(marginClass, each -> InForce.offset(state, each));
  }

  /** From maintenance to initial margin, 10⁻⁹. */
  long initialFactor() {
    Long known = initialFactor;
    if (known == null) {
      known = MarginParams.INITIAL_FACTOR.get(state);
      initialFactor = known;
    }
    return known;
  }

  /** The factor of a participant's conduct, 10⁻⁹: it follows at epochs only (ADP-11). */
  long reputation(long participant) {
    return reputations.computeIfAbsent(participant, each -> Reputation.factorOf(state, each));
  }

  /** The part of maintenance that must be cash, 10⁻⁹ (MRG-15). */
  long cashShare(int asset) {
    return cashShares.computeIfAbsent(asset, each -> HaircutParams.CASH_SHARE.get(state, each));
  }

  /** The group of an account; its own number, which no group has, if it has none. */
  long group(long account) {
    long group = Participants.groupOf(state, Participants.participantOf(state, account));
    return group == 0 ? account : group;
  }

  /** The accounts of the group that {@code account} belongs to, ascending, itself among them. */
  public List<Long> accounts(long account) {
    long group = group(account);
    List<Long> known = groups.get(group);
    if (known == null) {
      List<Long> members = Participants.accountsOfGroup(state, group);
      known = members.isEmpty() ? List.of(account) : members;
      groups.put(group, known);
    }
    return known;
  }

  /** Whether two accounts belong to one group. */
  public boolean together(long one, long other) {
    return one == other || group(one) == group(other);
  }
}
