package tenor.app.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import tenor.app.text.Decimals;
import tenor.clearing.compliance.ComplianceKeys;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.instruments.InstrumentsKeys;
import tenor.clearing.kernel.Table;
import tenor.clearing.proto.HouseExposure;
import tenor.clearing.proto.InstrumentExposure;
import tenor.clearing.proto.LossTotals;
import tenor.clearing.proto.ParticipantExposure;
import tenor.clearing.proto.SystemicView;
import tenor.clearing.systemic.ParticipantAsset;
import tenor.clearing.systemic.SystemicKeys;

/** The house as a regulator looks at it, as of the last view that the state holds. */
final class SystemicAnswers {
  private SystemicAnswers() {}

  /** Everything at stake, by settlement asset and by instrument, and how margin held. */
  static ObjectNode systemic(Moment moment) {
    SystemicView view = SystemicKeys.VIEW.get(moment.reader(), Table.Singleton.ROW);
    ObjectNode answer =
        moment
            .answer()
            .put("viewHeight", view.getHeight())
            .put("viewTimeMillis", view.getTimeMillis());
    ArrayNode assets = answer.putArray("assets");
    SystemicKeys.HOUSE.rows(moment.reader()).forEach(row -> assets.add(asset(moment, row)));
    ArrayNode instruments = answer.putArray("instruments");
    SystemicKeys.INSTRUMENTS
        .rows(moment.reader())
        .forEach(row -> instruments.add(instrument(moment, row)));
    LossTotals losses = SystemicKeys.LOSS_TOTALS.get(moment.reader(), Table.Singleton.ROW);
    answer
        .putObject("losses")
        .put("epochs", losses.getEpochs())
        .put("breaches", losses.getBreaches());
    return answer;
  }

  private static ObjectNode asset(Moment moment, int asset) {
    HouseExposure all = SystemicKeys.HOUSE.get(moment.reader(), asset);
    ObjectNode node =
        Json.object()
            .put("asset", asset)
            .put("symbol", InstrumentsKeys.ASSETS.get(moment.reader(), asset).getSymbol())
            .put("notional", amount(all.getNotionalHigh(), all.getNotionalLow()))
            .put("equity", Decimals.amount(all.getEquity()))
            .put("maintenance", Decimals.amount(all.getMaintenance()));
    leverage(node, all.getEquity(), all.getLeverage());
    node.put("concentration", Decimals.fraction(all.getConcentration()))
        .put("topFive", Decimals.fraction(all.getTopFive()));
    ArrayNode participants = node.putArray("participants");
    for (ParticipantAsset row : SystemicKeys.PARTICIPANTS.rows(moment.reader())) {
      if (row.asset() == asset) {
        participants.add(participant(moment, row));
      }
    }
    return node;
  }

  private static ObjectNode participant(Moment moment, ParticipantAsset row) {
    ParticipantExposure one = SystemicKeys.PARTICIPANTS.get(moment.reader(), row);
    ObjectNode node =
        Json.object()
            .put("participant", row.participant())
            .put(
                "name",
                ComplianceKeys.PARTICIPANTS.get(moment.reader(), row.participant()).getName())
            .put("notional", amount(one.getNotionalHigh(), one.getNotionalLow()))
            .put("equity", Decimals.amount(one.getEquity()))
            .put("maintenance", Decimals.amount(one.getMaintenance()));
    leverage(node, one.getEquity(), one.getLeverage());
    return node;
  }

  private static void leverage(ObjectNode node, long equity, long leverage) {
    if (equity > 0) {
      node.put("leverage", Decimals.fraction(leverage));
    } else {
      node.putNull("leverage");
    }
  }

  private static ObjectNode instrument(Moment moment, int number) {
    InstrumentExposure one = SystemicKeys.INSTRUMENTS.get(moment.reader(), number);
    return Json.object()
        .put("instrument", number)
        .put("symbol", InstrumentsKeys.INSTRUMENTS.get(moment.reader(), number).getSymbol())
        .put("openInterest", one.getOpenInterest())
        .put("notional", amount(one.getNotionalHigh(), one.getNotionalLow()))
        .put("concentration", Decimals.fraction(one.getConcentration()))
        .put("topFive", Decimals.fraction(one.getTopFive()))
        .put("participants", one.getParticipants());
  }

  /** A 128-bit number of 10⁻⁶. */
  private static String amount(long high, long low) {
    BigInteger units = Fixed.wide(high, low);
    BigDecimal number = new BigDecimal(units, Decimals.AMOUNT_DIGITS).stripTrailingZeros();
    return (number.scale() < 0 ? number.setScale(0) : number).toPlainString();
  }
}
