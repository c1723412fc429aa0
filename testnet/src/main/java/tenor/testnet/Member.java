package tenor.testnet;

import java.util.ArrayList;
import java.util.List;
import tenor.app.crypto.SigningKey;

/**
 * An institution of the replay, with one house account and one key.
 *
 * @param name for people
 * @param policy how it behaves
 * @param cash what it starts with, in units of 10⁻⁶
 * @param underlying the underlying it holds to, or 0 for all
 * @param side +1 for those who hold long, −1 for short, 0 for either
 * @param account its account's number
 * @param key what it signs with
 */
record Member(
    String name, Policy policy, long cash, int underlying, int side, long account, SigningKey key) {
  private static final long MILLION = 1_000_000_000_000L;
  private static final long FIRST_ACCOUNT = 1001;

  /** How an institution behaves. */
  enum Policy {
    /** Takes the other side of everyone. */
    MAKER,
    /** Takes slices of failing accounts. */
    LIQUIDATOR,
    /** Holds a position, rolls it at expiry, and tops up when called. */
    HEDGER,
    /** Follows the last days' move, tops up late. */
    TREND,
    /** Holds as much as 1.05 × initial margin allows, and never tops up. */
    THIN,
    /** Buys puts below the price, with a small part of its cash. */
    PROTECT,
    /** Sells calls above the price. */
    WRITE,
    /** Buys puts at the price and sells as many below. */
    SPREAD;

    /** Whether it trades options of its own will. */
    boolean tradesOptions() {
      return this == PROTECT || this == WRITE || this == SPREAD;
    }
  }

  /** Some two dozen institutions for this many underlyings. */
  static List<Member> cast(int underlyings) {
    List<Member> members = new ArrayList<>();
    for (String name : List.of("abbey", "baker", "chase")) {
      add(members, name + "-mm", Policy.MAKER, 200, 0, 0);
    }
    add(members, "drake-liq", Policy.LIQUIDATOR, 100, 0, 0);
    add(members, "evans-liq", Policy.LIQUIDATOR, 60, 0, 0);
    List<String> hedgers = List.of("fleet", "grove", "heath", "inver", "joyce");
    for (int i = 0; i < hedgers.size(); i++) {
      add(members, hedgers.get(i), Policy.HEDGER, 12, 1 + i % underlyings, i % 2 == 0 ? -1 : 1);
    }
    for (String name : List.of("kings", "lloyd", "moore", "north")) {
      add(members, name, Policy.TREND, 8, 0, 0);
    }
    for (int underlying = 1; underlying <= underlyings; underlying++) {
      add(members, "thin-long-" + underlying, Policy.THIN, 3, underlying, 1);
      add(members, "thin-short-" + underlying, Policy.THIN, 3, underlying, -1);
    }
    add(members, "perry-puts", Policy.PROTECT, 12, 0, 0);
    add(members, "quinn-calls", Policy.WRITE, 12, 0, 0);
    add(members, "ruben-spread", Policy.SPREAD, 12, 0, 0);
    return members;
  }

  private static void add(
      List<Member> members, String name, Policy policy, long millions, int underlying, int side) {
    members.add(
        new Member(
            name,
            policy,
            millions * MILLION,
            underlying,
            side,
            FIRST_ACCOUNT + members.size(),
            Keys.random()));
  }

  /** Whether it brings cash when it is short of margin. */
  boolean topsUp() {
    return policy != Policy.THIN;
  }
}
