package tenor.clearing.margin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tenor.clearing.compliance.Participants;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.Rounding;
import tenor.clearing.instruments.InstrumentsKeys;
import tenor.clearing.instruments.Listings;
import tenor.clearing.kernel.ChainClock;
import tenor.clearing.kernel.Reader;
import tenor.clearing.oracle.Indices;
import tenor.clearing.proto.Index;
import tenor.clearing.risk.Collateral;

/**
 * Assets that cover what is required in another. Each has one price, the index of an underlying,
 * and covers the asset which that underlying's margin class settles in.
 */
public final class CollateralAssets {
  private CollateralAssets() {}

  /** Whether an asset was issued by the group of an account (MRG-14). */
  public static boolean isOwnIssue(Reader state, long account, int asset) {
    long issuer = InstrumentsKeys.ASSETS.get(state, asset).getIssuer();
    long group = Participants.groupOf(state, Participants.participantOf(state, account));
    return issuer != 0 && group != 0 && Participants.groupOf(state, issuer) == group;
  }

  /**
   * What {@code amount} of an asset is as collateral in {@code settled} (MRG-13); empty if it is
   * none there, or never had a price above 0. A price is old if it was so when the last block
   * ended.
   */
  public static Optional<Collateral> of(
      Reader state, long account, int asset, long amount, int settled) {
    if (amount <= 0 || asset == settled) {
      return Optional.empty();
    }
    int underlying = underlying(state, asset);
    Index index = Indices.find(state, underlying).orElse(null);
    if (index == null || index.getPrice() <= 0 || covers(state, underlying) != settled) {
      return Optional.empty();
    }
    long cap = HaircutParams.COLLATERAL_CAP.get(state, asset);
    long now = ChainClock.last(state).getTimeMillis();
    return Optional.of(
        new Collateral(
            amount,
            index.getPrice(),
            HaircutParams.HAIRCUT.get(state, asset),
            cap == 0 ? Long.MAX_VALUE : cap,
            !Indices.isFresh(state, underlying, now),
            isOwnIssue(state, account, asset)));
  }

  private static int underlying(Reader state, int asset) {
    return Fixed.toInt(HaircutParams.COLLATERAL_INDEX.get(state, asset));
  }

  /** The asset that the margin class of an underlying settles in. */
  private static int covers(Reader state, int underlying) {
    return Listings.marginClass(state, Listings.classOf(state, underlying)).getAsset();
  }

  /**
   * What an account has and needs once its other assets count.
   *
   * @param alone what it has and needs by cash and positions of each asset, by asset
   */
  static SortedMap<Integer, Requirement> counted(
      Reader state, long account, SortedMap<Integer, Requirement> alone, BlockRisk block) {
    SortedMap<Integer, Requirement> counted = new TreeMap<>();
    for (Map.Entry<Integer, Requirement> entry : alone.entrySet()) {
      long equity = entry.getValue().equity();
      for (Part part : parts(state, account, alone, entry.getKey())) {
        equity = Fixed.plus(equity, part.collateral().counts());
      }
      counted.put(
          entry.getKey(), entry.getValue().withEquity(limited(block, entry.getValue(), equity)));
    }
    return counted;
  }

  /**
   * Another asset that counts.
   *
   * @param asset its number
   * @param collateral what there is of it, and how it counts
   */
  public record Part(int asset, Collateral collateral) {}

  /**
   * What other assets of an account are as collateral in {@code settled}, ascending.
   *
   * @param needs what it has and needs by cash and positions of each asset, by asset
   */
  public static List<Part> parts(
      Reader state, long account, SortedMap<Integer, Requirement> needs, int settled) {
    List<Part> parts = new ArrayList<>();
    for (Requirement other : needs.values()) {
      // MRG-13: only what an asset does not need itself covers another.
      long free = Fixed.minus(other.cash(), other.initial());
      of(state, account, other.asset(), free, settled)
          .ifPresent(collateral -> parts.add(new Part(other.asset(), collateral)));
    }
    return parts;
  }

  /**
   * MRG-15: where less cash is held than the governed share of maintenance, equity falls short of
   * maintenance by what cash lacks, whatever else is there.
   */
  private static long limited(BlockRisk block, Requirement need, long equity) {
    long share = block.cashShare(need.asset());
    long least = Fixed.mulDiv(need.maintenance(), share, Fixed.FRACTION_ONE, Rounding.UP);
    long lacking = Fixed.minus(least, Math.max(0, need.cash()));
    return lacking <= 0
        ? equity
        : Math.min(equity, Math.max(0, Fixed.minus(need.maintenance(), lacking)));
  }
}
