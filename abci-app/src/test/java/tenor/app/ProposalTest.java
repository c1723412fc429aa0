package tenor.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tenor.abci.proto.ExtendedCommitInfo;
import tenor.abci.proto.ResponseProcessProposal.ProposalStatus;
import tenor.app.proto.RecordedVote;
import tenor.app.proto.VoteFlag;
import tenor.app.proto.VoteRecord;
import tenor.app.tx.Signer;
import tenor.clearing.proto.Genesis;
import tenor.clearing.proto.SetParam;
import tenor.clearing.proto.Transaction;

/** What ProcessProposal refuses, and what PrepareProposal makes of bad input. */
final class ProposalTest {
  private static final long CAP = 1 << 17;
  private static final int NODES = 4;

  @TempDir private Path folder;
  private @Nullable TestNet opened;

  @BeforeEach
  void start() {
    Genesis genesis =
        Market.genesis()
            .addParams(cap("entityMaxBytes", CAP))
            .addParams(cap("lane3MaxBytes", CAP))
            .build();
    opened = TestNet.of(folder, NODES, Market.initChain(Validators.of(NODES), genesis));
    net().block();
    net().price(Market.SPX);
    for (int i = 0; i < 3; i++) {
      net().block();
    }
  }

  @AfterEach
  void stop() {
    net().close();
  }

  private TestNet net() {
    return Objects.requireNonNull(opened);
  }

  private static SetParam cap(String name, long bytes) {
    return SetParam.newBuilder().setComponent("governance").setName(name).setValue(bytes).build();
  }

  private List<ByteString> good() {
    return new ArrayList<>(
        net()
            .prepare(
                net().node(0),
                List.of(
                    Market.trade(1, 100, Market.SPX, 1),
                    Market.deposit(2, 100, Market.ALPHA, 1),
                    Market.deposit(3, 100, Market.BETA, 2))));
  }

  private VoteRecord votes() {
    return TestItems.votes(good().getFirst());
  }

  private void assertRefused(String reason, List<ByteString> items) {
    assertThat(net().refusal(items)).contains(reason);
    net()
        .nodes
        .forEach(node -> assertThat(net().process(node, items)).isEqualTo(ProposalStatus.REJECT));
    assertThat(net().node(0).fatal()).isEmpty();
  }

  private void assertRefusedWith(String reason, VoteRecord votes) {
    List<ByteString> items = good();
    items.set(0, votes.toByteString());
    assertRefused(reason, items);
  }

  private void assertRefusedWith(String reason, RecordedVote vote) {
    assertRefusedWith(reason, votes().toBuilder().setVotes(0, vote).build());
  }

  private RecordedVote.Builder firstVote() {
    return votes().getVotes(0).toBuilder();
  }

  @Test
  void goodProposal_isAccepted_withReducingLaneFirst() {
    List<ByteString> items = good();
    assertThat(items).hasSize(4);
    assertThat(items.getLast()).isEqualTo(Market.trade(1, 100, Market.SPX, 1));
    net()
        .nodes
        .forEach(node -> assertThat(net().process(node, items)).isEqualTo(ProposalStatus.ACCEPT));
  }

  @Test
  void anotherOrder_isRefused() {
    for (int i = 1; i < 3; i++) {
      List<ByteString> items = good();
      Collections.swap(items, i, i + 1);
      assertRefused("canonical order", items);
    }
  }

  @Test
  void missingVotes_areRefused() {
    assertRefused("missing", List.of());
    List<ByteString> items = good();
    items.removeFirst();
    assertRefused("vote record", items);
  }

  @Test
  void votesTwice_areRefused() {
    List<ByteString> items = good();
    items.add(1, items.getFirst());
    assertRefused("UNKNOWN_FIELD", items);
  }

  @Test
  void votesOfAnotherRound_areRefused() {
    assertRefusedWith("round 1", votes().toBuilder().setRound(1).build());
  }

