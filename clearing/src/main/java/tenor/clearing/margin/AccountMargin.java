package tenor.clearing.margin;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tenor.clearing.accounts.AccountAsset;
import tenor.clearing.accounts.AccountsKeys;
import tenor.clearing.accounts.Ledger;
import tenor.clearing.adaptive.Reputation;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.Rounding;
import tenor.clearing.instruments.InstrumentsKeys;
import tenor.clearing.kernel.Reader;
import tenor.clearing.proto.MarginClass;

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
    return of(state, account, Groups.of(state));
  }

  /** The margin of an account, the groups being those of the same state. */
  public static AccountMargin of(Reader state, long account, Groups groups) {
    Book book = Book.of(state, account);
    List<Book> siblings = new ArrayList<>();
    if (!book.holdings().isEmpty()) {
      for (long sibling : groups.accounts(account)) {
        siblings.add(sibling == account ? book : Book.of(state, sibling));
      }
    }
    List<ClassMargin> classes = classes(state, underlyings(state, book, siblings));
    return new AccountMargin(account, requirements(state, account, book, classes), classes);
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

  private static List<UnderlyingMargin> underlyings(Reader state, Book book, List<Book> siblings) {
    List<UnderlyingMargin> margins = new ArrayList<>();
    for (Map.Entry<Integer, List<Holding>> held : book.holdings().entrySet()) {
      UnderlyingTerms terms = UnderlyingTerms.of(state, held.getKey());
      BigInteger groupUnits =
          siblings.stream()
              .map(sibling -> sibling.units(terms))
              .reduce(BigInteger.ZERO, BigInteger::add);
      margins.add(UnderlyingRisk.of(terms, held.getValue()).margin(groupUnits));
    }
    return margins;
  }

  private static List<ClassMargin> classes(Reader state, List<UnderlyingMargin> underlyings) {
    SortedMap<Integer, List<UnderlyingMargin>> byClass = new TreeMap<>();
    for (UnderlyingMargin margin : underlyings) {
      int marginClass =
          InstrumentsKeys.UNDERLYINGS.require(state, margin.underlying()).getMarginClass();
      byClass.computeIfAbsent(marginClass, _ -> new ArrayList<>()).add(margin);
    }
    List<ClassMargin> classes = new ArrayList<>();
    for (Map.Entry<Integer, List<UnderlyingMargin>> entry : byClass.entrySet()) {
      MarginClass terms = InstrumentsKeys.MARGIN_CLASSES.require(state, entry.getKey());
      long offset = InForce.offset(state, entry.getKey());
      classes.add(ClassMargin.of(entry.getKey(), terms.getAsset(), entry.getValue(), offset));
    }
    return classes;
  }

  private static SortedMap<Integer, Requirement> requirements(
      Reader state, long account, Book book, List<ClassMargin> classes) {
    SortedMap<Integer, Need> needs = new TreeMap<>();
    for (AccountAsset row :
        AccountsKeys.BALANCES.rows(state, AccountsKeys.BALANCES.prefix().u64(account))) {
      needs.put(row.asset(), Need.NONE);
    }
    for (ClassMargin margin : classes) {
      long term = openInterestTerm(state, book, margin);
      needs.merge(margin.asset(), Need.of(margin, term), Need::plus);
    }
    SortedMap<Integer, Requirement> requirements = new TreeMap<>();
    BigInteger factor =
        BigInteger.valueOf(MarginParams.INITIAL_FACTOR.get(state))
            .multiply(BigInteger.valueOf(Reputation.factor(state, account)));
    needs.forEach(
        (asset, need) ->
            requirements.put(
                asset, need.requirement(asset, Ledger.cash(state, account, asset), factor)));
    return requirements;
  }

  private static long openInterestTerm(Reader state, Book book, ClassMargin margin) {
    long sum = 0;
    for (UnderlyingMargin part : margin.underlyings()) {
      for (Holding holding : book.holdings().getOrDefault(part.underlying(), List.of())) {
        sum = Fixed.plus(sum, OpenInterestTerm.of(state, part.underlying(), holding));
      }
    }
    return sum;
  }

  /**
   * What the classes of one asset need together.
   *
   * @param greatest what the class needs whose worst scenario is reported
   */
  private record Need(long maintenance, long openInterest, long greatest, int worstScenario) {
    private static final BigInteger FACTOR_ONE = BigInteger.TEN.pow(18);

    static final Need NONE = new Need(0, 0, 0, 0);

    static Need of(ClassMargin margin, long openInterest) {
      return new Need(margin.required(), openInterest, margin.required(), margin.worstScenario());
    }

    Need plus(Need other) {
      Need worse = other.greatest > greatest ? other : this;
      return new Need(
          Fixed.plus(maintenance, other.maintenance),
          Fixed.plus(openInterest, other.openInterest),
          worse.greatest,
          worse.worstScenario);
    }

    /**
     * Initial is maintenance × factor (10⁻¹⁸), rounded up, and at least the open-interest term
     * (MRG-07).
     */
    Requirement requirement(int asset, long cash, BigInteger factor) {
      BigInteger product = BigInteger.valueOf(maintenance).multiply(factor);
      long scaled = Fixed.toLong(Fixed.quotient(product, FACTOR_ONE, Rounding.UP));
      return new Requirement(
          asset, cash, cash, maintenance, scaled, Math.max(scaled, openInterest), worstScenario);
    }
  }
}
