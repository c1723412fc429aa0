package tenor.app.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import tenor.app.text.Decimals;
import tenor.app.text.ProtoJson;
import tenor.clearing.accounts.AccountAsset;
import tenor.clearing.accounts.AccountsKeys;
import tenor.clearing.accounts.Ledger;
import tenor.clearing.compliance.ComplianceKeys;
import tenor.clearing.fixed.Fixed;
import tenor.clearing.fixed.RuleFailure;
import tenor.clearing.instruments.InstrumentsKeys;
import tenor.clearing.kernel.Key;
import tenor.clearing.kernel.Reader;
import tenor.clearing.liquidation.LiquidationKeys;
import tenor.clearing.margin.AccountMargin;
import tenor.clearing.margin.Requirement;
import tenor.clearing.positions.AccountInstrument;
import tenor.clearing.positions.PositionsKeys;
import tenor.clearing.proto.Account;
import tenor.clearing.proto.AccountStanding;
import tenor.clearing.proto.Standing;

/** Answers about accounts. */
final class AccountAnswers {
  private static final Requirement NOTHING = new Requirement(0, 0, 0, 0, 0, 0, 0);

  private AccountAnswers() {}

  /** One account: cash, positions, equity and margin. */
  static ObjectNode account(Moment moment, long number) {
    Account account = ComplianceKeys.ACCOUNTS.find(moment.reader(), number);
    if (account == null && number >= Ledger.FIRST_PARTICIPANT_ACCOUNT) {
      throw QueryRefusal.notFound("there is no account " + number);
    }
    ObjectNode answer = moment.answer().put("account", number);
    if (account != null) {
      answer
          .put("participant", account.getParticipant())
          .put("name", account.getName())
          .put("kind", ProtoJson.name(account.getKind().getValueDescriptor()));
    } else {
      answer.put("participant", 0);
    }
    answer.put("status", ProtoJson.name(standing(moment, number).getValueDescriptor()));
    answer.set("balances", balances(moment, number));
    answer.set("positions", positions(moment.reader(), number));
    addMargin(answer, moment, number);
    return answer;
  }

  /** All accounts of participants, without positions. */
  static ObjectNode accounts(Moment moment) {
    ObjectNode answer = moment.answer();
    ArrayNode list = answer.putArray("accounts");
    for (long number : ComplianceKeys.ACCOUNTS.rows(moment.reader())) {
      ObjectNode account = account(moment, number);
      account.remove("height");
      account.remove("positions");
      list.add(account);
    }
    return answer;
  }

  private static Standing standing(Moment moment, long account) {
    AccountStanding standing = LiquidationKeys.STANDINGS.find(moment.reader(), account);
    return standing == null ? Standing.STANDING_GOOD : standing.getStanding();
  }

  private static ArrayNode balances(Moment moment, long account) {
    ArrayNode list = Json.array();
    Key start = AccountsKeys.BALANCES.prefix().u64(account);
    for (AccountAsset row : AccountsKeys.BALANCES.rows(moment.reader(), start)) {
      list.addObject()
          .put("asset", row.asset())
          .put("symbol", InstrumentsKeys.ASSETS.get(moment.reader(), row.asset()).getSymbol())
          .put("cash", Decimals.amount(Ledger.cash(moment.reader(), account, row.asset())));
    }
    return list;
  }

  /** The contracts of an account. */
  static ArrayNode positions(Reader state, long account) {
    ArrayNode list = Json.array();
    Key start = PositionsKeys.POSITIONS.prefix().u64(account);
    for (AccountInstrument row : PositionsKeys.POSITIONS.rows(state, start)) {
      list.addObject()
          .put("instrument", row.instrument())
          .put("symbol", InstrumentsKeys.INSTRUMENTS.get(state, row.instrument()).getSymbol())
          .put("contracts", PositionsKeys.POSITIONS.get(state, row).getContracts());
    }
    return list;
  }

  /**
   * Equity and margin of the first asset at the top, of every asset in a list. Where the rules
   * cannot compute them they are null, and the reason is beside them.
   */
  private static void addMargin(ObjectNode answer, Moment moment, long account) {
    try {
      AccountMargin margin = AccountMargin.of(moment.reader(), account);
      Optional<Requirement> first = margin.requirements().values().stream().findFirst();
      addRequirement(answer, first.orElse(NOTHING));
      answer.set("requirements", requirements(moment.reader(), margin));
    } catch (RuleFailure failure) {
      answer.putNull("optionValue").putNull("equity").putNull("maintenance").putNull("initial");
      answer.put("marginFailure", String.valueOf(failure.getMessage()));
    }
  }

  private static ObjectNode addRequirement(ObjectNode node, Requirement need) {
    return node.put("optionValue", Decimals.amount(need.optionValue()))
        .put("equity", Decimals.amount(need.equity()))
        .put("maintenance", Decimals.amount(need.maintenance()))
        .put("initial", Decimals.amount(need.initial()));
  }

  /** What an account has and needs, by asset. */
  static ArrayNode requirements(Reader state, AccountMargin margin) {
    ArrayNode list = Json.array();
    for (Requirement need : margin.requirements().values()) {
      ObjectNode node = requirement(state, need);
      CollateralAnswers.addParts(node, state, margin, need.asset());
      list.add(node);
    }
    return list;
  }

  private static ObjectNode requirement(Reader state, Requirement need) {
    ObjectNode node =
        Json.object()
            .put("asset", need.asset())
            .put("symbol", InstrumentsKeys.ASSETS.get(state, need.asset()).getSymbol())
            .put("cash", Decimals.amount(need.cash()));
    return addRequirement(node, need)
        .put("free", Decimals.amount(Fixed.minus(need.equity(), need.initial())))
        .put("worstScenario", need.worstScenario());
  }
}
