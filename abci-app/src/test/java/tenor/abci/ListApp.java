package tenor.abci;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import tenor.abci.proto.ExecTxResult;
import tenor.abci.proto.RequestCheckTx;
import tenor.abci.proto.RequestCommit;
import tenor.abci.proto.RequestExtendVote;
import tenor.abci.proto.RequestFinalizeBlock;
import tenor.abci.proto.RequestInfo;
import tenor.abci.proto.RequestInitChain;
import tenor.abci.proto.RequestPrepareProposal;
import tenor.abci.proto.RequestProcessProposal;
import tenor.abci.proto.RequestQuery;
import tenor.abci.proto.RequestVerifyVoteExtension;
import tenor.abci.proto.ResponseCheckTx;
import tenor.abci.proto.ResponseCommit;
import tenor.abci.proto.ResponseExtendVote;
import tenor.abci.proto.ResponseFinalizeBlock;
import tenor.abci.proto.ResponseInfo;
import tenor.abci.proto.ResponseInitChain;
import tenor.abci.proto.ResponsePrepareProposal;
import tenor.abci.proto.ResponseProcessProposal;
import tenor.abci.proto.ResponseProcessProposal.ProposalStatus;
import tenor.abci.proto.ResponseQuery;
import tenor.abci.proto.ResponseVerifyVoteExtension;
import tenor.abci.proto.ResponseVerifyVoteExtension.VerifyStatus;

/** An application that keeps the list of transactions; it can be given faults. */
final class ListApp
    implements CallSequence.Instance,
        ConsensusHandler,
        MempoolHandler,
        InfoHandler,
        SnapshotHandler {

  /** What is wrong with an application. */
  enum Fault {
    KEEPS_UNCOMMITTED_STATE,
    PERSISTS_BEFORE_COMMIT,
    FORGETS_A_COMMIT,
    DEPENDS_ON_TIME_OF_DAY,
    REFUSES_PROPOSALS_IN_LATER_ROUNDS,
    PROPOSES_TOO_MUCH,
    REFUSES_EXTENSIONS,
    LOSES_A_RESULT
  }

  /**
   * The calls of one life of the process: I info, G InitChain, A PrepareProposal, B
   * ProcessProposal, E ExtendVote, V VerifyVoteExtension, F FinalizeBlock, C Commit, X connection
   * closed.
   */
  static final Pattern GRAMMAR =
      Pattern.compile("IG?([ABEV]*FI?C)*[ABEV]*F?(XIG?([ABEV]*FI?C)*[ABEV]*F?)*");

  private static final ByteString EXTENSION = ByteString.copyFromUtf8("e");

  private final Set<Fault> faults;
  private final List<StringBuilder> lives = new ArrayList<>();
  private List<ByteString> durable = new ArrayList<>();
  private long durableHeight;
  private List<ByteString> working = new ArrayList<>();
  private long workingHeight;
  private int proposals;

  ListApp(Set<Fault> faults) {
    this.faults = faults;
  }

  List<ByteString> durable() {
    return List.copyOf(durable);
  }

  List<String> lives() {
    return lives.stream().map(StringBuilder::toString).toList();
  }

  @Override
  public AbciHandlers open() {
    lives.add(new StringBuilder());
    return new AbciHandlers(this, this, this, this);
  }

  @Override
  public void kill() {
    working = new ArrayList<>(durable);
    workingHeight = 0;
  }

  @Override
  public ResponseInfo info(RequestInfo request) {
    called('I');
    boolean forgets = has(Fault.FORGETS_A_COMMIT) && lives.size() > 1 && durableHeight > 0;
    return ResponseInfo.newBuilder()
        .setLastBlockHeight(forgets ? durableHeight - 1 : durableHeight)
        .setLastBlockAppHash(hash(durable))
        .build();
  }

  @Override
  public ResponseInitChain initChain(RequestInitChain request) {
    called('G');
    return ResponseInitChain.newBuilder().setAppHash(hash(List.of())).build();
  }

  @Override
  public ResponsePrepareProposal prepareProposal(RequestPrepareProposal request) {
    called('A');
    ResponsePrepareProposal.Builder out =
        ResponsePrepareProposal.newBuilder().addAllTxs(request.getTxsList());
    if (has(Fault.PROPOSES_TOO_MUCH)) {
      out.addTxs(ByteString.copyFrom(new byte[(int) request.getMaxTxBytes() - 3]));
    }
    return out.build();
  }

  @Override
  public ResponseProcessProposal processProposal(RequestProcessProposal request) {
    called('B');
    boolean refuse = has(Fault.REFUSES_PROPOSALS_IN_LATER_ROUNDS) && ++proposals > 1;
    return ResponseProcessProposal.newBuilder()
        .setStatus(refuse ? ProposalStatus.REJECT : ProposalStatus.ACCEPT)
        .build();
  }

  @Override
  public ResponseExtendVote extendVote(RequestExtendVote request) {
    called('E');
    return ResponseExtendVote.newBuilder().setVoteExtension(EXTENSION).build();
  }

  @Override
  public ResponseVerifyVoteExtension verifyVoteExtension(RequestVerifyVoteExtension request) {
    called('V');
    boolean valid = request.getVoteExtension().equals(EXTENSION) && !has(Fault.REFUSES_EXTENSIONS);
    return ResponseVerifyVoteExtension.newBuilder()
        .setStatus(valid ? VerifyStatus.ACCEPT : VerifyStatus.REJECT)
        .build();
  }

  @Override
  public ResponseFinalizeBlock finalizeBlock(RequestFinalizeBlock request) {
    called('F');
    if (!has(Fault.KEEPS_UNCOMMITTED_STATE)) {
      working = new ArrayList<>(durable);
    }
    working.addAll(request.getTxsList());
    workingHeight = request.getHeight();
    proposals = 0;
    if (has(Fault.PERSISTS_BEFORE_COMMIT)) {
      persist();
    }
    ResponseFinalizeBlock.Builder out = ResponseFinalizeBlock.newBuilder();
    for (int i = has(Fault.LOSES_A_RESULT) ? 1 : 0; i < request.getTxsCount(); i++) {
      out.addTxResults(
          ExecTxResult.newBuilder().setLog("not hashed " + System.identityHashCode(this)));
    }
    return out.setAppHash(hash(working)).build();
  }

  @Override
  public ResponseCommit commit(RequestCommit request) {
    called('C');
    persist();
    return ResponseCommit.getDefaultInstance();
  }

  @Override
  public void consensusConnectionClosed() {
    called('X');
  }

  @Override
  public CompletionStage<ResponseCheckTx> checkTx(RequestCheckTx request) {
    return CompletableFuture.completedStage(ResponseCheckTx.getDefaultInstance());
  }

  @Override
  public ResponseQuery query(RequestQuery request) {
    return ResponseQuery.getDefaultInstance();
  }

  private void persist() {
    durable = new ArrayList<>(working);
    durableHeight = workingHeight;
  }

  private ByteString hash(List<ByteString> content) {
    ByteString all = ByteString.copyFrom(content);
    if (has(Fault.DEPENDS_ON_TIME_OF_DAY)) {
      all = all.concat(ByteString.copyFromUtf8(Long.toString(System.nanoTime())));
    }
    return SimValidator.sha256(all);
  }

  private boolean has(Fault fault) {
    return faults.contains(fault);
  }

  private void called(char call) {
    lives.getLast().append(call);
  }
}
