package tenor.node.light;

import static tenor.node.light.DisprovedException.require;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import tenor.abci.proto.PublicKey;
import tenor.abci.proto.SimpleValidator;
import tenor.app.crypto.Hashes;
import tenor.app.crypto.VoteSignature;
import tenor.state.Bytes;

/**
 * The validators of a height, whom the reader of a proof trusts: what the engine's {@code
 * /validators} prints.
 *
 * @param members in the set's order
 * @param power the sum of their power
 */
public record ValidatorSet(List<Member> members, long power) {
  private static final String KEY_TYPE = "tendermint/PubKeyEd25519";

  /** The engine's own bound of a set's power. */
  private static final long MOST_POWER = Long.MAX_VALUE / 8;

  private static final int ADDRESS_BYTES = 20;

  /**
   * A validator.
   *
   * @param key its Ed25519 key
   * @param power of its vote, above 0
   */
  record Member(Bytes key, long power) {
    static Member read(Fields fields) {
      if (!fields.text("/pub_key/type").equals(KEY_TYPE)) {
        throw fields.at("/pub_key/type").fault("expected " + KEY_TYPE);
      }
      Member member = new Member(fields.base64("/pub_key/value"), fields.number("/voting_power"));
      if (member.key.size() != VoteSignature.PUBLIC_KEY_BYTES) {
        throw fields.at("/pub_key/value").fault("expected 32 bytes");
      }
      if (member.power <= 0 || member.power > MOST_POWER) {
        throw fields.at("/voting_power").fault("expected a power above 0");
      }
      if (!member.address().equals(fields.hex("/address"))) {
        throw fields.at("/address").fault("expected the address of the key, " + member.address());
      }
      return member;
    }

    Bytes address() {
      return Bytes.of(Arrays.copyOf(Hashes.newSha256().digest(key.toArray()), ADDRESS_BYTES));
    }

    byte[] encoded() {
      return SimpleValidator.newBuilder()
          .setPubKey(PublicKey.newBuilder().setEd25519(ByteString.copyFrom(key.toArray())))
          .setVotingPower(power)
          .build()
          .toByteArray();
    }
  }

  /**
   * Reads a file with the whole response of {@code /validators} or its result.
   *
   * @throws MalformedFileException if it holds something else, or not the whole set
   */
  public static ValidatorSet read(Path file) throws IOException {
    Fields result = Fields.result(file);
    List<Member> members = result.items("/validators").stream().map(Member::read).toList();
    long total = result.has("/total") ? result.number("/total") : members.size();
    if (members.isEmpty() || total != members.size()) {
      throw result.fault(
          "expected the whole set: "
              + members.size()
              + " of "
              + total
              + " validators are here; ask with per_page=100");
    }
    long power = 0;
    for (Member member : members) {
      power += member.power; // at most 100 a page, and checked at every step
      if (power > MOST_POWER) {
        throw result.fault("the power of the validators is more than an engine can have");
      }
    }
    return new ValidatorSet(members, power);
  }

  /** The hash that a header signed by this set holds. */
  public Bytes hash() {
    return Bytes.of(Merkle.root(members.stream().map(Member::encoded).toList()));
  }

  /**
   * Checks that this set signs the header's height and that more than two thirds of its power
   * signed this header.
   *
   * @return the power that signed
   * @throws DisprovedException if not; a single wrong signature is enough
   */
  public long requireSigned(SignedHeader signed) {
    Header header = signed.header();
    require(
        hash().equals(header.validatorsHash()),
        "header "
            + header.height()
            + " is signed by another set of validators: compare with /validators?height="
            + header.height());
    require(
        signed.votes().size() == members.size(),
        "the commit has "
            + signed.votes().size()
            + " places for "
            + members.size()
            + " validators");
    long votes = 0;
    for (int place = 0; place < members.size(); place++) {
      if (signed.votes().get(place).forBlock()) {
        votes += requireSigned(signed, place);
      }
    }
    require(
        votes > power * 2 / 3,
        "validators with power " + votes + " of " + power + " signed, more than 2/3 must");
    return votes;
  }

  private long requireSigned(SignedHeader signed, int place) {
    Member member = members.get(place);
    SignedHeader.Vote vote = signed.votes().get(place);
    require(
        vote.validator().equals(member.address())
            && VoteSignature.verify(
                member.key.toArray(), signed.signBytes(vote), vote.signature().toArray()),
        "the signature of validator " + member.address() + " does not verify");
    return member.power;
  }
}
