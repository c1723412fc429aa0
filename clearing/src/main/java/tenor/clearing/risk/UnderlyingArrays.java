package tenor.clearing.risk;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import tenor.clearing.fixed.RuleFailure;

/**
 * The risk arrays of everything listed on an underlying: what one contract held long loses under
 * each scenario, computed when an input changed.
 *
 * @param terms of the underlying
 * @param pins the scenarios after the common ones
 * @param contracts in the order given
 */
public record UnderlyingArrays(RiskTerms terms, List<Pin> pins, List<ContractRisk> contracts) {
  /** Keeps its own copies. */
  public UnderlyingArrays {
    pins = List.copyOf(pins);
    contracts = List.copyOf(contracts);
  }

  /**
   * The arrays of these contracts.
   *
   * @throws RuleFailure if one cannot be computed
   */
  public static UnderlyingArrays of(RiskTerms terms, List<Contract> contracts) {
    Calculation calculation = new Calculation(terms, contracts);
    List<ContractRisk> risks = contracts.stream().map(calculation::risk).toList();
    return new UnderlyingArrays(terms, calculation.pins, risks);
  }

  /**
   * The arrays of those contracts that have one: what cannot be computed costs no other contract.
   *
   * @param pins the scenarios after the common ones
   * @param contracts in the order given; empty where a rule failed
   */
  public record Possible(List<Pin> pins, List<Optional<ContractRisk>> contracts) {
    /** Keeps its own copies. */
    public Possible {
      pins = List.copyOf(pins);
      contracts = List.copyOf(contracts);
    }

    /** Of these contracts. */
    public static Possible of(RiskTerms terms, List<Contract> contracts) {
      Forwards forwards = Forwards.of(terms, contracts);
      List<Optional<Contract>> sound =
          contracts.stream().map(contract -> attempt(() -> forwards.reached(contract))).toList();
      Calculation calculation =
          new Calculation(terms, sound.stream().flatMap(Optional::stream).toList());
      return new Possible(
          calculation.pins,
          sound.stream()
              .map(one -> one.flatMap(contract -> attempt(() -> calculation.risk(contract))))
              .toList());
    }

    private static <T> Optional<T> attempt(Supplier<T> of) {
      try {
        return Optional.of(of.get());
      } catch (RuleFailure failure) {
        return Optional.empty();
      }
    }
  }

  /** Computes arrays of one underlying; what several of them need is computed once. */
  private static final class Calculation {
    private final RiskTerms terms;
    private final Forwards forwards;
    private final List<Pin> pins;
    private final LinearRisk linear;
    private final OptionRisk options;
    private final StructuredRisk structured;
    private final SortedMap<Long, SortedMap<Long, OptionExpiry>> expiries = new TreeMap<>();

    Calculation(RiskTerms terms, List<Contract> contracts) {
      this.terms = terms;
      this.forwards = Forwards.of(terms, contracts);
      this.pins = Pin.of(terms, forwards, contracts);
      this.linear = new LinearRisk(terms, forwards, pins);
      this.options = new OptionRisk(terms, forwards, pins);
      this.structured = new StructuredRisk(terms, forwards, pins);
    }

    ContractRisk risk(Contract contract) {
      return switch (contract) {
        case Contract.Linear future -> linear.of(future);
        case Contract.Option option -> options.of(option, expiry(option));
        case Contract.Structured payoff -> structured.of(payoff, expiry(payoff));
      };
    }

    private OptionExpiry expiry(Contract contract) {
      return expiries
          .computeIfAbsent(contract.timeMillis(), _ -> new TreeMap<>())
          .computeIfAbsent(
              contract.forwardMillis(),
              forward -> OptionExpiry.of(terms, forwards, pins, contract.timeMillis(), forward));
    }
  }
}
