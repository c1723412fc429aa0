package tenor.clearing.settlement;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.Split;
import tenor.clearing.kernel.Reader;
import tenor.clearing.positions.AccountInstrument;
import tenor.clearing.positions.Positions;

/**
 * Who exercises and who is assigned; both sum to the same.
 *
 * @param exercised contracts by account that holds long, none of them zero
 * @param assigned contracts by account that holds short, none of them zero
 */
record Assignment(SortedMap<Long, Long> exercised, SortedMap<Long, Long> assigned) {
  /** All contracts: what is exercised without anybody's will. */
  static Assignment all(Reader state, int instrument, List<AccountInstrument> holders) {
    return of(state, instrument, holders, (_, contracts) -> contracts);
  }

  /**
   * SET-14: the exercised contracts are assigned to those who are short pro rata, by largest
   * remainder, ties to the lower account.
   *
   * @param holders ascending by account
   * @param exercise how many of an account's long contracts are exercised
   */
  static Assignment of(
      Reader state, int instrument, List<AccountInstrument> holders, Exercise exercise) {
    SortedMap<Long, Long> exercised = new TreeMap<>();
    List<Long> writers = new ArrayList<>();
    List<Long> written = new ArrayList<>();
    long total = 0;
    for (AccountInstrument row : holders) {
      long contracts = Positions.contracts(state, row.account(), instrument);
      if (contracts > 0) {
        long part = exercise.of(row.account(), contracts);
        put(exercised, row.account(), part);
        total = Fixed.plus(total, part);
      } else if (contracts < 0) {
        writers.add(row.account());
        written.add(Fixed.negate(contracts));
      }
    }
    SortedMap<Long, Long> assigned = new TreeMap<>();
    List<Long> parts = Split.largestRemainder(total, written);
    for (int i = 0; i < parts.size(); i++) {
      put(assigned, writers.get(i), parts.get(i));
    }
    return new Assignment(exercised, assigned);
  }

  private static void put(SortedMap<Long, Long> sizes, long account, long contracts) {
    if (contracts != 0) {
      sizes.put(account, contracts);
    }
  }

  /** The contracts exercised. */
  long total() {
    long total = 0;
    for (long contracts : exercised.values()) {
      total = Fixed.plus(total, contracts);
    }
    return total;
  }

  /** How many of an account's contracts are exercised. */
  interface Exercise {
    /** Of so many held long. */
    long of(long account, long contracts);
  }
}
