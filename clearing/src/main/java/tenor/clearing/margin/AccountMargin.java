package tenor.clearing.margin;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import tenor.clearing.accounts.AccountAsset;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.kernel.Reader;
import tenor.clearing.kernel.Table;
import tenor.clearing.proto.Balance;
import tenor.clearing.risk.AccountRequirement;
import tenor.clearing.risk.ClassRequirement;
import tenor.clearing.risk.Holding;
import tenor.clearing.risk.RiskTerms;
import tenor.clearing.risk.UnderlyingRequirement;

/**
 * The margin of an account: a pure function of positions, risk arrays, indices and parameters. It
 * reads whatever state it is given, so a trade is judged by giving it an overlay with the trade in.
 *
 * @param account its number
 * @param requirements what it has and needs, by asset: every asset in which it has cash or
 *     positions
 * @param classes the margin classes in which it has positions, ascending
 */
public record AccountMargin(
    long account, SortedMap<Integer, Requirement> requirements, List<ClassMargin> classes) {
  /** Keeps its own copies. */
  public AccountMargin {
    requirements = Collections.unmodifiableSortedMap(new TreeMap<>(requirements));
    classes = List.copyOf(classes);
  }

  /**
   * The margin of an account.
   *
   * @throws tenor.clearing.fixed.RuleFailure if it cannot be computed: an instrument without a risk
   *     array, an overflow
   */
  public static AccountMargin of(Reader state, long account) {
    return of(state, account, BlockRisk.of(state));
  }

  /** The margin of an account, arrays and groups being those of a block. */
  public static AccountMargin of(Reader state, long account, BlockRisk block) {
    AccountRows rows = AccountRows.of(state, account);
    return of(state, rows, block, GroupUnits.forOne(state, block));
  }

  /**
   * An account and its margin, which is computed when it is asked for: one that fails costs no
   * other.
   */
  public record Due(long account, Supplier<AccountMargin> margin) {}

  /**
   * The margin of every account of one state, ascending: tables are walked once, and what groups
   * share is found once.
   */
  public static List<Due> all(Reader state, BlockRisk block) {
    GroupUnits units = GroupUnits.forAll(state, block);
    return AccountRows.all(state).stream()
        .map(rows -> new Due(rows.account(), () -> of(state, rows, block, units)))
        .toList();
  }

  /**
   * The margin of some accounts, one after the other: what groups share is found once, so positions
   * must stay; cash may move between two of them.
   */
  public static LongFunction<AccountMargin> each(Reader state, BlockRisk block) {
    GroupUnits units = GroupUnits.forAll(state, block);
    return account -> of(state, AccountRows.of(state, account), block, units);
  }

  private static AccountMargin of(
      Reader state, AccountRows rows, BlockRisk block, GroupUnits groupUnits) {
    Book book = Book.of(rows.positions(), block);
    SortedMap<Integer, List<UnderlyingMargin>> byClass = new TreeMap<>();
    for (int underlying : book.positions().keySet()) {
      Market market = block.market(underlying);
      byClass
          .computeIfAbsent(market.marginClass(), _ -> new ArrayList<>())
          .add(underlying(rows.account(), book, market, groupUnits));
    }
    List<ClassMargin> classes = new ArrayList<>();
    byClass.forEach(
        (marginClass, margins) -> {
          int asset = block.market(margins.getFirst().underlying()).asset();
          classes.add(ClassMargin.of(marginClass, asset, margins, block.offset(marginClass)));
        });
    return new AccountMargin(
        rows.account(), requirements(state, rows, book, classes, block), classes);
  }

  /** Scan, calendar and concentration of what is held in a market (MRG-03, MRG-04, MRG-05). */
  private static UnderlyingMargin underlying(
      long account, Book book, Market market, GroupUnits groupUnits) {
    RiskTerms terms = groupUnits.terms(market);
    UnderlyingRequirement alone =
        UnderlyingRequirement.of(
            terms, market.scenarios(), book.holdings(market.underlying()), BigInteger.ZERO);
    BigInteger elsewhere = groupUnits.elsewhere(account, market, alone);
    return new UnderlyingMargin(
        market.underlying(), market.scenarios(), alone.with(elsewhere, terms));
  }

  /** What it has and needs in an asset; nothing where it has neither cash nor positions. */
  public Requirement in(int asset) {
    Requirement requirement = requirements.get(asset);
    return requirement == null ? new Requirement(asset, 0, 0, 0, 0, 0, 0) : requirement;
  }

  /** Whether equity is at least initial margin in every asset. */
  public boolean coversInitial() {
    return requirements.values().stream().allMatch(Requirement::coversInitial);
  }

  /** Whether equity is at least maintenance × initial factor in every asset. */
  public boolean coversScaled() {
    return requirements.values().stream().allMatch(Requirement::coversScaled);
  }

  /** Whether equity is at least maintenance margin in every asset. */
  public boolean coversMaintenance() {
    return requirements.values().stream().allMatch(Requirement::coversMaintenance);
  }

  /**
   * Whether a trade may turn {@code before} into this (MRG-09): in every asset initial margin is
   * covered afterwards, or maintenance falls and equity − maintenance does not, or nothing changed.
   */
  public boolean mayFollow(AccountMargin before) {
    return requirements.values().stream()
        .allMatch(after -> after.coversInitial() || relieves(before.in(after.asset()), after));
  }

  private static boolean relieves(Requirement before, Requirement after) {
    return after.equals(before)
        || (after.maintenance() < before.maintenance() && after.excess() >= before.excess());
  }

  private static SortedMap<Integer, Requirement> requirements(
      Reader state, AccountRows rows, Book book, List<ClassMargin> classes, BlockRisk block) {
    SortedMap<Integer, Need> needs = new TreeMap<>();
    for (ClassMargin margin : classes) {
      needs.merge(margin.asset(), Need.of(state, book, margin, block), Need::plus);
    }
    SortedMap<Integer, Long> cash = new TreeMap<>();
    for (Table.Entry<AccountAsset, Balance> balance : rows.balances()) {
      needs.putIfAbsent(balance.row().asset(), Need.NONE);
      cash.put(balance.row().asset(), balance.value().getCash());
    }
    SortedMap<Integer, Requirement> requirements = new TreeMap<>();
    long factor = block.initialFactor();
    long reputation = block.reputation(rows.participant());
    needs.forEach(
        (asset, need) ->
            requirements.put(
                asset, need.requirement(asset, cash.getOrDefault(asset, 0L), factor, reputation)));
    return CollateralAssets.counted(state, rows.account(), requirements, block);
  }

  /**
   * What the classes of one asset need together.
   *
   * @param classes what each requires
   * @param holdings all that settles in the asset
   * @param greatest what the class needs whose worst scenario is reported
   */
  private record Need(
      List<ClassRequirement> classes,
      List<Holding> holdings,
      long openInterest,
      long greatest,
      int worstScenario) {
    static final Need NONE = new Need(List.of(), List.of(), 0, 0, 0);

    static Need of(Reader state, Book book, ClassMargin margin, BlockRisk block) {
      List<Holding> holdings = new ArrayList<>();
      long openInterest = 0;
      for (UnderlyingMargin part : margin.underlyings()) {
        Market market = block.market(part.underlying());
        for (Book.Position position : book.positions().getOrDefault(part.underlying(), List.of())) {
          holdings.add(position.holding());
          openInterest = Fixed.plus(openInterest, OpenInterestTerm.of(state, market, position));
        }
      }
      return new Need(
          List.of(margin.requirement()),
          holdings,
          openInterest,
          margin.required(),
          margin.worstScenario());
    }

    Need plus(Need other) {
      Need worse = other.greatest > greatest ? other : this;
      return new Need(
          Stream.concat(classes.stream(), other.classes.stream()).toList(),
          Stream.concat(holdings.stream(), other.holdings.stream()).toList(),
          Fixed.plus(openInterest, other.openInterest),
          worse.greatest,
          worse.worstScenario);
    }

    /** Maintenance, initial and equity of the asset (MRG-07). */
    Requirement requirement(int asset, long cash, long factor, long reputation) {
      AccountRequirement account =
          AccountRequirement.of(classes, holdings, cash, List.of(), factor, reputation, 0);
      return new Requirement(
          asset,
          cash,
          account.netOptionValue(),
          account.equity(),
          account.maintenance(),
          account.initial(),
          Math.max(account.initial(), openInterest),
          worstScenario);
    }
  }
}
