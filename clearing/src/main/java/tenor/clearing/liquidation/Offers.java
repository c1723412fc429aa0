package tenor.clearing.liquidation;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tenor.clearing.compliance.Participants;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.instruments.Listings;
import tenor.clearing.kernel.Reader;
import tenor.clearing.margin.BlockRisk;
import tenor.clearing.proto.LiquidatorOffer;
import tenor.clearing.proto.Role;

/** The liquidators' standing offers, and what of them was used in this block. */
final class Offers {
  private final BlockRisk block;
  private final SortedMap<Long, SortedMap<Integer, Long>> used = new TreeMap<>();

  Offers(BlockRisk block) {
    this.block = block;
  }

  /**
   * Who may take of a slice at a premium, the first to be served first (LIQ-09). A slice goes as a
   * whole, so its taker has an offer in every underlying of it and asks what it asks most.
   */
  List<Taker> takers(Reader state, Slice slice, long failing, long premium) {
    int first = slice.underlyings(state).first();
    List<Taker> takers = new ArrayList<>();
    for (OfferRow row :
        LiquidationKeys.OFFERS.rows(state, LiquidationKeys.OFFERS.prefix().u32(first))) {
      Taker taker =
          mayTake(state, row.account(), failing) ? taker(state, slice, row.account()) : null;
      if (taker != null && taker.asked() <= premium) {
        takers.add(taker);
      }
    }
    takers.sort(Taker.ORDER);
    return takers;
  }

  /** LIQ-10: an active liquidator against whom nothing stands, of another group. */
  private boolean mayTake(Reader state, long account, long failing) {
    long participant = Participants.participantOf(state, account);
    return Participants.hasRole(state, participant, Role.ROLE_LIQUIDATOR)
        && Participants.isActive(state, participant)
        && Standings.isGood(state, account)
        && !block.together(account, failing);
  }

  private @Nullable Taker taker(Reader state, Slice slice, long account) {
    long asked = 0;
    SortedMap<Integer, Long> capacity = new TreeMap<>();
    for (int instrument : slice.instruments()) {
      int underlying = Listings.instrument(state, instrument).getUnderlying();
      LiquidatorOffer offer = LiquidationKeys.OFFERS.find(state, new OfferRow(underlying, account));
      if (offer == null) {
        return null;
      }
      asked = Math.max(asked, offer.getMinPremium());
      long left = Fixed.minus(offer.getMaxContracts(), used(account, instrument));
      capacity.put(instrument, Math.max(0, left));
    }
    return new Taker(account, asked, capacity);
  }

  private long used(long account, int instrument) {
    SortedMap<Integer, Long> byInstrument = used.get(account);
    return byInstrument == null ? 0 : byInstrument.getOrDefault(instrument, 0L);
  }

  /** Counts what was taken against what its taker offered for this block. */
  void use(long account, Slice taken) {
    SortedMap<Integer, Long> mine = used.computeIfAbsent(account, _ -> new TreeMap<>());
    for (int instrument : taken.instruments()) {
      mine.merge(instrument, taken.size(instrument), Fixed::plus);
    }
  }
}
