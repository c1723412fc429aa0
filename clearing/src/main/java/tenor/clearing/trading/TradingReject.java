package tenor.clearing.trading;

import tenor.clearing.kernel.Prefix;
import tenor.clearing.kernel.Reject;

/** Why a trade is refused, in order of precedence. */
public enum TradingReject implements Reject {
  /** TRD-01. */
  SAME_ACCOUNT(1, "expected a buyer that is not the seller"),
  /** TRD-02. */
  BAD_CONTRACTS(2, "expected at least 1 contract"),
  /** TRD-04. */
  BUYER_NOT_AUTHORISED(4, "expected an authorisation for the buyer's account"),
  /** TRD-04. */
  SELLER_NOT_AUTHORISED(5, "expected an authorisation for the seller's account"),
  /** TRD-05. */
  UNKNOWN_INSTRUMENT(6, "expected a listed instrument"),
  /** TRD-05. */
  SETTLED(7, "expected an instrument that is not settled"),
  /** TRD-05. */
  EXPIRED(8, "expected an instrument before its expiry"),
  /** TRD-05. */
  FROZEN(9, "expected an instrument that is not frozen"),
  /** TRD-03. */
  BAD_PRICE(
      3,
      "expected a price above 0 (or minus priceShift), of a package one its legs' prices come to"),
  /** TRD-06. */
  OFF_TICK(10, "expected a price that is a multiple of the tick"),
  /** TRD-06. */
  ABOVE_MAXIMUM(
      11, "expected a price up to the instrument's greatest, or the greatest of its legs"),
  /** TRD-07. */
  STALE_MARK(12, "expected a market whose mark is fresh"),
  /** TRD-08. */
  NOT_REDUCING(13, "expected a reduce-only trade to reduce the position of both sides"),
  /** TRD-09. */
  OPENING_PAUSED(14, "expected both sides to reduce while opening is paused"),
  /** TRD-17. */
  BUYER_BARRED(21, "expected a buyer that reduces, or is neither in default nor restricted"),
  /** TRD-17. */
  SELLER_BARRED(22, "expected a seller that reduces, or is neither in default nor restricted"),
  /** TRD-10. */
  POSITION_LIMIT(15, "expected positions within the position limit afterwards"),
  /** TRD-11. */
  BUYER_CASH(
      16,
      "expected the buyer to have cash for the price of an option, or the difference from the"
          + " mark"),
  /** TRD-11. */
  SELLER_CASH(17, "expected the seller to have cash for the difference from the mark"),
  /** TRD-12. */
  BUYER_MARGIN(
      18, "expected the buyer's equity to cover initial margin afterwards, or its risk to fall"),
  /** TRD-12. */
  SELLER_MARGIN(
      19, "expected the seller's equity to cover initial margin afterwards, or its risk to fall"),
  /** TRD-13. */
  FAR_FROM_MARK(20, "expected a price near the mark while a side is below initial margin");

  private final int number;
  private final String message;

  TradingReject(int number, String message) {
    this.number = number;
    this.message = message;
  }

  @Override
  public int prefix() {
    return Prefix.TRADING;
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
