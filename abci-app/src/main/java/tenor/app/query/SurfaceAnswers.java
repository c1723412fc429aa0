package tenor.app.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.OptionalLong;
import tenor.app.text.Decimals;
import tenor.clearing.instruments.InstrumentsKeys;
import tenor.clearing.oracle.OptionQuotes;
import tenor.clearing.oracle.OracleKeys;
import tenor.clearing.oracle.UnderlyingExpiry;
import tenor.clearing.proto.Surface;
import tenor.clearing.proto.Underlying;

/** Answers about implied volatilities. */
final class SurfaceAnswers {
  private SurfaceAnswers() {}

  /** The surface of an underlying, or of all. */
  static JsonNode surface(Moment moment, Question question) {
    if (!question.isGeneral()) {
      return surface(
          moment,
          ListingAnswers.row(
              moment, InstrumentsKeys.UNDERLYINGS, question.subject(), Underlying::getSymbol));
    }
    ArrayNode all = Json.array();
    InstrumentsKeys.UNDERLYINGS.rows(moment.reader()).forEach(row -> all.add(surface(moment, row)));
    return all;
  }

  private static ObjectNode surface(Moment moment, int underlying) {
    ArrayNode slices = Json.array();
    OptionQuotes quotes = OptionQuotes.of(moment.reader());
    for (UnderlyingExpiry row :
        OracleKeys.SURFACES.rows(moment.reader(), OracleKeys.SURFACES.prefix().u32(underlying))) {
      slices.add(
          addForward(
              slice(row.expiryMillis(), OracleKeys.SURFACES.get(moment.reader(), row)),
              quotes.forward(underlying, row.expiryMillis())));
    }
    ObjectNode answer =
        moment
            .answer()
            .put("number", underlying)
            .put(
                "symbol", InstrumentsKeys.UNDERLYINGS.get(moment.reader(), underlying).getSymbol());
    answer.set("slices", slices);
    return answer;
  }

  private static ObjectNode slice(long expiryMillis, Surface surface) {
    ArrayNode vols = Json.array();
    surface.getVolsList().forEach(vol -> vols.add(Decimals.fraction(vol)));
    ObjectNode answer =
        Json.object()
            .put("expiryMillis", expiryMillis)
            .put("timeMillis", surface.getTimeMillis())
            .put("setHeight", surface.getHeight())
            .put("powerPpb", surface.getPowerPpb())
            .put("capped", surface.getCapped())
            .put("repaired", surface.getRepaired())
            .put("step", Decimals.fraction(surface.getStep()))
            .put("atTheMoney", Decimals.fraction(surface.getVols(surface.getVolsCount() / 2)));
    answer.set("vols", vols);
    return answer;
  }

  private static ObjectNode addForward(ObjectNode slice, OptionalLong forward) {
    return forward.isPresent()
        ? slice.put("forward", Decimals.price(forward.getAsLong()))
        : slice.putNull("forward");
  }
}
