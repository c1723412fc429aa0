package tenor.clearing.risk;

import java.math.BigDecimal;

/** The underlying of the worked check of the risk model, and ways to change it. */
final class TestTerms {
  static final long DAY = 86_400_000L;
  static final RiskTerms CHECK = terms("3", "0.33", "0", 1_000_000);

  private TestTerms() {}

  static RiskTerms terms(String extreme, String cover, String shortMinimum, long capacity) {
    return new RiskTerms(
        units("2790", 8),
        units("0.025", 9),
        0,
        units("0.043010753", 9),
        units("0.35", 9),
        0,
        0,
        0,
        units(extreme, 9),
        units(cover, 9),
        DAY,
        DAY,
        units("0.001", 9),
        units("0.01", 9),
        units(shortMinimum, 6),
        units(Long.toString(capacity), 6),
        units("2", 9));
  }

  static long units(String number, int digits) {
    return new BigDecimal(number).movePointRight(digits).longValueExact();
  }

  static Contract future(long days, String mark) {
    return new Contract.Linear(days * DAY, units("250", 6), units(mark, 8));
  }

  static Contract option(long days, boolean call, String strike, String vol) {
    return new Contract.Option(
        days * DAY, units("250", 6), call, units(strike, 8), units(vol, 9), true);
  }
}