  @Test
  void votesOfAnotherFormat_areRefused() {
    assertRefusedWith(
        "canonical encoding of a vote record", votes().toBuilder().setFormat(2).build());
    assertRefusedWith(
        "canonical encoding of a vote record", votes().toBuilder().clearFormat().build());
  }

  @Test
  void tooFewOrTooManyVotes_areRefused() {
    assertRefusedWith("has 3 votes", votes().toBuilder().removeVotes(3).build());
    assertRefusedWith("has 5 votes", votes().toBuilder().addVotes(votes().getVotes(3)).build());
  }

  @Test
  void votesInAnotherOrder_areRefused() {
    VoteRecord votes = votes();
    assertRefusedWith(
        "another validator's",
        votes.toBuilder().setVotes(0, votes.getVotes(1)).setVotes(1, votes.getVotes(0)).build());
  }

  @Test
  void anotherAddress_isRefused() {
    assertRefusedWith(
        "another validator's", firstVote().setAddress(ByteString.copyFrom(new byte[20])).build());
  }

  @Test
  void anotherPower_isRefused() {
    assertRefusedWith("power 11", firstVote().setPower(11).build());
  }

  @Test
  void anotherFlag_isRefused_exceptAbsentForCommit() {
    assertRefusedWith(
        "flagged VOTE_FLAG_NIL",
        firstVote().setFlag(VoteFlag.VOTE_FLAG_NIL).clearExtension().clearSignature().build());
    assertRefusedWith(
        "flagged VOTE_FLAG_UNSPECIFIED",
        firstVote().setFlag(VoteFlag.VOTE_FLAG_UNSPECIFIED).build());
    assertRefusedWith("flagged UNRECOGNIZED", firstVote().setFlagValue(9).build());
    assertRefusedWith("no COMMIT", firstVote().setFlag(VoteFlag.VOTE_FLAG_ABSENT).build());
    List<ByteString> pruned = good();
    pruned.set(0, votes().toBuilder().setVotes(0, absent(firstVote())).build().toByteString());
    assertThat(net().process(net().node(1), pruned)).isEqualTo(ProposalStatus.ACCEPT);
  }

  private static RecordedVote absent(RecordedVote.Builder vote) {
    return vote.clearExtension().clearSignature().setFlag(VoteFlag.VOTE_FLAG_ABSENT).build();
  }

  @Test
  void notMoreThanTwoThirds_isRefused() {
    VoteRecord.Builder votes = votes().toBuilder();
    votes.setVotes(0, absent(votes.getVotes(0).toBuilder()));
    votes.setVotes(1, absent(votes.getVotes(1).toBuilder()));
    assertRefusedWith("2/3", votes.build());
  }

  @Test
  void anotherExtension_isRefused() {
    assertRefusedWith("does not verify", firstVote().clearExtension().build());
    assertRefusedWith(
        "rules of extensions", firstVote().setExtension(votes().toByteString()).build());
  }

  @Test
  void aSignatureOfSomethingElse_isRefused() {
    Validators.Member member = net().validators.members().getFirst();
    ByteString extension = firstVote().getExtension();
    for (long height : new long[] {net().height() - 1, net().height() + 1}) {
      assertRefusedWith(
          "does not verify",
          firstVote()
              .setSignature(Validators.vote(member, height, 0, extension).getExtensionSignature())
              .build());
    }
    assertRefusedWith(
        "does not verify",
        firstVote()
            .setSignature(
                Validators.vote(member, net().height(), 1, extension).getExtensionSignature())
            .build());
    assertRefusedWith("does not verify", firstVote().clearSignature().build());
  }

  @Test
  void aSignedExtensionThatBreaksTheRules_isRefused() {
    Validators.Member member = net().validators.members().getFirst();
    ByteString bad = ByteString.copyFrom(new byte[] {(byte) 0x80});
    assertRefusedWith(
        "rules of extensions",
        firstVote()
            .setExtension(bad)
            .setSignature(Validators.vote(member, net().height(), 0, bad).getExtensionSignature())
            .build());
  }

