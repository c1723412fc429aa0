package tenor.app.mempool;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import tenor.abci.MempoolHandler;
import tenor.abci.proto.CheckTxType;
import tenor.abci.proto.RequestCheckTx;
import tenor.abci.proto.ResponseCheckTx;
import tenor.app.chain.ChainState;
import tenor.app.chain.Committed;
import tenor.app.crypto.Hashes;
import tenor.app.tx.Decoded;
import tenor.app.tx.TxCodec;
import tenor.clearing.ClearingHouse;
import tenor.clearing.fixed.RuleFailure;
import tenor.clearing.kernel.Admission;
import tenor.clearing.kernel.Outcome;
import tenor.clearing.kernel.Reject;
import tenor.clearing.kernel.TxInput;
import tenor.clearing.kernel.TxReject;
import tenor.clearing.kernel.TxResult;

/**
 * Judges transactions for the mempool by the committed state: bytes, signatures, what needs no
 * state, then key, expiry, nonce and quota. A recheck looks at key, expiry and nonce alone.
 */
public final class MempoolDesk implements MempoolHandler {
  /** The code with which transactions are refused before the chain has started. */
  public static final int NOT_STARTED = 999;

  private final ClearingHouse house;
  private final ChainState chain;
  private final Executor executor;
  private final WaitingRoom room;

  /**
   * A desk.
   *
   * @param executor where signatures are checked
   * @param mostBytes the most bytes that a participant may have waiting
   */
  public MempoolDesk(ClearingHouse house, ChainState chain, Executor executor, long mostBytes) {
    this.house = house;
    this.chain = chain;
    this.executor = executor;
    this.room = new WaitingRoom(mostBytes);
  }

  @Override
  public CompletionStage<ResponseCheckTx> checkTx(RequestCheckTx request) {
    Committed committed = chain.get();
    if (committed == null) {
      return CompletableFuture.completedStage(
          response(NOT_STARTED, "NOT_STARTED: the chain has not started"));
    }
    return request.getType() == CheckTxType.RECHECK
        ? CompletableFuture.completedStage(recheck(request.getTx(), committed))
        : CompletableFuture.supplyAsync(() -> check(request.getTx(), committed), executor);
  }

  private ResponseCheckTx check(ByteString bytes, Committed committed) {
    return switch (TxCodec.decode(bytes)) {
      case Decoded.Malformed malformed -> refused(malformed.reason(), malformed.detail());
      case Decoded.Ok ok -> check(ok, committed);
    };
  }

  private ResponseCheckTx check(Decoded.Ok tx, Committed committed) {
    Optional<TxInput.Invalid> invalid = chain.authenticator(committed).refusal(tx);
    if (invalid.isPresent()) {
      return refused(invalid.get().reason(), invalid.get().detail());
    }
    try {
      Optional<Outcome.Rejected> early = house.check(tx.transaction());
      if (early.isPresent()) {
        return refused(early.get().reason(), early.get().detail());
      }
      return admit(tx, committed);
    } catch (RuleFailure failure) {
      return refused(TxReject.RULE_FAILURE, String.valueOf(failure.getMessage()));
    }
  }

  private ResponseCheckTx admit(Decoded.Ok tx, Committed committed) {
    if (admission(tx, committed) instanceof Admission.Admitted.Refused refused) {
      return refused(refused.reason(), refused.detail());
    }
    long participant = house.entity(tx.transaction(), committed.reader());
    return room.admit(tx, participant, house.lane(tx.transaction()))
        ? ResponseCheckTx.getDefaultInstance()
        : refused(TxReject.OVER_QUOTA, "participant " + participant);
  }

  private Admission.Admitted admission(Decoded.Ok tx, Committed committed) {
    return house.admission().admit(tx.transaction(), committed.reader(), committed.nextHeight());
  }

  private ResponseCheckTx recheck(ByteString bytes, Committed committed) {
    Decoded.Ok waiting = room.find(Hashes.sha256(bytes.toByteArray()));
    if (waiting != null) {
      return recheck(waiting, committed);
    }
    return switch (TxCodec.decode(bytes)) {
      case Decoded.Malformed malformed -> refused(malformed.reason(), malformed.detail());
      case Decoded.Ok ok -> recheck(ok, committed);
    };
  }

  private ResponseCheckTx recheck(Decoded.Ok tx, Committed committed) {
    try {
      if (admission(tx, committed) instanceof Admission.Admitted.Refused refused
          && !refused.reason().isFinal()) {
        room.remove(List.of(tx.hash()));
        return refused(refused.reason(), refused.detail());
      }
      return ResponseCheckTx.getDefaultInstance();
    } catch (RuleFailure failure) {
      return refused(TxReject.RULE_FAILURE, String.valueOf(failure.getMessage()));
    }
  }

  private static ResponseCheckTx refused(Reject reason, String detail) {
    return response(reason.code(), TxResult.text(reason, detail));
  }

  private static ResponseCheckTx response(int code, String log) {
    return ResponseCheckTx.newBuilder().setCode(code).setLog(log).build();
  }

  /** The waiting transactions of lanes 1 and 2, in the order in which they came. */
  public List<ByteString> reducing() {
    return room.reducing();
  }

  /** Forgets what stands in a committed block, and what expired with it. */
  public void committed(List<ByteString> items, long height) {
    room.remove(items.stream().map(item -> Hashes.sha256(item.toByteArray())).toList());
    room.expire(height + 1);
  }
}
