package tenor.clearing.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tenor.clearing.ClearingHouse;
import tenor.clearing.MapReader;
import tenor.clearing.fixed.RuleFailure;
import tenor.clearing.kernel.BrokenInvariant;
import tenor.clearing.kernel.Overlay;

class LedgerTest {
  private static final long A = 1001;
  private static final long B = 1002;

  private final Overlay state = new Overlay(new MapReader(ClearingHouse.standard().schema()));

  @Test
  @DisplayName("ACC-03: what leaves one account enters the other")
  void transfer_movesTheAmount() {
    Ledger.transfer(state, Ledger.CUSTODY, A, 1, 100, Reason.DEPOSIT);
    Ledger.transfer(state, A, B, 1, 40, Reason.TRADE);
    assertThat(Ledger.cash(state, A, 1)).isEqualTo(60);
    assertThat(Ledger.cash(state, B, 1)).isEqualTo(40);
    assertThat(Ledger.cash(state, Ledger.CUSTODY, 1)).isEqualTo(-100);
    assertThat(Ledger.cash(state, B, 2)).isZero();
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  @DisplayName("ACC-04: only payments that must be made may leave the payer owing")
  void transfer_beyondCash_dependsOnItsReason(Reason reason) {
    if (reason.mayOverdraw()) {
      Ledger.transfer(state, A, B, 1, 1, reason);
      assertThat(Ledger.cash(state, A, 1)).isEqualTo(-1);
    } else {
      assertThat(Ledger.covers(state, A, 1, 1, reason)).isFalse();
      assertThatThrownBy(() -> Ledger.transfer(state, A, B, 1, 1, reason))
          .isInstanceOf(RuleFailure.class);
      assertThat(state.changes()).isEmpty();
    }
  }

  @Test
  @DisplayName("ACC-03: what accounts receive from each other is paid in one step")
  void settle_paysEachItsAmount() {
    Ledger.transfer(state, Ledger.CUSTODY, A, 1, 10, Reason.DEPOSIT);
    Ledger.settle(
        state, 1, new TreeMap<>(Map.of(A, -30L, B, 25L, 1003L, 5L)), Reason.VARIATION_MARGIN);
    assertThat(Ledger.cash(state, A, 1)).isEqualTo(-20);
    assertThat(Ledger.cash(state, B, 1)).isEqualTo(25);
    assertThat(Ledger.cash(state, 1003, 1)).isEqualTo(5);
  }

  @Test
  void settle_ofWhatDoesNotSumToZero_stopsTheNode() {
    assertThatThrownBy(
            () ->
                Ledger.settle(
                    state, 1, new TreeMap<>(Map.of(A, -30L, B, 31L)), Reason.VARIATION_MARGIN))
        .isInstanceOf(BrokenInvariant.class)
        .hasMessageContaining("sums to 1");
    assertThat(state.changes()).isEmpty();
  }

  @Test
  void settle_beyond64Bits_fails() {
    Ledger.transfer(state, Ledger.CUSTODY, A, 1, Long.MAX_VALUE, Reason.DEPOSIT);
    assertThatThrownBy(
            () ->
                Ledger.settle(
                    state, 1, new TreeMap<>(Map.of(A, 1L, B, -1L)), Reason.VARIATION_MARGIN))
        .isInstanceOf(RuleFailure.class);
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  @DisplayName("ACC-04: only for what must be paid are several accounts settled at once")
  void settle_takesReasonsThatMayLeaveThePayerOwing(Reason reason) {
    if (!reason.mayOverdraw()) {
      assertThatThrownBy(() -> Ledger.settle(state, 1, new TreeMap<>(), reason))
          .isInstanceOf(IllegalArgumentException.class);
    } else {
      Ledger.settle(state, 1, new TreeMap<>(Map.of(A, 0L)), reason);
      assertThat(state.changes()).isEmpty();
    }
  }

  @Test
  void transfer_ofANegativeAmount_fails() {
    assertThatThrownBy(() -> Ledger.transfer(state, A, B, 1, -1, Reason.TRADE))
        .isInstanceOf(RuleFailure.class);
  }

  @Test
  void transfer_ofNothingOrToItself_writesNothing() {
    Ledger.transfer(state, A, B, 1, 0, Reason.TRADE);
    Ledger.transfer(state, A, A, 1, 5, Reason.TRADE);
    assertThat(state.changes()).isEmpty();
  }

  @Test
  void transfer_beyond64Bits_fails() {
    Ledger.transfer(state, Ledger.CUSTODY, A, 1, Long.MAX_VALUE, Reason.DEPOSIT);
    assertThatThrownBy(() -> Ledger.transfer(state, Ledger.CUSTODY, A, 1, 2, Reason.DEPOSIT))
        .isInstanceOf(RuleFailure.class);
  }
}
