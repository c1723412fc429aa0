package tenor.clearing.risk;

/**
 * A position as margin sees it.
 *
 * @param contract what is held
 * @param contracts long positive
 */
public record Holding(ContractRisk contract, long contracts) {}