  @Test
  void votesThatAreNotCanonical_areRefused() {
    List<ByteString> items = good();
    ByteString votes = items.getFirst();
    for (String tail : new String[] {"2000", "0801", "1801", "04", "00"}) {
      items.set(0, votes.concat(TestItems.hex(tail)));
      assertRefused("canonical encoding of a vote record", items);
    }
    items.set(0, votes.substring(0, votes.size() - 1));
    assertRefused("canonical encoding of a vote record", items);
    items.set(0, ByteString.EMPTY);
    assertRefused("canonical encoding of a vote record", items);
  }

  @Test
  void bytesThatAreNotCanonical_areRefused() {
    assertRefused("UNKNOWN_FIELD", withLast(good().getLast().concat(TestItems.hex("1801"))));
    assertRefused("OPERATION_COUNT", withLast(ByteString.EMPTY));
    assertRefused("MALFORMED", withLast(ByteString.copyFromUtf8("noise")));
    assertRefused("OVERSIZED", withLast(ByteString.copyFrom(new byte[65_537])));
  }

  private List<ByteString> withLast(ByteString last) {
    List<ByteString> items = good();
    items.set(items.size() - 1, last);
    return items;
  }

  @Test
  void aKeyThatIsNotRegistered_isRefused() {
    Market.By stranger = new Market.By(Market.key("stranger"), 0);
    ByteString alone =
        Market.tx(1, 100, List.of(stranger), Market.deposit(Market.ALPHA, 1)).toByteString();
    assertRefused("not registered", withLast(alone));
    Market.By asBeta = new Market.By(stranger.key(), Market.BETA);
    ByteString second =
        Market.tx(1, 100, List.of(Market.ALPHA_SIDE, asBeta), Market.trade(Market.SPX, 1))
            .toByteString();
    assertRefused("not registered", withLast(second));
  }

  @Test
  void aBadSignature_isRefused() throws Exception {
    Transaction trade = Transaction.parseFrom(good().getLast());
    Transaction other = Transaction.parseFrom(Market.trade(9, 100, Market.SPX, 2));
    Transaction.Builder mixed = trade.toBuilder();
    mixed.getAuthorisationsBuilder(1).setSignatures(0, other.getAuthorisations(1).getSignatures(0));
    assertRefused("does not verify", withLast(mixed.build().toByteString()));
  }

  @Test
  void aSignatureForAnotherChain_isRefused() throws Exception {
    Transaction trade = Transaction.parseFrom(good().getLast());
    Transaction elsewhere =
        Signer.of("another-chain")
            .sign(
                trade.getBody(),
                trade.getAuthorisationsList(),
                List.of(Market.ALPHA_KEY, Market.BETA_KEY));
    assertRefused("does not verify", withLast(elsewhere.toByteString()));
  }

  @Test
  void aSharedNonce_isRefused_andNotProposed() {
    ByteString one = Market.deposit(5, 100, Market.ALPHA, 1);
    ByteString other = Market.deposit(5, 100, Market.ALPHA, 2);
    ByteString votes = good().getFirst();
    assertRefused("shares a nonce", List.of(votes, one, one));
    assertRefused("shares a nonce", List.of(votes, one, other));
    assertRefused("shares a nonce", List.of(votes, other, one));
    assertThat(net().prepare(net().node(0), List.of(one, other, one))).containsExactly(votes, one);
  }

  @Test
  void moreBytesOfOneParticipantThanHisCap_areRefused_andNotProposed() {
    List<ByteString> waiting =
        List.of(TestItems.bulky(1, 3), TestItems.bulky(2, 3), TestItems.bulky(3, 3));
    List<ByteString> proposed = net().prepare(net().node(0), waiting);
    assertThat(proposed).hasSize(3);
    List<ByteString> all = new ArrayList<>(proposed);
    all.addAll(waiting);
    all.subList(1, 3).clear();
    assertThat(TestItems.wireSize(all.subList(1, 4))).isGreaterThan(CAP);
    assertRefused("participant 2 would fill", net().canonical(all));
  }

