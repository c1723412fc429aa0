package tenor.clearing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tenor.clearing.TestGenesis.ALPHA_ACCOUNT;
import static tenor.clearing.TestGenesis.USD;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tenor.clearing.accounts.AccountAsset;
import tenor.clearing.accounts.AccountsKeys;
import tenor.clearing.accounts.Ledger;
import tenor.clearing.accounts.Reason;
import tenor.clearing.compliance.RegisteredKeys;
import tenor.clearing.kernel.BrokenInvariant;
import tenor.clearing.kernel.Component;
import tenor.clearing.kernel.Phase;
import tenor.clearing.kernel.Prefix;
import tenor.clearing.kernel.Step;
import tenor.clearing.proto.Balance;

/** Each invariant of the ledger stops the node when it is broken, with both sums. */
class InvariantsTest {
  @Test
  @DisplayName("ACC-01")
  void moneyFromNowhere_stopsTheNode() {
    assertStops(
        context ->
            AccountsKeys.BALANCES.put(
                context.state(),
                new AccountAsset(ALPHA_ACCOUNT, USD),
                Balance.newBuilder().setCash(107).build()),
        "invariant conservation of accounts is broken at height 2",
        "balances of asset 1 sum to 7, not to 0");
  }

  @Test
  @DisplayName("COL-10")
  void moneyPastTheDoor_stopsTheNode() {
    assertStops(
        context ->
            Ledger.transfer(context.state(), Ledger.CUSTODY, ALPHA_ACCOUNT, USD, 7, Reason.DEPOSIT),
        "invariant custody of collateral",
        "the custodian's account of asset 1 is -107, deposits less withdrawals are 100");
  }

  @Test
  @DisplayName("COL-11")
  void pendingWithoutWithdrawal_stopsTheNode() {
    assertStops(
        context ->
            Ledger.transfer(
                context.state(), ALPHA_ACCOUNT, Ledger.PENDING, USD, 7, Reason.WITHDRAWAL),
        "invariant pending of collateral",
        "pending cash of asset 1 is 7, pending withdrawals are 0");
  }

  private static void assertStops(Step step, String... words) {
    List<Component> parts = new ArrayList<>(ClearingHouse.standard().components());
    parts.removeIf(part -> part.prefix() == Prefix.GOVERNANCE || part.prefix() == Prefix.TRADING);
    FakeComponent fake = new FakeComponent();
    parts.add(fake);
    ClearingHouse rules = ClearingHouse.of(parts, new RegisteredKeys());
    TestHouse house = TestHouse.of(rules, TestGenesis.market().build());
    house.accepted(TestTx.deposit(ALPHA_ACCOUNT, USD, 100));
    fake.phases.put(Phase.EPOCH, step);
    assertThatThrownBy(house::block)
        .isInstanceOf(BrokenInvariant.class)
        .satisfies(
            broken ->
                Stream.of(words)
                    .forEach(
                        word ->
                            org.assertj.core.api.Assertions.assertThat(broken)
                                .hasMessageContaining(word)));
  }
}
