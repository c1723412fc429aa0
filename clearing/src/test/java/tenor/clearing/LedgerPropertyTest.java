package tenor.clearing;

import static org.assertj.core.api.Assertions.assertThat;
import static tenor.clearing.TestGenesis.ALPHA_ACCOUNT;
import static tenor.clearing.TestGenesis.EUR;
import static tenor.clearing.TestGenesis.LIQUIDATOR_ACCOUNT;
import static tenor.clearing.TestGenesis.USD;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tenor.clearing.accounts.AccountAsset;
import tenor.clearing.accounts.AccountsKeys;
import tenor.clearing.accounts.Ledger;
import tenor.clearing.collateral.CollateralKeys;
import tenor.clearing.collateral.Custody;
import tenor.clearing.kernel.TxResult;
import tenor.clearing.proto.Operation;
import tenor.clearing.proto.Transaction;
import tenor.clearing.proto.Withdrawal;
import tenor.clearing.proto.WithdrawalStatus;

@DisplayName("ACC-01, ACC-02, COL-10, COL-11: the books, whatever is done")
class LedgerPropertyTest {
  private static final long[] AMOUNTS = {
    0, 1, 2, 99, 1_000_000, 123_456_789, 1L << 40, 1L << 62, Long.MAX_VALUE, -1, Long.MIN_VALUE
  };

  @Test
  void anySequenceOfOperations_keepsEveryInvariant() {
    Seeded.run(
        20,
        random -> {
          TestHouse house = TestHouse.market();
          int accepted = 0;
          for (int i = 0; i < 60; i++) {
            Transaction[] transactions = new Transaction[random.nextInt(4)];
            for (int j = 0; j < transactions.length; j++) {
              transactions[j] = transaction(house, random);
            }
            // Every block checks the invariants; the model below checks what they cannot know.
            Books before = Books.of(house);
            List<TxResult> results = house.block(transactions).transactions();
            accepted += (int) results.stream().filter(result -> result.code() == 0).count();
            before.assertLegal(house, transactions, results);
          }
          assertThat(accepted).as("accepted transactions").isPositive();
        });
  }

  private static Transaction transaction(TestHouse house, Random random) {
    List<Operation> operations = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      operations.add(operation(house, random));
    }
    return house.tx(operations.toArray(Operation[]::new));
  }

  private static Operation operation(TestHouse house, Random random) {
    long account = ALPHA_ACCOUNT + random.nextInt(3);
    int asset = 1 + random.nextInt(EUR);
    long amount =
        random.nextBoolean() ? random.nextInt(1_000) + 1 : AMOUNTS[random.nextInt(AMOUNTS.length)];
    List<Long> withdrawals = CollateralKeys.WITHDRAWALS.rows(house.state());
    long withdrawal =
        withdrawals.isEmpty() ? 1 : withdrawals.get(random.nextInt(withdrawals.size()));
    return switch (random.nextInt(8)) {
      case 0, 1, 2 -> TestTx.deposit(account, asset, amount);
      case 3, 4 -> TestTx.withdraw(account, asset, amount);
      case 5, 6 -> TestTx.settle(withdrawal);
      default -> TestTx.giveBack(withdrawal);
    };
  }

  /** What each participant can call its own, by asset: cash, and cash that is pending. */
  private record Books(Map<AccountAsset, Long> wealth, Map<Integer, Long> held) {
    static Books of(TestHouse house) {
      Map<AccountAsset, Long> wealth = new TreeMap<>(LedgerPropertyTest::compare);
      for (AccountAsset row : AccountsKeys.BALANCES.rows(house.state())) {
        if (row.account() >= ALPHA_ACCOUNT) {
          wealth.merge(row, Ledger.cash(house.state(), row.account(), row.asset()), Long::sum);
        }
      }
      for (long number : CollateralKeys.WITHDRAWALS.rows(house.state())) {
        Withdrawal row = CollateralKeys.WITHDRAWALS.get(house.state(), number);
        if (row.getStatus() == WithdrawalStatus.WITHDRAWAL_STATUS_PENDING) {
          AccountAsset owner = new AccountAsset(row.getAccount(), row.getAsset());
          wealth.merge(owner, row.getAmount(), Long::sum);
        }
      }
      Map<Integer, Long> held = new TreeMap<>();
      held.put(USD, Custody.held(house.state(), USD));
      held.put(EUR, Custody.held(house.state(), EUR));
      return new Books(wealth, held);
    }

    /** Only deposits and payments out change wealth, each by its amount and for its account. */
    void assertLegal(TestHouse after, Transaction[] transactions, List<TxResult> results) {
      Map<AccountAsset, Long> expected = new TreeMap<>(LedgerPropertyTest::compare);
      expected.putAll(wealth);
      for (int i = 0; i < transactions.length; i++) {
        results.get(i).events().forEach(event -> new Change(event).applyTo(expected));
      }
      Books now = of(after);
      expected.forEach(
          (row, amount) -> assertThat(now.wealth.getOrDefault(row, 0L)).isEqualTo(amount));
      assertThat(expected.keySet()).containsAll(now.wealth.keySet());
      for (int asset : held.keySet()) {
        long sum =
            now.wealth.entrySet().stream()
                .filter(entry -> entry.getKey().asset() == asset)
                .mapToLong(Map.Entry::getValue)
                .sum();
        assertThat(now.held.get(asset)).isEqualTo(sum);
      }
      for (long account = ALPHA_ACCOUNT; account <= LIQUIDATOR_ACCOUNT; account++) {
        assertThat(Ledger.cash(after.state(), account, USD)).isNotNegative();
      }
    }
  }

  private record Change(tenor.clearing.kernel.Event event) {
    void applyTo(Map<AccountAsset, Long> wealth) {
      long sign =
          switch (event.type()) {
            case "deposit" -> 1;
            case "withdrawalSettled" -> -1;
            default -> 0;
          };
      if (sign != 0) {
        AccountAsset row = new AccountAsset(number("account"), (int) number("asset"));
        wealth.merge(row, sign * number("amount"), Long::sum);
      }
    }

    private long number(String name) {
      return event.attributes().stream()
          .filter(attribute -> attribute.name().equals(name))
          .mapToLong(attribute -> Long.parseLong(attribute.value()))
          .findFirst()
          .orElseThrow();
    }
  }

  private static int compare(AccountAsset one, AccountAsset other) {
    int byAccount = Long.compare(one.account(), other.account());
    return byAccount != 0 ? byAccount : Integer.compare(one.asset(), other.asset());
  }
}
