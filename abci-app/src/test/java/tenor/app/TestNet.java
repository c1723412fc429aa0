package tenor.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import tenor.abci.proto.ExtendedCommitInfo;
import tenor.abci.proto.RequestExtendVote;
import tenor.abci.proto.RequestFinalizeBlock;
import tenor.abci.proto.RequestInitChain;
import tenor.abci.proto.RequestPrepareProposal;
import tenor.abci.proto.RequestProcessProposal;
import tenor.abci.proto.RequestVerifyVoteExtension;
import tenor.abci.proto.ResponseFinalizeBlock;
import tenor.abci.proto.ResponseProcessProposal.ProposalStatus;
import tenor.abci.proto.ResponseVerifyVoteExtension.VerifyStatus;
import tenor.app.chain.ChainState;
import tenor.app.chain.Committed;
import tenor.app.chain.Parallel;
import tenor.app.proposal.Base;
import tenor.app.proposal.CanonicalOrder;
import tenor.app.proposal.Entry;
import tenor.app.proposal.ProposalCheck;
import tenor.app.tx.Decoded;
import tenor.app.tx.TxCodec;
import tenor.clearing.ClearingHouse;
import tenor.clearing.kernel.Reader;
import tenor.clearing.proto.PriceReport;
import tenor.clearing.proto.SurfaceReport;
import tenor.clearing.proto.VoteExtension;

/** Several applications driven in one thread as engines would drive them. */
final class TestNet implements AutoCloseable {
  static final long MAX_TX_BYTES = 3 << 20;
  private static final long STEP = 1_000;

  /** The expiry whose volatilities are reported. */
  static final long EXPIRY_MILLIS = Market.GENESIS_MILLIS + 30L * 86_400_000;

  final Validators validators;
  final List<TestNode> nodes = new ArrayList<>();
  private final RequestInitChain start;
  private ExtendedCommitInfo last = ExtendedCommitInfo.getDefaultInstance();
  private long height;
  private long timeMillis = Market.GENESIS_MILLIS;

  private TestNet(
      Path folder, int count, RequestInitChain start, Validators validators, ClearingHouse house) {
    this.validators = validators;
    this.start = start;
    for (int i = 0; i < count; i++) {
      nodes.add(TestNode.of(folder.resolve("node" + i), house, AppOptions.DEFAULT));
    }
  }

  static TestNet of(Path folder, int count) {
    return of(folder, count, Market.initChain(Validators.of(count)));
  }

  static TestNet of(Path folder, int count, RequestInitChain start) {
    return of(folder, count, start, Application.rules());
  }

  static TestNet of(Path folder, int count, RequestInitChain start, ClearingHouse house) {
    TestNet net = new TestNet(folder, count, start, Validators.of(count), house);
    net.start();
    return net;
  }

  private void start() {
    nodes.forEach(node -> node.consensus().initChain(start));
  }

  RequestInitChain initChain() {
    return start;
  }

  long height() {
    return height;
  }

  long nextHeight() {
    return height + 1;
  }

  ExtendedCommitInfo last() {
    return last;
  }

  TestNode node(int i) {
    return nodes.get(i);
  }

  /** What the proposer of the next block makes of these waiting transactions. */
  List<ByteString> prepare(TestNode proposer, List<ByteString> waiting) {
    return prepare(proposer, waiting, last, MAX_TX_BYTES);
  }

  List<ByteString> prepare(
      TestNode proposer, List<ByteString> waiting, ExtendedCommitInfo commit, long maxBytes) {
    return proposer
        .consensus()
        .prepareProposal(
            RequestPrepareProposal.newBuilder()
                .addAllTxs(waiting)
                .setLocalLastCommit(commit)
                .setHeight(nextHeight())
                .setTime(Market.time(timeMillis))
                .setMaxTxBytes(maxBytes)
                .build())
        .getTxsList();
  }

  ProposalStatus process(TestNode node, List<ByteString> items) {
    return node.consensus()
        .processProposal(
            RequestProcessProposal.newBuilder()
                .addAllTxs(items)
                .setProposedLastCommit(Validators.plain(last))
                .setHeight(nextHeight())
                .setTime(Market.time(timeMillis))
                .build())
        .getStatus();
  }

