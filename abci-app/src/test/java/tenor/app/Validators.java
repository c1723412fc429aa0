package tenor.app;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import tenor.abci.proto.BlockIDFlag;
import tenor.abci.proto.CommitInfo;
import tenor.abci.proto.ExtendedCommitInfo;
import tenor.abci.proto.ExtendedVoteInfo;
import tenor.abci.proto.PublicKey;
import tenor.abci.proto.Validator;
import tenor.abci.proto.ValidatorUpdate;
import tenor.abci.proto.VoteInfo;
import tenor.app.crypto.Hashes;
import tenor.app.proposal.VoteRecords;

/** The engine's validators, who sign what their applications report. */
final class Validators {
  /** One of them. */
  @SuppressWarnings("ArrayRecordComponent")
  record Member(byte[] seed, ByteString key, ByteString address, long power) {
    Validator validator() {
      return Validator.newBuilder().setAddress(address).setPower(power).build();
    }

    ByteString sign(byte[] bytes) {
      byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
      Ed25519.sign(seed, 0, bytes, 0, bytes.length, signature, 0);
      return ByteString.copyFrom(signature);
    }
  }

  private final List<Member> members;

  private Validators(List<Member> members) {
    this.members = List.copyOf(members);
  }

  static Validators of(int count) {
    List<Member> members = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] text = ("validator " + i).getBytes(StandardCharsets.UTF_8);
      byte[] seed = Hashes.sha256(text).toByteArray();
      byte[] key = new byte[32];
      Ed25519.generatePublicKey(seed, 0, key, 0);
      ByteString address = Hashes.sha256(key).substring(0, 20);
      members.add(new Member(seed, ByteString.copyFrom(key), address, 10));
    }
    members.sort(
        Comparator.comparing(Member::address, ByteString.unsignedLexicographicalComparator()));
    return new Validators(members);
  }

  List<Member> members() {
    return members;
  }

  List<ValidatorUpdate> updates() {
    return members.stream()
        .map(
            member ->
                ValidatorUpdate.newBuilder()
                    .setPubKey(PublicKey.newBuilder().setEd25519(member.key()))
                    .setPower(member.power())
                    .build())
        .toList();
  }

  /** All precommit to the block at {@code height}, each with its extension. */
  ExtendedCommitInfo commit(long height, int round, List<ByteString> extensions) {
    ExtendedCommitInfo.Builder commit = ExtendedCommitInfo.newBuilder().setRound(round);
    for (int i = 0; i < members.size(); i++) {
      commit.addVotes(vote(members.get(i), height, round, extensions.get(i)));
    }
    return commit.build();
  }

  static ExtendedVoteInfo vote(Member member, long height, int round, ByteString extension) {
    byte[] signed = VoteRecords.signBytes(Market.CHAIN, height, round, extension);
    return ExtendedVoteInfo.newBuilder()
        .setValidator(member.validator())
        .setBlockIdFlag(BlockIDFlag.BLOCK_ID_FLAG_COMMIT)
        .setVoteExtension(extension)
        .setExtensionSignature(member.sign(signed))
        .build();
  }

  /** What a block's judges see of the precommits. */
  static CommitInfo plain(ExtendedCommitInfo extended) {
    CommitInfo.Builder commit = CommitInfo.newBuilder().setRound(extended.getRound());
    extended
        .getVotesList()
        .forEach(
            vote ->
                commit.addVotes(
                    VoteInfo.newBuilder()
                        .setValidator(vote.getValidator())
                        .setBlockIdFlag(vote.getBlockIdFlag())));
    return commit.build();
  }
}
