package tenor.clearing.liquidation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tenor.clearing.TestGenesis.ALPHA;
import static tenor.clearing.TestGenesis.ALPHA_ACCOUNT;
import static tenor.clearing.TestGenesis.LIQUIDATOR;
import static tenor.clearing.TestGenesis.LIQUIDATOR_ACCOUNT;
import static tenor.clearing.TestGenesis.SPX;
import static tenor.clearing.liquidation.LiquidationReject.BAD_CONTRACTS;
import static tenor.clearing.liquidation.LiquidationReject.BAD_PREMIUM;
import static tenor.clearing.liquidation.LiquidationReject.NOT_AUTHORISED;
import static tenor.clearing.liquidation.LiquidationReject.NOT_LIQUIDATOR;
import static tenor.clearing.liquidation.LiquidationReject.NO_OFFER;
import static tenor.clearing.liquidation.LiquidationReject.UNKNOWN_UNDERLYING;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tenor.clearing.RejectTable;
import tenor.clearing.Signer;
import tenor.clearing.TestGenesis;
import tenor.clearing.TestHouse;
import tenor.clearing.TestTx;
import tenor.clearing.proto.LiquidatorOffer;
import tenor.clearing.proto.Operation;
import tenor.clearing.proto.SetLiquidatorOffer;

/** Who may offer what. */
class OfferTest {
  private static final long LOW = 50_000_000;

  private static Operation offer(long account, int underlying, long premium, long contracts) {
    return TestTx.offer(account, underlying, premium, contracts);
  }

  @DisplayName("LIQ-20 LIQ-21 LIQ-22: refusals, each row one error less")
  @Test
  void offers_areRefused_inOrder() {
    TestHouse house = TestHouse.market();
    new RejectTable<>(house, LiquidationReject.class)
        .row(BAD_PREMIUM, offer(ALPHA_ACCOUNT, 9, -1, -1))
        .row(BAD_PREMIUM, offer(ALPHA_ACCOUNT, 9, 500_000_001, -1))
        .row(BAD_CONTRACTS, offer(ALPHA_ACCOUNT, 9, LOW, -1))
        .row(BAD_CONTRACTS, offer(ALPHA_ACCOUNT, 9, LOW, 1_000_000_000_001L))
        .row(NOT_AUTHORISED, offer(ALPHA_ACCOUNT, 9, LOW, 0))
        .by(new Signer(ALPHA, ALPHA_ACCOUNT))
        .row(NOT_AUTHORISED, offer(LIQUIDATOR_ACCOUNT, 9, LOW, 0))
        .row(NOT_LIQUIDATOR, offer(ALPHA_ACCOUNT, 9, LOW, 0))
        .by(new Signer(LIQUIDATOR, LIQUIDATOR_ACCOUNT))
        .row(UNKNOWN_UNDERLYING, offer(LIQUIDATOR_ACCOUNT, 9, LOW, 0))
        .row(NO_OFFER, offer(LIQUIDATOR_ACCOUNT, SPX, LOW, 0))
        .accepted(offer(LIQUIDATOR_ACCOUNT, SPX, LOW, 5))
        .isComplete();
    OfferRow row = new OfferRow(SPX, LIQUIDATOR_ACCOUNT);
    assertThat(LiquidationKeys.OFFERS.require(house.state(), row))
        .isEqualTo(LiquidatorOffer.newBuilder().setMinPremium(LOW).setMaxContracts(5).build());
    house.accepted(offer(LIQUIDATOR_ACCOUNT, SPX, LOW, 0));
    assertThat(LiquidationKeys.OFFERS.contains(house.state(), row)).isFalse();
  }

  @DisplayName("LIQ-21: an offer of the genesis is held to the same rules, and named by its place")
  @Test
  void genesisOffer_thatIsWrong_isRefused() {
    var genesis =
        TestGenesis.market()
            .addLiquidatorOffers(
                SetLiquidatorOffer.newBuilder()
                    .setAccount(ALPHA_ACCOUNT)
                    .setUnderlying(SPX)
                    .setMaxContracts(5))
            .build();
    assertThatThrownBy(() -> TestHouse.of(genesis))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("liquidatorOffers[0]")
        .hasMessageContaining("LIQUIDATOR");
  }
}
