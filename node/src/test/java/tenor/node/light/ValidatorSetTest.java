package tenor.node.light;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tenor.node.light.SignedHeader.Vote;
import tenor.node.light.ValidatorSet.Member;
import tenor.state.Bytes;

/** A header counts as signed exactly if more than two thirds of the power signed it. */
class ValidatorSetTest {
  private static final Bytes HASH = Bytes.of(new byte[32]);
  private static final Bytes NONE = Bytes.of(new byte[0]);
  private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.000000006Z");

  private static byte[] secret(int i) {
    byte[] secret = new byte[32];
    secret[0] = (byte) i;
    return secret;
  }

  private static ValidatorSet set(long... powers) {
    List<Member> members = new ArrayList<>();
    for (int i = 0; i < powers.length; i++) {
      byte[] key = new byte[32];
      Ed25519.generatePublicKey(secret(i), 0, key, 0);
      members.add(new Member(Bytes.of(key), powers[i]));
    }
    return new ValidatorSet(members, LongStream.of(powers).sum());
  }

  /** Those with a bit in {@code signers} vote for the block, the others for none or not at all. */
  private static SignedHeader signed(ValidatorSet set, int signers) {
    Header header = new Header("chain", 7, HASH, set.hash(), HASH);
    BlockRef block = new BlockRef(HASH, 1, HASH);
    SignedHeader blank = new SignedHeader(header, 0, block, List.of());
    List<Vote> votes = new ArrayList<>();
    for (int i = 0; i < set.members().size(); i++) {
      Bytes address = set.members().get(i).address();
      boolean signs = (signers >> i & 1) == 1;
      votes.add(signs ? sign(blank, i, address) : new Vote(false, address, TIME, NONE));
    }
    return new SignedHeader(header, 0, block, votes);
  }

  private static Vote sign(SignedHeader header, int i, Bytes address) {
    byte[] message = header.signBytes(new Vote(true, address, TIME, NONE));
    byte[] signature = new byte[64];
    Ed25519.sign(secret(i), 0, message, 0, message.length, signature, 0);
    return new Vote(true, address, TIME, Bytes.of(signature));
  }

  @ParameterizedTest
  @CsvSource({"15,4", "7,3", "14,3"})
  void moreThanTwoThirds_areEnough(int signers, long power) {
    ValidatorSet set = set(1, 1, 1, 1);
    assertThat(set.requireSigned(signed(set, signers))).isEqualTo(power);
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "3", "12"})
  void twoThirdsOrLess_areRefused(int signers) {
    ValidatorSet set = set(1, 1, 1, 1);
    assertThatThrownBy(() -> set.requireSigned(signed(set, signers)))
        .isInstanceOf(DisprovedException.class)
        .hasMessageContaining("more than 2/3 must");
  }

  @Test
  void exactlyTwoThirds_areRefused() {
    ValidatorSet set = set(2, 2, 2);
    assertThatThrownBy(() -> set.requireSigned(signed(set, 3)))
        .hasMessage("validators with power 4 of 6 signed, more than 2/3 must");
    ValidatorSet heavy = set(4, 1, 1);
    assertThatThrownBy(() -> heavy.requireSigned(signed(heavy, 1))).hasMessageContaining("4 of 6");
    assertThat(heavy.requireSigned(signed(heavy, 3))).isEqualTo(5);
  }

  @Test
  void oneWrongSignature_isRefusedThoughTheOthersAreEnough() {
    ValidatorSet set = set(1, 1, 1, 1);
    SignedHeader signed = signed(set, 15);
    List<Vote> votes = new ArrayList<>(signed.votes());
    votes.set(0, new Vote(true, votes.get(0).validator(), TIME, votes.get(1).signature()));
    SignedHeader wrong = new SignedHeader(signed.header(), 0, signed.block(), votes);
    assertThatThrownBy(() -> set.requireSigned(wrong)).hasMessageContaining("does not verify");
  }

  @Test
  void signaturesOfAnotherRoundOrPlace_areRefused() {
    ValidatorSet set = set(1, 1, 1);
    SignedHeader signed = signed(set, 7);
    assertThatThrownBy(
            () ->
                set.requireSigned(
                    new SignedHeader(signed.header(), 1, signed.block(), signed.votes())))
        .hasMessageContaining("does not verify");
    assertThatThrownBy(
            () ->
                set.requireSigned(
                    new SignedHeader(
                        signed.header(), 0, signed.block(), signed.votes().reversed())))
        .hasMessageContaining("does not verify");
    assertThatThrownBy(
            () ->
                set.requireSigned(
                    new SignedHeader(
                        signed.header(), 0, signed.block(), signed.votes().subList(0, 2))))
        .hasMessageContaining("2 places for 3 validators");
  }

  @Test
  void anotherSet_isRefused() {
    ValidatorSet set = set(1, 1, 1);
    SignedHeader signed = signed(set, 7);
    assertThatThrownBy(() -> set(1, 1, 2).requireSigned(signed))
        .hasMessageContaining("signed by another set of validators");
  }
}
