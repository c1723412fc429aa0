package tenor.app.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import tenor.app.text.Decimals;
import tenor.clearing.adaptive.Reputation;
import tenor.clearing.compliance.ComplianceKeys;
import tenor.clearing.compliance.Participants;
import tenor.clearing.instruments.InstrumentsKeys;
import tenor.clearing.instruments.Listings;
import tenor.clearing.kernel.ChainClock;
import tenor.clearing.kernel.Reader;
import tenor.clearing.margin.BlockRisk;
import tenor.clearing.margin.CollateralAssets;
import tenor.clearing.margin.HaircutParams;
import tenor.clearing.margin.InForce;
import tenor.clearing.margin.Listed;
import tenor.clearing.margin.MarginKeys;
import tenor.clearing.margin.MarginParams;
import tenor.clearing.margin.Market;
import tenor.clearing.positions.Positions;
import tenor.clearing.proto.MarginClass;
import tenor.clearing.proto.Underlying;
import tenor.clearing.risk.Contract;

/** Answers with all that margins follow from besides what accounts hold: the replication file. */
final class ArrayAnswers {
  /** Belongs to no participant. */
  private static final long NOBODY = 0;

  private ArrayAnswers() {}

  /** What all underlyings share, and the numbers of those that have arrays. */
  static ObjectNode shared(Moment moment) {
    Reader state = moment.reader();
    ObjectNode answer =
        moment
            .answer()
            .put("timeMillis", ChainClock.last(state).getTimeMillis())
            .put("appHash", moment.view().appHash().hex())
            .put("initialFactor", Decimals.fraction(MarginParams.INITIAL_FACTOR.get(state)));
    ArrayNode participants = answer.putArray("participants");
    for (long number : ComplianceKeys.PARTICIPANTS.rows(state)) {
      participants
          .addObject()
          .put("participant", number)
          .put("group", Participants.groupOf(state, number))
          .put("reputation", Decimals.fraction(Reputation.factorOf(state, number)));
    }
    ArrayNode assets = answer.putArray("assets");
    InstrumentsKeys.ASSETS.rows(state).forEach(asset -> assets.add(asset(state, asset)));
    ArrayNode classes = answer.putArray("classes");
    for (int number : InstrumentsKeys.MARGIN_CLASSES.rows(state)) {
      MarginClass listed = Listings.marginClass(state, number);
      classes
          .addObject()
          .put("marginClass", number)
          .put("symbol", listed.getSymbol())
          .put("asset", listed.getAsset())
          .put("offset", Decimals.fraction(InForce.offset(state, number)));
    }
    ArrayNode underlyings = answer.putArray("underlyings");
    MarginKeys.RISKS.rows(state).forEach(underlyings::add);
    return answer;
  }

  private static ObjectNode asset(Reader state, int asset) {
    long issuer = InstrumentsKeys.ASSETS.get(state, asset).getIssuer();
    ObjectNode node =
        Json.object()
            .put("asset", asset)
            .put("symbol", InstrumentsKeys.ASSETS.get(state, asset).getSymbol())
            .put("cashShare", Decimals.fraction(HaircutParams.CASH_SHARE.get(state, asset)))
            .put("issuerGroup", Participants.groupOf(state, issuer));
    ArrayNode covers = node.putArray("covers");
    for (int settled : InstrumentsKeys.ASSETS.rows(state)) {
      CollateralAssets.of(state, NOBODY, asset, 1, settled)
          .ifPresent(
              one -> covers.add(CollateralAnswers.price(Json.object().put("asset", settled), one)));
    }
    return node;
  }

  /** The scenarios and arrays of an underlying, and what else its margin follows from. */
  static ObjectNode underlying(Moment moment, Question question) {
    Reader state = moment.reader();
    int number =
        ListingAnswers.row(
            moment, InstrumentsKeys.UNDERLYINGS, question.subject(), Underlying::getSymbol);
    if (!MarginKeys.RISKS.contains(state, number)) {
      throw QueryRefusal.notFound("nothing of underlying " + number + " has a risk array");
    }
    BlockRisk block = BlockRisk.of(state);
    Market market = block.market(number);
    ObjectNode answer =
        moment
            .answer()
            .put("underlying", number)
            .put("symbol", Listings.underlying(state, number).getSymbol())
            .put("marginClass", market.marginClass())
            .put("openInterestCap", market.openInterestCap());
    answer.set("terms", RiskAnswers.terms(market.terms()));
    ArrayNode scenarios = answer.putArray("scenarios");
    for (int k = 1; k <= market.scenarios(); k++) {
      scenarios.add(RiskAnswers.scenario(k, market));
    }
    ArrayNode instruments = answer.putArray("instruments");
    for (int instrument : MarginKeys.ARRAYS.rows(state)) {
      if (Listings.instrument(state, instrument).getUnderlying() == number) {
        instruments.add(instrument(state, block.listed(instrument), market.scenarios()));
      }
    }
    return answer;
  }

  private static ObjectNode instrument(Reader state, Listed listed, int scenarios) {
    ObjectNode node =
        Json.object()
            .put("instrument", listed.instrument())
            .put("symbol", Listings.instrument(state, listed.instrument()).getSymbol())
            .put("multiplier", Decimals.amount(listed.multiplier()))
            .put("openInterest", Positions.openInterest(state, listed.instrument()));
    putTime(node, "expiryMillis", listed.risk().timeMillis());
    putTime(node, "forwardMillis", listed.risk().forwardMillis());
    if (listed.mark() == 0) {
      node.putNull("mark");
    } else {
      node.put("mark", Decimals.price(listed.mark()));
    }
    node.put("paidUpFront", listed.risk().isPremium())
        .put("value", Decimals.amount(listed.risk().value()))
        .put("delta", Decimals.fraction(listed.risk().delta()))
        .put("vega", Decimals.fraction(listed.risk().vega()))
        .put("writtenLong", Decimals.fraction(listed.risk().writtenLong()))
        .put("writtenShort", Decimals.fraction(listed.risk().writtenShort()));
    ArrayNode losses = node.putArray("losses");
    for (int k = 0; k < scenarios; k++) {
      losses.add(Decimals.amount(listed.risk().losses().get(k)));
    }
    return node;
  }

  private static void putTime(ObjectNode node, String name, long millis) {
    Optional.of(millis)
        .filter(time -> time != Contract.NEVER)
        .ifPresentOrElse(time -> node.put(name, time), () -> node.putNull(name));
  }
}