  @Test
  void moreBytesOfLane3ThanItsCap_areRefused_andNotProposed() {
    List<ByteString> waiting =
        List.of(
            TestItems.bulkyTrades(1, Market.ALPHA_SIDE),
            TestItems.bulkyTrades(2, Market.ALPHA_SIDE),
            TestItems.bulkyTrades(3, Market.BETA_SIDE),
            TestItems.bulkyTrades(4, Market.BETA_SIDE));
    List<ByteString> proposed = net().prepare(net().node(0), waiting);
    assertThat(TestItems.wireSize(proposed.subList(1, proposed.size()))).isLessThanOrEqualTo(CAP);
    List<ByteString> all = new ArrayList<>(waiting);
    all.addFirst(proposed.getFirst());
    assertThat(TestItems.wireSize(waiting)).isGreaterThan(CAP);
    assertRefused("lane 3 would fill", net().canonical(all));
  }

  @Test
  void votesThatCannotBeDefended_areLeftOutByTheProposer() {
    ExtendedCommitInfo.Builder late = net().last().toBuilder();
    late.getVotesBuilder(2).setVoteExtension(ByteString.copyFromUtf8("not what was signed"));
    List<ByteString> items =
        net().prepare(net().node(0), List.of(), late.build(), TestNet.MAX_TX_BYTES);
    VoteRecord votes = TestItems.votes(items.getFirst());
    assertThat(votes.getVotes(2)).isEqualTo(absent(votes().getVotes(2).toBuilder()));
    assertThat(votes.getVotes(1)).isEqualTo(votes().getVotes(1));
    assertThat(net().process(net().node(3), items)).isEqualTo(ProposalStatus.ACCEPT);
  }

  @Test
  void anOversizedExtension_isLeftOutByTheProposer() {
    Validators.Member member = net().validators.members().getFirst();
    ExtendedCommitInfo late =
        net().last().toBuilder()
            .setVotes(
                0, Validators.vote(member, net().height(), 0, ByteString.copyFrom(new byte[8193])))
            .build();
    List<ByteString> items = net().prepare(net().node(0), List.of(), late, TestNet.MAX_TX_BYTES);
    assertThat(TestItems.votes(items.getFirst()).getVotes(0).getFlag())
        .isEqualTo(VoteFlag.VOTE_FLAG_ABSENT);
  }

  @Test
  void whatWouldOnlyTakeRoom_isNotProposed() {
    net().block(Market.deposit(7, 100, Market.ALPHA, 1));
    assertThat(
            net()
                .prepare(
                    net().node(0),
                    List.of(
                        Market.deposit(7, 100, Market.ALPHA, 1),
                        Market.deposit(8, 2, Market.ALPHA, 1),
                        Market.deposit(9, 10_000, Market.ALPHA, 1),
                        ByteString.copyFromUtf8("noise"))))
        .hasSize(1);
  }

  @Test
  void reducingTransactions_areProposedFromTheWaitingRoom() {
    ByteString deposit = Market.deposit(1, 100, Market.ALPHA, 1);
    ByteString trade = Market.trade(2, 100, Market.SPX, 1);
    assertThat(net().node(2).checkTx(deposit).getCode()).isZero();
    assertThat(net().node(2).checkTx(trade).getCode()).isZero();
    assertThat(net().prepare(net().node(2), List.of())).hasSize(2).last().isEqualTo(deposit);
    assertThat(net().prepare(net().node(1), List.of())).hasSize(1);
  }

  @Test
  void theRoomOfABlock_isNeverExceeded() {
    List<ByteString> waiting =
        List.of(TestItems.bulky(1, 3), Market.deposit(2, 100, Market.ALPHA, 1));
    long votes = TestItems.wireSize(good().subList(0, 1));
    long small = TestItems.wireSize(waiting.subList(1, 2));
    List<ByteString> items = net().prepare(net().node(0), waiting, net().last(), votes + small);
    assertThat(items).hasSize(2).last().isEqualTo(waiting.get(1));
    assertThat(TestItems.wireSize(items)).isEqualTo(votes + small);
    assertThat(net().prepare(net().node(0), waiting, net().last(), votes + small - 1)).hasSize(1);
  }
}