  /** Why a proposal is refused, in words. */
  String refusal(List<ByteString> items) {
    TestNode node = nodes.getFirst();
    try (Parallel parallel = new Parallel(1)) {
      ChainState chain = new ChainState(node.house(), parallel);
      Committed now = chain.swap(node.store().current());
      Base base =
          new Base(
              Market.CHAIN,
              nextHeight(),
              now.appHash(),
              now.reader(),
              now.carriesVotes(nextHeight()));
      return new ProposalCheck(node.house(), chain.signatures(now))
          .refusal(items, Validators.plain(last), base)
          .orElse("");
    }
  }

  ResponseFinalizeBlock finalizeBlock(TestNode node, List<ByteString> items) {
    return node.consensus().finalizeBlock(finalizeRequest(items));
  }

  RequestFinalizeBlock finalizeRequest(List<ByteString> items) {
    return RequestFinalizeBlock.newBuilder()
        .addAllTxs(items)
        .setDecidedLastCommit(Validators.plain(last))
        .setHeight(nextHeight())
        .setTime(Market.time(timeMillis))
        .build();
  }

  /** Item 0 as it is, then the transactions in the order that a block of them has. */
  List<ByteString> canonical(List<ByteString> items) {
    TestNode node = nodes.getFirst();
    Reader state = node.reader();
    List<Entry> entries = new ArrayList<>();
    for (ByteString item : items.subList(1, items.size())) {
      Decoded.Ok decoded = (Decoded.Ok) TxCodec.decode(item);
      entries.add(Entry.of(decoded, node.house(), state).orElseThrow());
    }
    List<ByteString> sorted = new ArrayList<>(items.subList(0, 1));
    new CanonicalOrder(node.info().getLastBlockAppHash(), nextHeight())
        .sort(entries)
        .forEach(entry -> sorted.add(entry.tx().bytes()));
    return sorted;
  }

  /** One whole height: propose, judge, vote, execute, commit; the result that all agree on. */
  ResponseFinalizeBlock block(ByteString... waiting) {
    List<ByteString> items = prepare(nodes.get((int) (height % nodes.size())), List.of(waiting));
    nodes.forEach(node -> assertThat(process(node, items)).isEqualTo(ProposalStatus.ACCEPT));
    return decide(items);
  }

  /** Executes and commits these items on every node, and gathers the votes on them. */
  ResponseFinalizeBlock decide(List<ByteString> items) {
    List<ByteString> extensions = extensions(items);
    ResponseFinalizeBlock result = null;
    for (TestNode node : nodes) {
      ResponseFinalizeBlock own = finalizeBlock(node, items);
      if (result != null) {
        assertThat(own).isEqualTo(result);
      }
      result = own;
    }
    nodes.forEach(TestNode::commit);
    height++;
    timeMillis += STEP;
    last =
        height >= start.getConsensusParams().getAbci().getVoteExtensionsEnableHeight()
            ? validators.commit(height, 0, extensions)
            : validators.commit(height, 0, extensions.stream().map(e -> ByteString.EMPTY).toList());
    return Objects.requireNonNull(result);
  }

  private List<ByteString> extensions(List<ByteString> items) {
    List<ByteString> extensions = new ArrayList<>();
    for (TestNode node : nodes) {
      ByteString extension =
          node.consensus()
              .extendVote(
                  RequestExtendVote.newBuilder().setHeight(nextHeight()).addAllTxs(items).build())
              .getVoteExtension();
      nodes.forEach(
          other ->
              assertThat(
                      other
                          .consensus()
                          .verifyVoteExtension(
                              RequestVerifyVoteExtension.newBuilder()
                                  .setHeight(nextHeight())
                                  .setVoteExtension(extension)
                                  .build())
                          .getStatus())
                  .isEqualTo(VerifyStatus.ACCEPT));
      extensions.add(extension);
    }
    return extensions;
  }

  /** All nodes report this price of the underlying and volatilities of 20 %, observed now. */
  void price(long price) {
    nodes.forEach(
        node ->
            node.options(
                AppOptions.DEFAULT.withPrices(
                    at ->
                        VoteExtension.newBuilder()
                            .addPrices(
                                PriceReport.newBuilder()
                                    .setProduct(1)
                                    .setPrice(price)
                                    .setTimeMillis(timeMillis))
                            .addSurfaces(
                                SurfaceReport.newBuilder()
                                    .setProduct(1)
                                    .setExpiryMillis(EXPIRY_MILLIS)
                                    .setTimeMillis(timeMillis)
                                    .addAllVols(Collections.nCopies(11, 200_000_000L)))
                            .build())));
  }

  @Override
  public void close() {
    nodes.forEach(TestNode::close);
  }
}
