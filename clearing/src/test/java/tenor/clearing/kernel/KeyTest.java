package tenor.clearing.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The encoding of the fields of keys: docs/formats/state.md. */
class KeyTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final Key START = Key.table(3, 1);
  private static final int ROUNDS = 2_000;

  private final long seed = Long.getLong("tenor.seed", 7L);
  private final Random random = new Random(seed);

  private static String tail(Key key) {
    return key.toString().substring(4);
  }

  private static KeyReader fields(String tail) {
    return KeyReader.after(START, Key.of(HEX.parseHex("8381" + tail)));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 80808080808080808080",
    "1, 80808080808080808081",
    "127, 808080808080808080ff",
    "128, 80808080808080808180",
    "1001, 808080808080808087e9",
    "-1, 81ffffffffffffffffff",
    "-9223372036854775808, 81808080808080808080"
  })
  void u64_hasTenDigits(long value, String digits) {
    assertThat(tail(START.u64(value))).isEqualTo(digits);
    assertThat(fields(digits).u64()).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({"0, 8080808080", "300, 80808082ac", "-1, 8fffffffff", "-2147483648, 8880808080"})
  void u32_hasFiveDigits(int value, String digits) {
    assertThat(tail(START.u32(value))).isEqualTo(digits);
    assertThat(fields(digits).u32()).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({"0, 808080", "300, 8082ac", "65535, 83ffff"})
  void u16_hasThreeDigits(int value, String digits) {
    assertThat(tail(START.u16(value))).isEqualTo(digits);
    assertThat(fields(digits).u16()).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({"0, 80", "127, ff"})
  void u7_hasOneDigit(int value, String digits) {
    assertThat(tail(START.u7(value))).isEqualTo(digits);
    assertThat(fields(digits).u7()).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({"00, 8080", "ff, 81ff", "0102, 808282", "ffffffffffffff, ffffffffffffffff"})
  void bytes_areTheDigitsOfTheirNumber(String value, String digits) {
    byte[] bytes = HEX.parseHex(value);
    assertThat(tail(START.bytes(bytes))).isEqualTo(digits);
    assertThat(fields(digits).bytes(bytes.length)).isEqualTo(bytes);
  }

  @Test
  void bytes_ofAnyLength_comeBackAndKeepTheirOrder() {
    for (int round = 0; round < ROUNDS; round++) {
      int length = 1 + random.nextInt(40);
      byte[] one = new byte[length];
      byte[] other = new byte[length];
      random.nextBytes(one);
      random.nextBytes(other);
      System.arraycopy(one, 0, other, 0, random.nextInt(length));
      Key key = START.bytes(one);
      assertThat(key.size()).isEqualTo(2 + (8 * length + 6) / 7);
      assertThat(KeyReader.after(START, key).bytes(length)).as("seed %d", seed).isEqualTo(one);
      assertThat(Integer.signum(key.compareTo(START.bytes(other))))
          .as("seed %d: %s and %s", seed, HEX.formatHex(one), HEX.formatHex(other))
          .isEqualTo(Integer.signum(Arrays.compareUnsigned(one, other)));
    }
  }

  @Test
  void numbers_comeBackAndKeepTheirOrder() {
    for (int round = 0; round < ROUNDS; round++) {
      long one = random.nextLong() >>> random.nextInt(64);
      long other = random.nextBoolean() ? one + 1 : random.nextLong() >>> random.nextInt(64);
      Key key = START.u64(one).u32((int) one).u16((int) one & 0xffff).u7((int) one & 0x7f);
      KeyReader in = KeyReader.after(START, key);
      assertThat(in.u64()).as("seed %d", seed).isEqualTo(one);
      assertThat(in.u32()).as("seed %d", seed).isEqualTo((int) one);
      assertThat(in.u16()).as("seed %d", seed).isEqualTo((int) one & 0xffff);
      assertThat(in.u7()).as("seed %d", seed).isEqualTo((int) one & 0x7f);
      in.end();
      assertThat(Integer.signum(START.u64(one).compareTo(START.u64(other))))
          .as("seed %d: %d and %d", seed, one, other)
          .isEqualTo(Integer.signum(Long.compareUnsigned(one, other)));
      assertThat(Integer.signum(START.u32((int) one).compareTo(START.u32((int) other))))
          .as("seed %d: %d and %d", seed, one, other)
          .isEqualTo(Integer.signum(Integer.compareUnsigned((int) one, (int) other)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "83", "0301", "8301", "838180007f", "83817f"})
  void bytesThatAreNoKey_areRefused(String bytes) {
    assertThatThrownBy(() -> Key.of(HEX.parseHex(bytes)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void paddingThatIsNotZero_isRefused() {
    assertThatThrownBy(() -> fields("82808080808080808080").u64())
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> fields("9080808080").u32())
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> fields("848080").u16()).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> fields("8280").bytes(1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void fieldsThatDoNotFitTheBytes_areRefused() {
    assertThatThrownBy(() -> fields("80808080").u32()).hasMessageContaining("too short");
    KeyReader in = fields("8080808080" + "80");
    assertThat(in.u32()).isZero();
    assertThatThrownBy(in::end).hasMessageContaining("too long");
    assertThatThrownBy(() -> KeyReader.after(Key.table(3, 2), START.u7(0)))
        .hasMessageContaining("does not begin");
    for (int wrong : new int[] {-1, 128}) {
      assertThatThrownBy(() -> START.u7(wrong)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> Key.table(3, wrong)).isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> START.u16(65_536)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void end_isTheFirstSequenceBehindAllThatBeginSo() {
    assertThat(START.end()).hasToString("8382");
    assertThat(Key.table(3, 127).end()).hasToString("84");
    assertThat(START.u64(-1).end()).hasToString("838182");
    assertThat(START.u32(127).end()).hasToString("83818080808180".substring(0, 12));
    assertThat(START.u64(5).end()).isGreaterThan(START.u64(5).u64(-1));
    assertThat(START.u64(5).end()).isEqualByComparingTo(START.u64(6));
  }
}
