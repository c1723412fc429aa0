package tenor.node.risk;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tenor.app.text.Decimals;
import tenor.clearing.fixed.RuleFailure;
import tenor.clearing.risk.AccountRequirement;
import tenor.clearing.risk.ClassRequirement;
import tenor.clearing.risk.ContractRisk;
import tenor.clearing.risk.Holding;
import tenor.clearing.risk.Pin;
import tenor.clearing.risk.Scenario;
import tenor.clearing.risk.UnderlyingArrays;
import tenor.clearing.risk.UnderlyingRequirement;

/** The margin of a portfolio, by the functions that consensus calls. */
public final class MarginReport {
  private final ObjectNode report = JsonNodeFactory.instance.objectNode();
  private final ObjectNode arrays = JsonNodeFactory.instance.objectNode();
  private final List<Holding> holdings = new ArrayList<>();
  private final Map<String, List<UnderlyingRequirement>> members = new LinkedHashMap<>();

  private MarginReport() {}

  /**
   * The margin of the portfolio of a file: requirements by underlying and class, risk arrays,
   * maintenance, initial, equity.
   *
   * @throws BadInputException naming the place of what cannot be used
   */
  public static ObjectNode of(Path file) throws IOException {
    Portfolio portfolio = PortfolioFile.read(file);
    try {
      return new MarginReport().of(portfolio);
    } catch (RuleFailure e) {
      throw new BadInputException(file + ": cannot be margined: " + e.getMessage());
    }
  }

  private ObjectNode of(Portfolio portfolio) {
    ObjectNode underlyings = report.putObject("underlyings");
    portfolio.offsets().keySet().forEach(name -> members.put(name, new ArrayList<>()));
    for (Portfolio.Underlying underlying : portfolio.underlyings()) {
      try {
        underlyings.set(underlying.name(), underlying(underlying));
      } catch (RuleFailure e) {
        throw new BadInputException(underlying.where() + ": cannot be margined: " + e.getMessage());
      }
    }
    ObjectNode classes = report.putObject("classes");
    List<ClassRequirement> required = new ArrayList<>();
    portfolio
        .offsets()
        .forEach(
            (name, offset) -> {
              ClassRequirement part =
                  ClassRequirement.of(members.getOrDefault(name, List.of()), offset);
              required.add(part);
              classes
                  .putObject(name)
                  .put("joint", Decimals.amount(part.joint()))
                  .put("required", Decimals.amount(part.required()));
            });
    report.set("arrays", arrays);
    account(portfolio, required);
    return report;
  }

  private ObjectNode underlying(Portfolio.Underlying underlying) {
    List<String> ids = List.copyOf(underlying.contracts().keySet());
    UnderlyingArrays risks =
        UnderlyingArrays.of(underlying.terms(), List.copyOf(underlying.contracts().values()));
    List<Holding> held = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      ContractRisk risk = risks.contracts().get(i);
      ArrayNode array = arrays.putArray(ids.get(i));
      for (int k = 0; k < Scenario.COMMON; k++) {
        array.add(Decimals.amount(risk.losses().get(k)));
      }
      long contracts = underlying.positions().getOrDefault(ids.get(i), 0L);
      if (contracts != 0) {
        held.add(new Holding(risk, contracts));
      }
    }
    holdings.addAll(held);
    UnderlyingRequirement part = UnderlyingRequirement.of(risks, held, BigInteger.ZERO);
    members.computeIfAbsent(underlying.marginClass(), _ -> new ArrayList<>()).add(part);
    return JsonNodeFactory.instance
        .objectNode()
        .put("common", Decimals.amount(part.common()))
        .put("scan", Decimals.amount(part.scan()))
        .put("worstScenario", scenario(part.worst(), risks.pins()))
        .put("calendar", Decimals.amount(part.calendar()))
        .put("concentration", Decimals.amount(part.concentration()))
        .put("shortOptionMinimum", Decimals.amount(part.shortOptionMinimum()))
        .put("total", Decimals.amount(part.total()));
  }

  private static String scenario(int place, List<Pin> pins) {
    if (place <= Scenario.COMMON) {
      return Integer.toString(place);
    }
    String strike = Decimals.price(pins.get(place - Scenario.COMMON - 1).strike());
    return "pin:" + (strike.contains(".") ? strike : strike + ".0");
  }

  private void account(Portfolio portfolio, List<ClassRequirement> classes) {
    AccountRequirement account =
        AccountRequirement.of(
            classes,
            holdings,
            portfolio.cash(),
            portfolio.collateral(),
            portfolio.initialFactor(),
            portfolio.reputation(),
            0);
    report
        .put("maintenance", Decimals.amount(account.maintenance()))
        .put("initial", Decimals.amount(account.initial()))
        .put("netOptionValue", Decimals.amount(account.netOptionValue()))
        .put("equity", Decimals.amount(account.equity()))
        .put("excessInitial", Decimals.amount(account.excessInitial()))
        .put("excessMaintenance", Decimals.amount(account.excessMaintenance()));
  }
}
