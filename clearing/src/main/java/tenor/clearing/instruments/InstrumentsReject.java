package tenor.clearing.instruments;

import tenor.clearing.kernel.Prefix;
import tenor.clearing.kernel.Reject;

/** Why a listing is refused, in order of precedence. */
public enum InstrumentsReject implements Reject {
  /** INS-01. */
  BAD_SYMBOL(1, "expected a symbol of 1 to 32 characters among A-Z 0-9 . _ - /"),
  /** INS-02. */
  NOT_ADMIN(2, "expected the authorisation of an admin for account 0"),
  /** INS-03. */
  DUPLICATE_SYMBOL(3, "expected a symbol that nothing of this kind has yet"),
  /** INS-04. */
  TOO_MANY(4, "expected fewer listings of this kind"),
  /** INS-05. */
  UNKNOWN_ASSET(5, "expected a listed asset"),
  /** INS-05. */
  UNKNOWN_MARGIN_CLASS(6, "expected a listed margin class"),
  /** INS-05. */
  UNKNOWN_UNDERLYING(7, "expected a listed underlying"),
  /** INS-05. */
  UNKNOWN_INSTRUMENT(8, "expected a listed instrument"),
  /** INS-06. */
  BAD_MAX_PRICE(9, "expected a greatest price from 1 to 10^18 (10^10 of the quote asset)"),
  /** INS-07. */
  BAD_TYPE(10, "expected type FUTURE, PERPETUAL, OPTION, PAYOFF or PACKAGE"),
  /** INS-08. */
  BAD_TICK(11, "expected a tick from 1 to the underlying's greatest price"),
  /** INS-09. */
  BAD_MULTIPLIER(12, "expected a multiplier from 1 to 10^15 (10^9 units of the underlying)"),
  /** INS-10. */
  BAD_EXPIRY(13, "expected an expiry within ten years ahead, and 0 for a perpetual"),
  /** INS-11. */
  BAD_POSITION_LIMIT(14, "expected a position limit of at least 1 contract"),
  /** INS-12. */
  TICK_NOT_WHOLE(15, "expected tick times multiplier to be a whole number of amount units"),
  /** INS-13. */
  CONTRACT_TOO_SMALL(16, "expected a contract to be worth at least 10^6 amount units"),
  /** INS-14. */
  EXPOSURE_TOO_LARGE(
      17, "expected position limit times greatest price times multiplier below 2^62 units"),
  /** INS-15. */
  BAD_STATUS(18, "expected LISTED for a paused or frozen instrument, PAUSED for a listed one"),
  /** INS-16 and INS-23. */
  TERMS_MISPLACED(
      19,
      "expected option terms with type OPTION, payoff terms with PAYOFF, legs with PACKAGE, none"
          + " with another; and of a package no underlying, expiry or position limit"),
  /** INS-16. */
  BAD_OPTION(20, "expected a call or put and a premium style"),
  /** INS-17. */
  BAD_STRIKE(
      21,
      "expected a strike on the tick, above 0 (or minus priceShift), at most the greatest price"),
  /** INS-18. */
  BAD_DELIVERY(
      22, "expected a future of the same underlying and multiplier that expires no earlier, or 0"),
  /** INS-19. */
  BAD_KINKS(
      23,
      "expected 1 to 16 kinks, strikes ascending from above 0 (or minus priceShift) to the"
          + " greatest price, slopes within 100, each with a change or a jump"),
  /** INS-20. */
  BAD_PAYOFF(
      24, "expected a payoff that is never below 0 at prices up to the greatest, and not always 0"),
  /** INS-21. */
  BAD_VARIANCE(25, "expected a listed underlying with a reported index, or 0"),
  /** INS-22. */
  UNKNOWN_ISSUER(26, "expected the number of a participant as issuer, or 0"),
  /** INS-23. */
  BAD_LEGS(
      27, "expected 2 to 8 legs of different instruments, each with a ratio within 1000, not 0"),
  /** INS-24. */
  BAD_LEG(
      28, "expected legs that are listed, neither expired nor packages, and settle in one asset");

  private final int number;
  private final String message;

  InstrumentsReject(int number, String message) {
    this.number = number;
    this.message = message;
  }

  @Override
  public int prefix() {
    return Prefix.INSTRUMENTS;
  }

  @Override
  public int number() {
    return number;
  }

  @Override
  public String message() {
    return message;
  }
}
