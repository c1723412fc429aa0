package tenor.clearing;

import static org.assertj.core.api.Assertions.assertThat;
import static tenor.clearing.TestGenesis.ALPHA_ACCOUNT;
import static tenor.clearing.TestGenesis.BETA_ACCOUNT;
import static tenor.clearing.TestGenesis.SPX_FUTURE;
import static tenor.clearing.TestGenesis.USD;

import java.util.List;
import org.junit.jupiter.api.Test;
import tenor.clearing.kernel.ChainClock;
import tenor.clearing.kernel.Component;
import tenor.clearing.proto.Operation;
import tenor.clearing.proto.Transaction;

class ClearingHouseTest {
  private final TestHouse house = TestHouse.market();

  @Test
  void everyComponent_hasItsMetaLeafForEver() throws Exception {
    house.blocks(3);
    for (Component component : house.rules().components()) {
      TableSchema schema = house.rules().schema();
      assertThat(schema.metaKey(component.prefix()).bytes())
          .containsExactly(0x80 | component.prefix(), 0x80);
      assertThat(schema.decode(schema.metaKey(component.prefix()), schema.meta(component.prefix())))
          .isEqualTo(house.state().get(schema.metaKey(component.prefix())));
    }
  }

  @Test
  void clock_isThatOfTheLastBlock() {
    house.blocks(3);
    assertThat(ChainClock.last(house.state()).getHeight()).isEqualTo(3);
    assertThat(ChainClock.last(house.state()).getTimeMillis()).isEqualTo(house.timeMillis());
    assertThat(ChainClock.last(house.state()).getGenesisTimeMillis())
        .isEqualTo(TestGenesis.TIME_MILLIS);
    assertThat(ChainClock.dayMillis(house.state())).isEqualTo(TestGenesis.DAY_MILLIS);
  }

  @Test
  void lane_isTheWorstOfTheOperations() {
    Operation deposit = TestTx.deposit(ALPHA_ACCOUNT, USD, 1);
    Operation trade = TestTx.trade(SPX_FUTURE, ALPHA_ACCOUNT, BETA_ACCOUNT, 1, 1);
    Operation reducing =
        Operation.newBuilder()
            .setRegisterTrade(trade.getRegisterTrade().toBuilder().setReduceOnly(true))
            .build();
    ClearingHouse rules = house.rules();
    assertThat(rules.lane(house.tx(deposit))).isEqualTo(2);
    assertThat(rules.lane(house.tx(deposit, reducing))).isEqualTo(2);
    assertThat(rules.lane(house.tx(deposit, trade))).isEqualTo(3);
    assertThat(rules.lane(house.tx(TestTx.withdraw(ALPHA_ACCOUNT, USD, 1)))).isEqualTo(3);
    assertThat(rules.lane(Transaction.getDefaultInstance())).isEqualTo(3);
  }

  @Test
  void entity_isTheParticipantOfTheFirstKey() {
    Operation trade = TestTx.trade(SPX_FUTURE, BETA_ACCOUNT, ALPHA_ACCOUNT, 1, 1);
    assertThat(house.rules().entity(house.tx(trade), house.state())).isEqualTo(TestGenesis.BETA);
    assertThat(house.rules().entity(house.txBy(List.of(new Signer(77, 0)), trade), house.state()))
        .isZero();
    assertThat(house.rules().entity(Transaction.getDefaultInstance(), house.state())).isZero();
  }
}
