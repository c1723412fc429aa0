package tenor.clearing.settlement;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tenor.clearing.accounts.Ledger;
import tenor.clearing.accounts.Reason;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.instruments.Listings;
import tenor.clearing.kernel.BrokenInvariant;
import tenor.clearing.kernel.Reader;
import tenor.clearing.kernel.Writer;
import tenor.clearing.positions.AccountInstrument;
import tenor.clearing.positions.Held;
import tenor.clearing.positions.Positions;

/**
 * Pays the same amount per contract to all holders of an instrument, those who are short paying
 * those who are long or the reverse. Contracts sum to zero, so the payments do, to the last unit.
 *
 * @param holders by instrument, then account, ascending
 */
record Payments(SortedMap<Integer, List<AccountInstrument>> holders) {
  /** Who holds what in {@code state}. */
  static Payments of(Reader state) {
    SortedMap<Integer, List<AccountInstrument>> holders = new TreeMap<>();
    for (Held held : Positions.all(state)) {
      holders.computeIfAbsent(held.instrument(), _ -> new ArrayList<>()).add(held.row());
    }
    return new Payments(holders);
  }

  /** Who holds an instrument, ascending. */
  List<AccountInstrument> of(int instrument) {
    return holders.getOrDefault(instrument, List.of());
  }

  /**
   * Pays the same amount per contract between those who exercise and those who are assigned, whose
   * contracts sum to the same.
   *
   * @param perContract what an exercised contract receives, negative if it pays; in asset units
   * @return what was received in total, of any size
   * @throws BrokenInvariant if the payments do not sum to zero
   */
  static BigInteger pay(
      Writer state,
      int asset,
      SortedMap<Long, Long> exercised,
      SortedMap<Long, Long> assigned,
      long perContract) {
    long each = Fixed.abs(perContract);
    BigInteger paid = BigInteger.ZERO;
    BigInteger received = BigInteger.ZERO;
    for (Map.Entry<Long, Long> payer : (perContract < 0 ? exercised : assigned).entrySet()) {
      long due = Fixed.times(payer.getValue(), each);
      Ledger.transfer(state, payer.getKey(), Ledger.CLEARING, asset, due, Reason.SETTLEMENT);
      paid = paid.add(BigInteger.valueOf(due));
    }
    for (Map.Entry<Long, Long> payee : (perContract < 0 ? assigned : exercised).entrySet()) {
      long owed = Fixed.times(payee.getValue(), each);
      Ledger.transfer(state, Ledger.CLEARING, payee.getKey(), asset, owed, Reason.SETTLEMENT);
      received = received.add(BigInteger.valueOf(owed));
    }
    if (!paid.equals(received)) {
      throw new BrokenInvariant("exercise: paid " + paid + ", received " + received);
    }
    return received;
  }

  /**
   * Pays through the clearing account.
   *
   * @param perContract what a contract held long receives, negative if it pays; in asset units
   * @return what was received in total, of any size
   * @throws BrokenInvariant if the payments do not sum to zero: the contracts did not
   */
  BigInteger pay(Writer state, int instrument, long perContract, Reason reason) {
    BigInteger received = BigInteger.ZERO;
    BigInteger paid = BigInteger.ZERO;
    if (perContract == 0) {
      return received;
    }
    int asset = Listings.assetOf(state, instrument);
    for (AccountInstrument row : holders.getOrDefault(instrument, List.of())) {
      long contracts = Positions.contracts(state, row.account(), instrument);
      long amount = Fixed.times(contracts, perContract);
      if (amount < 0) {
        long due = Fixed.negate(amount);
        Ledger.transfer(state, row.account(), Ledger.CLEARING, asset, due, reason);
        paid = paid.add(BigInteger.valueOf(due));
      } else {
        Ledger.transfer(state, Ledger.CLEARING, row.account(), asset, amount, reason);
        received = received.add(BigInteger.valueOf(amount));
      }
    }
    if (!paid.equals(received)) {
      throw new BrokenInvariant(
          reason + " of instrument " + instrument + ": paid " + paid + ", received " + received);
    }
    return received;
  }
}
