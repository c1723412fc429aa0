package tenor.app.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.SortedMap;
import java.util.TreeMap;
import tenor.app.text.Decimals;
import tenor.clearing.instruments.InstrumentsKeys;
import tenor.clearing.instruments.Listings;
import tenor.clearing.kernel.Key;
import tenor.clearing.kernel.Reader;
import tenor.clearing.oracle.OptionQuotes;
import tenor.clearing.positions.AccountInstrument;
import tenor.clearing.positions.PositionsKeys;
import tenor.clearing.proto.Instrument;

/** Answers about what options are worth and how that changes. */
final class OptionAnswers {
  private OptionAnswers() {}

  /** What an option that has not expired is valued with, and its greeks; else nothing. */
  static void addQuote(ObjectNode answer, OptionQuotes quotes, int instrument) {
    quotes
        .of(instrument)
        .ifPresent(
            inputs -> {
              answer.put("forward", Decimals.price(inputs.forward() - inputs.shift()));
              answer.put("vol", Decimals.fraction(inputs.vol()));
              Greeks.of(inputs).addTo(answer, "modelValue");
            });
  }

  /** The greeks of an account's positions, per underlying, and what they leave out. */
  static ObjectNode greeks(Moment moment, long account) {
    Reader state = moment.reader();
    OptionQuotes quotes = OptionQuotes.of(state);
    SortedMap<Integer, Greeks> sums = new TreeMap<>();
    ObjectNode answer = moment.answer().put("account", account);
    ArrayNode list = answer.putArray("underlyings");
    ArrayNode without = answer.putArray("without");
    Key start = PositionsKeys.POSITIONS.prefix().u64(account);
    for (AccountInstrument row : PositionsKeys.POSITIONS.rows(state, start)) {
      Instrument terms = Listings.instrument(state, row.instrument());
      boolean isLinear = !terms.hasOption() && !terms.hasPayoff();
      var inputs = quotes.of(row.instrument());
      if (!isLinear && inputs.isEmpty()) {
        without.add(row.instrument());
        continue;
      }
      Greeks unit = isLinear ? Greeks.linear(BigDecimal.ONE) : Greeks.of(inputs.orElseThrow());
      BigDecimal units =
          BigDecimal.valueOf(terms.getMultiplier(), Decimals.MULTIPLIER_DIGITS)
              .multiply(BigDecimal.valueOf(PositionsKeys.POSITIONS.get(state, row).getContracts()));
      sums.merge(terms.getUnderlying(), unit.times(units), Greeks::plus);
    }
    sums.forEach(
        (underlying, sum) ->
            list.add(
                sum.addTo(
                    Json.object()
                        .put("underlying", underlying)
                        .put(
                            "symbol",
                            InstrumentsKeys.UNDERLYINGS.get(state, underlying).getSymbol()),
                    "optionValue")));
    return answer;
  }
}
