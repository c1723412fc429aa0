package tenor.app.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tenor.app.text.Decimals;
import tenor.clearing.ClearingHouse;
import tenor.clearing.compliance.ComplianceKeys;
import tenor.clearing.instruments.InstrumentsKeys;
import tenor.clearing.kernel.Outcome;
import tenor.clearing.kernel.Reader;
import tenor.clearing.kernel.Reject;
import tenor.clearing.kernel.TxResult;
import tenor.clearing.margin.AccountMargin;
import tenor.clearing.proto.Instrument;
import tenor.clearing.proto.RegisterTrade;
import tenor.clearing.proto.Unit;
import tenor.clearing.trading.WhatIf;

/** Answers about trades that were not made. */
final class WhatIfAnswers {
  private WhatIfAnswers() {}

  /**
   * What {@code /whatif/ID?instrument=I&contracts=N&price=P} would do, N being negative for a sale;
   * with {@code &against=ID} to this second account too.
   */
  static ObjectNode trade(Moment moment, Question question, ClearingHouse house) {
    RegisterTrade trade = trade(moment, question);
    WhatIf answer = house.whatIf(trade, moment.reader());
    ObjectNode node =
        moment
            .answer()
            .put("instrument", trade.getInstrument())
            .put(
                "symbol",
                InstrumentsKeys.INSTRUMENTS.get(moment.reader(), trade.getInstrument()).getSymbol())
            .put("contracts", trade.getContracts())
            .put("price", Decimals.price(trade.getPrice()));
    if (answer.mark().isPresent()) {
      node.put("mark", Decimals.price(answer.mark().getAsLong()));
    } else {
      node.putNull("mark");
    }
    addOutcome(node, answer.outcome());
    ArrayNode sides = node.putArray("sides");
    for (WhatIf.Side side : answer.sides()) {
      sides.add(side(moment.reader(), answer.asset(), side, trade.getBuyer() == side.account()));
    }
    return node;
  }

  private static RegisterTrade trade(Moment moment, Question question) {
    long account = account(moment, question.number());
    long contracts = contracts(question);
    String against = question.arguments().get("against");
    long other = against == null ? WhatIf.STAND_IN : account(moment, Question.number(against));
    return RegisterTrade.newBuilder()
        .setInstrument(
            ListingAnswers.row(
                moment,
                InstrumentsKeys.INSTRUMENTS,
                question.argument("instrument", "a number or symbol"),
                Instrument::getSymbol))
        .setBuyer(contracts > 0 ? account : other)
        .setSeller(contracts > 0 ? other : account)
        .setContracts(Math.abs(contracts))
        .setPrice(question.decimal("price", Unit.UNIT_PRICE))
        .build();
  }

  private static long account(Moment moment, long number) {
    if (!ComplianceKeys.ACCOUNTS.contains(moment.reader(), number)) {
      throw QueryRefusal.notFound("there is no account " + number);
    }
    return number;
  }

  private static long contracts(Question question) {
    String expected = "a whole number other than 0, positive to buy, negative to sell";
    String text = question.argument("contracts", expected);
    if (!text.matches("-?[0-9]{1,18}") || Long.parseLong(text) == 0) {
      throw QueryRefusal.argument("contracts: expected " + expected + ", found " + text);
    }
    return Long.parseLong(text);
  }

  private static void addOutcome(ObjectNode node, Outcome outcome) {
    switch (outcome) {
      case Outcome.Accepted() -> node.put("accepted", true).put("code", 0);
      case Outcome.Rejected(Reject reason, String detail) ->
          node.put("accepted", false)
              .put("code", reason.code())
              .put("reason", TxResult.text(reason, detail));
    }
  }

  private static ObjectNode side(Reader state, int asset, WhatIf.Side side, boolean isBuyer) {
    ObjectNode node =
        Json.object()
            .put("account", side.account())
            .put("side", isBuyer ? "buyer" : "seller")
            .put("asset", asset)
            .put("received", Decimals.amount(side.received()));
    node.putObject("contracts")
        .put("before", side.contractsBefore())
        .put("after", side.contractsAfter());
    node.set("before", requirements(state, side.before()));
    node.set("after", requirements(state, side.after()));
    return node;
  }

  private static JsonNode requirements(Reader state, Optional<AccountMargin> margin) {
    @Nullable AccountMargin known = margin.orElse(null);
    return known == null ? NullNode.getInstance() : AccountAnswers.requirements(state, known);
  }
}
