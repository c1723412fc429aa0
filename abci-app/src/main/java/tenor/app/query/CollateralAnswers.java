package tenor.app.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import tenor.app.text.Decimals;
import tenor.clearing.instruments.InstrumentsKeys;
import tenor.clearing.kernel.Reader;
import tenor.clearing.margin.AccountMargin;
import tenor.clearing.margin.CollateralAssets;
import tenor.clearing.margin.HaircutParams;
import tenor.clearing.risk.Collateral;

/** Answers about what other assets count for. */
final class CollateralAnswers {
  private CollateralAnswers() {}

  /** Adds each other asset that counts as equity in this one, and how much of it must be cash. */
  static void addParts(ObjectNode node, Reader state, AccountMargin margin, int settled) {
    node.put("cashShare", Decimals.fraction(HaircutParams.CASH_SHARE.get(state, settled)));
    ArrayNode list = node.putArray("collateral");
    CollateralAssets.parts(state, margin.account(), margin.requirements(), settled)
        .forEach(part -> list.add(part(state, part)));
  }

  private static ObjectNode part(Reader state, CollateralAssets.Part part) {
    Collateral collateral = part.collateral();
    ObjectNode node =
        Json.object()
            .put("asset", part.asset())
            .put("symbol", InstrumentsKeys.ASSETS.get(state, part.asset()).getSymbol())
            .put("amount", Decimals.amount(collateral.amount()));
    return price(node, collateral)
        .put("ownIssue", collateral.isOwnIssue())
        .put("counts", Decimals.amount(collateral.counts()));
  }

  /** Adds what an amount of collateral is priced by. */
  static ObjectNode price(ObjectNode node, Collateral collateral) {
    node.put("price", Decimals.price(collateral.price()))
        .put("haircut", Decimals.fraction(collateral.haircut()));
    if (collateral.cap() == Long.MAX_VALUE) {
      node.putNull("cap");
    } else {
      node.put("cap", Decimals.amount(collateral.cap()));
    }
    return node.put("stale", collateral.isStale());
  }
}
