package tenor.clearing.trading;

import tenor.clearing.fixed.Fixed;
import tenor.clearing.instruments.Listings;
import tenor.clearing.instruments.Payoffs;
import tenor.clearing.proto.Instrument;
import tenor.clearing.proto.RegisterTrade;

/**
 * What one contract of a trade comes to in one instrument: all of it, unless a package is traded.
 *
 * @param number of the instrument
 * @param instrument its terms
 * @param ratio its contracts that the buyer gets; gives, if below 0
 * @param mark 10⁻⁸
 * @param price at which it is booked, 10⁻⁸
 * @param value of {@code ratio} contracts at that price, amount units: exact
 */
record TradedLeg(int number, Instrument instrument, long ratio, long mark, long price, long value) {

  /** What {@code ratio} contracts are worth at the mark, amount units. */
  long markValue() {
    return Fixed.times(ratio, Listings.value(mark, instrument));
  }

  /** How much more than at the mark the buyer pays, amount units. */
  long aboveMark() {
    return Fixed.minus(value, markValue());
  }

  boolean isPaidUpFront() {
    return Payoffs.isPaidUpFront(instrument);
  }

  /** Who becomes longer in it. */
  long taker(RegisterTrade trade) {
    return ratio > 0 ? trade.getBuyer() : trade.getSeller();
  }

  /** Who becomes shorter in it. */
  long giver(RegisterTrade trade) {
    return ratio > 0 ? trade.getSeller() : trade.getBuyer();
  }

  /** How many contracts of it change hands: at least 1. */
  long contracts(RegisterTrade trade) {
    return Fixed.times(Fixed.abs(ratio), trade.getContracts());
  }
}
