package tenor.clearing.risk;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

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
   * @throws tenor.clearing.fixed.RuleFailure if one cannot be computed
   */
  public static UnderlyingArrays of(RiskTerms terms, List<Contract> contracts) {
    Forwards forwards = Forwards.of(terms, contracts);
    List<Pin> pins = Pin.of(terms, forwards, contracts);
    LinearRisk linear = new LinearRisk(terms, forwards, pins);
    OptionRisk options = new OptionRisk(terms, forwards, pins);
    SortedMap<Long, OptionExpiry> expiries = new TreeMap<>();
    List<ContractRisk> risks = new ArrayList<>();
    for (Contract contract : contracts) {
      risks.add(
          switch (contract) {
            case Contract.Linear future -> linear.of(future);
            case Contract.Option option ->
                options.of(
                    option,
                    expiries.computeIfAbsent(
                        option.timeMillis(), time -> OptionExpiry.of(terms, forwards, pins, time)));
          });
    }
    return new UnderlyingArrays(terms, pins, risks);
  }
}
