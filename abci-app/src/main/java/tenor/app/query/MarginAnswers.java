package tenor.app.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import tenor.app.text.Decimals;
import tenor.clearing.adaptive.Reputation;
import tenor.clearing.kernel.Reader;
import tenor.clearing.margin.AccountMargin;
import tenor.clearing.margin.BlockRisk;
import tenor.clearing.margin.ClassMargin;
import tenor.clearing.margin.InForce;
import tenor.clearing.margin.MarginParams;

/** Answers about how the margin of an account comes about. */
public final class MarginAnswers {
  private MarginAnswers() {}

  /** The requirement of every asset, margin class and underlying. */
  static ObjectNode margin(Moment moment, long account) {
    return of(moment.reader(), moment.height(), account);
  }

  /**
   * The requirement of every asset, margin class and underlying, from whatever state is given.
   *
   * @param height after whose block the state is so
   * @throws tenor.clearing.fixed.RuleFailure if the rules cannot compute it
   */
  public static ObjectNode of(Reader state, long height, long account) {
    BlockRisk block = BlockRisk.of(state);
    AccountMargin margin = AccountMargin.of(state, account, block);
    ObjectNode answer = Json.object().put("height", height).put("account", account);
    answer.put("coversMaintenance", margin.coversMaintenance());
    answer.put("coversInitial", margin.coversInitial());
    answer.put("initialFactor", Decimals.fraction(MarginParams.INITIAL_FACTOR.get(state)));
    answer.put("reputation", Decimals.fraction(Reputation.factor(state, account)));
    answer.set("requirements", AccountAnswers.requirements(state, margin));
    ArrayNode classes = answer.putArray("classes");
    margin.classes().forEach(one -> classes.add(ofClass(state, account, one, block)));
    answer.set("positions", AccountAnswers.positions(state, account));
    return answer;
  }

  private static ObjectNode ofClass(
      Reader state, long account, ClassMargin margin, BlockRisk block) {
    ObjectNode node =
        Json.object()
            .put("marginClass", margin.marginClass())
            .put("asset", margin.asset())
            .put("worstScenario", margin.worstScenario())
            .put("joint", Decimals.amount(margin.joint()))
            .put("offset", Decimals.fraction(InForce.offset(state, margin.marginClass())))
            .put("required", Decimals.amount(margin.required()));
    ArrayNode underlyings = node.putArray("underlyings");
    margin
        .underlyings()
        .forEach(one -> underlyings.add(RiskAnswers.underlying(state, account, one, block)));
    return node;
  }
}
