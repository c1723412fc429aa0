package tenor.app.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import tenor.app.text.Decimals;
import tenor.app.text.ProtoJson;
import tenor.clearing.ClearingHouse;
import tenor.clearing.accounts.AccountAsset;
import tenor.clearing.accounts.AccountsKeys;
import tenor.clearing.accounts.Ledger;
import tenor.clearing.collateral.CollateralKeys;
import tenor.clearing.compliance.ComplianceKeys;
import tenor.clearing.defaultfund.DefaultFundKeys;
import tenor.clearing.instruments.InstrumentsKeys;
import tenor.clearing.kernel.Key;
import tenor.clearing.kernel.Param;
import tenor.clearing.kernel.Table;
import tenor.clearing.liquidation.LiquidationKeys;
import tenor.clearing.proto.CustodyTotals;
import tenor.clearing.proto.LiquidationTotals;
import tenor.clearing.proto.ParamValue;
import tenor.clearing.settlement.SettlementKeys;
import tenor.clearing.trading.TradingKeys;

/** Answers about the house as a whole. */
final class HouseAnswers {
  private HouseAnswers() {}

  /** Every parameter: its value for all, and those set for one underlying, class or asset. */
  static ObjectNode params(Moment moment, ClearingHouse house) {
    ObjectNode answer = moment.answer();
    ArrayNode list = answer.putArray("params");
    for (Param param : house.params()) {
      ObjectNode node =
          list.addObject()
              .put("component", house.schema().componentName(param.prefix()))
              .put("name", param.name())
              .put("scope", scope(param.scope()))
              .put("unit", ProtoJson.name(param.unit().getValueDescriptor()))
              .put("meaning", param.meaning());
      set(node, "value", param, param.get(moment.reader()));
      set(node, "default", param, param.byDefault());
      set(node, "least", param, param.least());
      set(node, "most", param, param.most());
      scoped(moment, param, node.putArray("scoped"));
    }
    return answer;
  }

  private static String scope(Param.Scope scope) {
    return switch (scope) {
      case HOUSE -> "house";
      case UNDERLYING -> "underlying";
      case MARGIN_CLASS -> "marginClass";
      case ASSET -> "asset";
    };
  }

  private static void scoped(Moment moment, Param param, ArrayNode list) {
    Key start = Param.VALUES.prefix().u7(param.prefix()).u16(param.number());
    for (Param.Row row : Param.VALUES.rows(moment.reader(), start)) {
      if (row.scope() != 0) {
        ParamValue value = Param.VALUES.get(moment.reader(), row);
        set(list.addObject().put("scope", row.scope()), "value", param, value.getValue());
      }
    }
  }

  private static void set(ObjectNode node, String name, Param param, long value) {
    if (Decimals.digits(param.unit()) == 0) {
      node.put(name, value);
    } else {
      node.put(name, Decimals.format(value, param.unit()));
    }
  }

  /** One participant. */
  static ObjectNode participant(Moment moment, long number) {
    var participant = ComplianceKeys.PARTICIPANTS.find(moment.reader(), number);
    if (participant == null) {
      throw QueryRefusal.notFound("there is no participant " + number);
    }
    ObjectNode answer = moment.answer().put("participant", number);
    answer.setAll(ProtoJson.of(participant));
    ArrayNode accounts = answer.putArray("accounts");
    for (long account : ComplianceKeys.ACCOUNTS.rows(moment.reader())) {
      if (ComplianceKeys.ACCOUNTS.get(moment.reader(), account).getParticipant() == number) {
        accounts.add(account);
      }
    }
    return answer;
  }

  /** What happened so far, and where the money is. */
  static ObjectNode totals(Moment moment) {
    LiquidationTotals totals = LiquidationKeys.TOTALS.get(moment.reader(), Table.Singleton.ROW);
    ObjectNode answer =
        moment
            .answer()
            .put("trades", trades(moment))
            .put("marginCalls", totals.getMarginCalls())
            .put("liquidations", totals.getLiquidations())
            .put("slices", totals.getSlices())
            .put("defaults", totals.getDefaults())
            .put(
                "expiries",
                SettlementKeys.TOTALS.get(moment.reader(), Table.Singleton.ROW).getExpiries());
    ArrayNode assets = answer.putArray("assets");
    InstrumentsKeys.ASSETS.rows(moment.reader()).forEach(asset -> assets.add(asset(moment, asset)));
    return answer;
  }

  private static long trades(Moment moment) {
    long trades = 0;
    for (int instrument : TradingKeys.STATS.rows(moment.reader())) {
      trades += TradingKeys.STATS.get(moment.reader(), instrument).getTrades();
    }
    return trades;
  }

  /** Held is what all accounts but the custodian's have, pending withdrawals included. */
  private static ObjectNode asset(Moment moment, int asset) {
    CustodyTotals custody = CollateralKeys.TOTALS.get(moment.reader(), asset);
    long held = 0;
    for (AccountAsset row : AccountsKeys.BALANCES.rows(moment.reader())) {
      if (row.asset() == asset && row.account() != Ledger.CUSTODY) {
        held = Math.addExact(held, Ledger.cash(moment.reader(), row.account(), asset));
      }
    }
    long difference = custody.getDeposited() - custody.getWithdrawn() - held;
    return Json.object()
        .put("asset", asset)
        .put("symbol", InstrumentsKeys.ASSETS.get(moment.reader(), asset).getSymbol())
        .put("deposited", Decimals.amount(custody.getDeposited()))
        .put("withdrawn", Decimals.amount(custody.getWithdrawn()))
        .put("held", Decimals.amount(held))
        .put("pending", cash(moment, Ledger.PENDING, asset))
        .put("fund", cash(moment, Ledger.FUND, asset))
        .put(
            "fundPaid",
            Decimals.amount(DefaultFundKeys.TOTALS.get(moment.reader(), asset).getPaid()))
        .put("difference", Decimals.amount(difference));
  }

  private static String cash(Moment moment, long account, int asset) {
    return Decimals.amount(Ledger.cash(moment.reader(), account, asset));
  }
}
