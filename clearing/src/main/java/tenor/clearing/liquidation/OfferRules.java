package tenor.clearing.liquidation;

import java.util.Optional;
import tenor.clearing.compliance.Participants;
import tenor.clearing.instruments.InstrumentsKeys;
import tenor.clearing.kernel.Context;
import tenor.clearing.kernel.Event;
import tenor.clearing.kernel.Outcome;
import tenor.clearing.kernel.Reader;
import tenor.clearing.kernel.Reject;
import tenor.clearing.kernel.Writer;
import tenor.clearing.proto.LiquidatorOffer;
import tenor.clearing.proto.Role;
import tenor.clearing.proto.SetLiquidatorOffer;

/** Who may offer what: a liquidator's standing offer. */
final class OfferRules {
  private static final long MOST_CONTRACTS = 1_000_000_000_000L;

  private OfferRules() {}

  /** What can be refused without state (LIQ-20). */
  static Optional<Reject> check(SetLiquidatorOffer offer) {
    if (offer.getMinPremium() < LiquidationParams.PREMIUM_START.least()
        || offer.getMinPremium() > LiquidationParams.PREMIUM_END.most()) {
      return Optional.of(LiquidationReject.BAD_PREMIUM);
    }
    if (offer.getMaxContracts() < 0 || offer.getMaxContracts() > MOST_CONTRACTS) {
      return Optional.of(LiquidationReject.BAD_CONTRACTS);
    }
    return Optional.empty();
  }

  /** Sets or withdraws an offer. */
  static Outcome execute(SetLiquidatorOffer offer, Context context) {
    if (!context.authority().actsFor(offer.getAccount())) {
      return Outcome.rejected(LiquidationReject.NOT_AUTHORISED, "account " + offer.getAccount());
    }
    Optional<Reject> refused = refusal(offer, context.state());
    if (refused.isPresent()) {
      return Outcome.rejected(refused.get());
    }
    write(offer, context.state());
    context.emit(
        Event.of("liquidatorOffer")
            .with("account", offer.getAccount())
            .with("underlying", offer.getUnderlying())
            .with("minPremium", offer.getMinPremium())
            .with("maxContracts", offer.getMaxContracts()));
    return Outcome.accepted();
  }

  /** An offer that the chain starts with. */
  static void genesis(SetLiquidatorOffer offer, String where, Writer state) {
    Optional<Reject> refused = check(offer).or(() -> refusal(offer, state));
    if (refused.isPresent()) {
      throw new IllegalArgumentException(where + ": " + refused.get().message());
    }
    write(offer, state);
  }

  private static Optional<Reject> refusal(SetLiquidatorOffer offer, Reader state) {
    long participant = Participants.participantOf(state, offer.getAccount());
    if (!Participants.hasRole(state, participant, Role.ROLE_LIQUIDATOR)) {
      return Optional.of(LiquidationReject.NOT_LIQUIDATOR);
    }
    if (!InstrumentsKeys.UNDERLYINGS.contains(state, offer.getUnderlying())) {
      return Optional.of(LiquidationReject.UNKNOWN_UNDERLYING);
    }
    OfferRow row = new OfferRow(offer.getUnderlying(), offer.getAccount());
    return offer.getMaxContracts() == 0 && !LiquidationKeys.OFFERS.contains(state, row)
        ? Optional.of(LiquidationReject.NO_OFFER)
        : Optional.empty();
  }

  private static void write(SetLiquidatorOffer offer, Writer state) {
    OfferRow row = new OfferRow(offer.getUnderlying(), offer.getAccount());
    if (offer.getMaxContracts() == 0) {
      LiquidationKeys.OFFERS.remove(state, row);
    } else {
      LiquidationKeys.OFFERS.put(
          state,
          row,
          LiquidatorOffer.newBuilder()
              .setMinPremium(offer.getMinPremium())
              .setMaxContracts(offer.getMaxContracts())
              .build());
    }
  }
}
