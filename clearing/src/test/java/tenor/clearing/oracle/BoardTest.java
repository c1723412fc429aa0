package tenor.clearing.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static tenor.clearing.TestGenesis.DAY_MILLIS;
import static tenor.clearing.TestGenesis.NDQ;
import static tenor.clearing.TestGenesis.SPX;
import static tenor.clearing.TestGenesis.SPX_FUTURE;
import static tenor.clearing.TestGenesis.TIME_MILLIS;
import static tenor.clearing.TestGenesis.param;

import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tenor.clearing.TestGenesis;
import tenor.clearing.TestHouse;
import tenor.clearing.proto.ListInstrument;
import tenor.clearing.proto.OptionSide;

class BoardTest {
  private static final long PRICE = 1000_00000000L;
  private static final long MONTH = TIME_MILLIS + 30 * DAY_MILLIS;

  private final TestHouse house =
      TestHouse.of(
          TestGenesis.market()
              .addParams(param("oracle", "rate", SPX, 50_000_000))
              .addInstruments(option("A", MONTH, PRICE))
              .addInstruments(option("B", MONTH, PRICE / 2))
              .addInstruments(option("C", MONTH + DAY_MILLIS, PRICE))
              .build());

  @Test
  @DisplayName("ORA-28 a forward is the mark of the future of that expiry, else carried")
  void forward_isTheFuturesMark_elseCarry() {
    house.price(SPX, PRICE).block();
    long mark = Marks.price(house.state(), SPX_FUTURE).orElseThrow();
    assertThat(forward(SPX, MONTH)).hasValue(new Board.Forward(mark, house.timeMillis(), false));
    long later = Carry.price(house.state(), SPX, PRICE, MONTH + 1, house.timeMillis());
    assertThat(forward(SPX, MONTH + 1))
        .hasValue(new Board.Forward(later, house.timeMillis(), false));
    assertThat(later).isNotEqualTo(mark);
    assertThat(forward(NDQ, MONTH)).isEmpty();
  }

  @Test
  void strikes_areThoseOfTheExpiry() {
    Board board = Board.all(house.state()).getOrDefault(SPX, Board.empty());
    assertThat(board.strikes(MONTH, 0)).containsExactly(PRICE / 2, PRICE);
    assertThat(board.strikes(MONTH + DAY_MILLIS, 5)).containsExactly(PRICE + 5);
    assertThat(board.strikes(MONTH + 1, 0)).isEmpty();
  }

  private Optional<Board.Forward> forward(int underlying, long expiryMillis) {
    return Board.all(house.state())
        .getOrDefault(underlying, Board.empty())
        .forward(house.state(), underlying, expiryMillis, house.timeMillis());
  }

  private static ListInstrument.Builder option(String symbol, long expiryMillis, long strike) {
    return TestGenesis.option(symbol, SPX, expiryMillis, OptionSide.OPTION_SIDE_CALL, strike);
  }
}
