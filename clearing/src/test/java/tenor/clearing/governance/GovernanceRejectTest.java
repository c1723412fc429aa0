package tenor.clearing.governance;

import static tenor.clearing.TestGenesis.ADMIN;
import static tenor.clearing.TestGenesis.ALPHA;
import static tenor.clearing.TestTx.param;
import static tenor.clearing.TestTx.rules;
import static tenor.clearing.governance.GovernanceReject.BAD_SCOPE;
import static tenor.clearing.governance.GovernanceReject.INCONSISTENT;
import static tenor.clearing.governance.GovernanceReject.NOT_ADMIN;
import static tenor.clearing.governance.GovernanceReject.OUT_OF_BOUNDS;
import static tenor.clearing.governance.GovernanceReject.RULES_OUT_OF_ORDER;
import static tenor.clearing.governance.GovernanceReject.RULES_TOO_SOON;
import static tenor.clearing.governance.GovernanceReject.RULES_VERSION;
import static tenor.clearing.governance.GovernanceReject.UNKNOWN_PARAM;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tenor.clearing.ClearingHouse;
import tenor.clearing.RejectTable;
import tenor.clearing.TestHouse;

class GovernanceRejectTest {
  @Test
  @DisplayName("GOV-01 to GOV-03: each reason, in its order of precedence")
  void everyReason_isGivenForItsOwnError() {
    TestHouse house = TestHouse.market();
    RejectTable<GovernanceReject> table = new RejectTable<>(house, GovernanceReject.class);
    table
        .by(ALPHA)
        .row(NOT_ADMIN, param("x", "y", 99, -1))
        .row(NOT_ADMIN, rules(9, 0))
        .by(ADMIN)
        .row(UNKNOWN_PARAM, param("compliance", "y", 99, 0))
        .row(UNKNOWN_PARAM, param("x", "maxKeys", 99, 0))
        .row(BAD_SCOPE, param("compliance", "maxKeys", 1, 0))
        .row(BAD_SCOPE, param("collateral", "reserve", 99, -1))
        .row(BAD_SCOPE, param("collateral", "reserve", -1, -1))
        .row(OUT_OF_BOUNDS, param("compliance", "maxKeys", 0, 0))
        .row(OUT_OF_BOUNDS, param("collateral", "reserve", 1, -1))
        .accepted(param("collateral", "reserve", 1, 0));
    long next = house.height() + 1;
    table
        .row(RULES_TOO_SOON, rules(9, next + 1))
        .row(RULES_TOO_SOON, rules(9, -1))
        .row(RULES_VERSION, rules(9, next + 100))
        .row(RULES_VERSION, rules(0, next + 100))
        .accepted(rules(2, next + 100))
        .row(RULES_OUT_OF_ORDER, rules(9, next + 99))
        .row(RULES_VERSION, rules(1, next + 101));
    table.seenElsewhere(INCONSISTENT).isComplete();
  }

  @Test
  void everyParameter_isSetByItsNames() {
    TestHouse house = TestHouse.market();
    for (tenor.clearing.kernel.Component component : ClearingHouse.standard().components()) {
      for (tenor.clearing.kernel.Param param : component.params()) {
        house.accepted(param(component.name(), param.name(), 0, param.byDefault()));
      }
    }
  }
}
