package tenor.app.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.Message;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tenor.app.text.Decimals;
import tenor.app.text.ProtoJson;
import tenor.clearing.instruments.InstrumentsKeys;
import tenor.clearing.instruments.Packages;
import tenor.clearing.kernel.Table;
import tenor.clearing.oracle.OptionQuotes;
import tenor.clearing.oracle.OracleKeys;
import tenor.clearing.positions.PositionsKeys;
import tenor.clearing.proto.Asset;
import tenor.clearing.proto.Index;
import tenor.clearing.proto.Instrument;
import tenor.clearing.proto.Mark;
import tenor.clearing.proto.Underlying;
import tenor.clearing.trading.Legs;

/** Answers about what is listed, by number or by symbol. */
final class ListingAnswers {
  private ListingAnswers() {}

  /** One instrument, or all. */
  static JsonNode instrument(Moment moment, Question question) {
    if (!question.isGeneral()) {
      return instrument(
          moment,
          OptionQuotes.of(moment.reader()),
          row(moment, InstrumentsKeys.INSTRUMENTS, question.subject(), Instrument::getSymbol));
    }
    OptionQuotes quotes = OptionQuotes.of(moment.reader());
    ArrayNode all = Json.array();
    for (int row : InstrumentsKeys.INSTRUMENTS.rows(moment.reader())) {
      all.add(instrument(moment, quotes, row));
    }
    return all;
  }

  private static ObjectNode instrument(Moment moment, OptionQuotes quotes, int row) {
    ObjectNode answer = listed(moment, InstrumentsKeys.INSTRUMENTS, row);
    Mark mark = OracleKeys.MARKS.find(moment.reader(), row);
    if (Packages.isPackage(InstrumentsKeys.INSTRUMENTS.get(moment.reader(), row))) {
      OptionalLong legs = Legs.mark(moment.reader(), row);
      return answer.put("mark", legs.isEmpty() ? null : Decimals.price(legs.getAsLong()));
    }
    if (mark == null) {
      answer.putNull("mark");
    } else {
      answer.put("mark", Decimals.price(mark.getPrice()));
      answer.put("markTimeMillis", mark.getTimeMillis());
      answer.put("premium", Decimals.fraction(mark.getPremium()));
      answer.put("stale", mark.getStale());
    }
    OptionAnswers.addQuote(answer, quotes, row);
    return answer.put(
        "openInterest", PositionsKeys.OPEN_INTEREST.get(moment.reader(), row).getContracts());
  }

  /** One asset, or all. */
  static JsonNode asset(Moment moment, Question question) {
    return listing(moment, InstrumentsKeys.ASSETS, question, Asset::getSymbol);
  }

  /** One underlying, or all. */
  static JsonNode underlying(Moment moment, Question question) {
    return listing(moment, InstrumentsKeys.UNDERLYINGS, question, Underlying::getSymbol);
  }

  private static <V extends Message> JsonNode listing(
      Moment moment, Table<Integer, V> table, Question question, Function<V, String> symbol) {
    if (!question.isGeneral()) {
      return listed(moment, table, row(moment, table, question.subject(), symbol));
    }
    ArrayNode all = Json.array();
    table.rows(moment.reader()).forEach(row -> all.add(listed(moment, table, row)));
    return all;
  }

  /** The index of an underlying, or of all; null where none was ever reported. */
  static JsonNode price(Moment moment, Question question) {
    if (!question.isGeneral()) {
      return price(
          moment,
          row(moment, InstrumentsKeys.UNDERLYINGS, question.subject(), Underlying::getSymbol));
    }
    ArrayNode all = Json.array();
    InstrumentsKeys.UNDERLYINGS.rows(moment.reader()).forEach(row -> all.add(price(moment, row)));
    return all;
  }

  private static ObjectNode price(Moment moment, int underlying) {
    Index index = OracleKeys.INDICES.get(moment.reader(), underlying);
    @Nullable String price = index.getHeight() == 0 ? null : Decimals.price(index.getPrice());
    return Json.object()
        .put("underlying", underlying)
        .put("number", underlying)
        .put("symbol", InstrumentsKeys.UNDERLYINGS.get(moment.reader(), underlying).getSymbol())
        .put("index", price)
        .put("timeMillis", index.getTimeMillis())
        .put("height", index.getHeight())
        .put("powerPpb", index.getPowerPpb())
        .put("spread", Decimals.price(index.getSpread()))
        .put("capped", index.getCapped());
  }

  private static <V extends Message> ObjectNode listed(
      Moment moment, Table<Integer, V> table, int row) {
    ObjectNode answer = moment.answer().put("number", row);
    answer.setAll(ProtoJson.of(table.get(moment.reader(), row)));
    return answer;
  }

  /** The row with this number, or the first with this symbol. */
  static <V extends Message> int row(
      Moment moment, Table<Integer, V> table, String text, Function<V, String> symbol) {
    for (int row : table.rows(moment.reader())) {
      if (text.equals(Integer.toString(row))
          || text.equals(symbol.apply(table.get(moment.reader(), row)))) {
        return row;
      }
    }
    throw QueryRefusal.notFound("there is no " + text + " in " + table.name());
  }
}
