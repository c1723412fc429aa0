package tenor.app.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import tenor.abci.proto.RequestQuery;
import tenor.abci.proto.ResponseQuery;
import tenor.app.chain.ChainState;
import tenor.app.chain.Committed;
import tenor.app.proof.SimpleOps;
import tenor.app.query.QueryRefusal.Reason;
import tenor.clearing.ClearingHouse;
import tenor.clearing.fixed.RuleFailure;
import tenor.state.Store;
import tenor.state.View;

/**
 * Brings each question to its answer. A question that has none gets a code other than 0 and says
 * what was expected; it never disturbs the chain. For any number of threads.
 */
public final class Queries {
  private final ClearingHouse house;
  private final Store store;
  private final ChainState chain;
  private final Peers peers;

  /**
   * Answers from the committed state and the heights that the store keeps.
   *
   * @param configured says which node ids this node was told to admit
   */
  public Queries(
      ClearingHouse house, Store store, ChainState chain, Supplier<Set<String>> configured) {
    this.house = house;
    this.store = store;
    this.chain = chain;
    this.peers = new Peers(configured);
  }

  /** The answer. */
  public ResponseQuery answer(RequestQuery request) {
    try {
      return answer(request, Question.parse(request.getPath()));
    } catch (QueryRefusal refusal) {
      return refused(refusal.reason(), String.valueOf(refusal.getMessage()));
    } catch (RuleFailure failure) {
      return refused(Reason.RULE_FAILURE, String.valueOf(failure.getMessage()));
    }
  }

  private static ResponseQuery refused(Reason reason, String message) {
    return ResponseQuery.newBuilder()
        .setCode(reason.code())
        .setCodespace("query")
        .setLog(reason + ": " + message)
        .build();
  }

  private ResponseQuery answer(RequestQuery request, Question question) {
    return switch (question.what()) {
      case "p2p" -> peers.answer(question, admitted());
      case "node" ->
          ResponseQuery.newBuilder()
              .setHeight(store.height())
              .setValue(Json.bytes(NodeAnswers.node(store)))
              .build();
      case "store" -> leaf(request, question);
      case "absence" -> {
        Moment moment = provable(request.getHeight());
        yield json(moment, StateAnswers.absence(moment, question, house));
      }
      case "margin-inputs" -> {
        Moment moment = provable(request.getHeight());
        yield json(moment, InputAnswers.margin(moment, question.number(), house));
      }
      case "arrays" -> {
        Moment moment = provable(request.getHeight());
        yield json(
            moment,
            question.isGeneral()
                ? ArrayAnswers.shared(moment)
                : ArrayAnswers.underlying(moment, question));
      }
      default -> {
        Moment moment = latest(request.getHeight());
        yield json(moment, answer(moment, question));
      }
    };
  }

  private JsonNode answer(Moment moment, Question question) {
    return switch (question.what()) {
      case "account" -> AccountAnswers.account(moment, question.number());
      case "accounts" -> AccountAnswers.accounts(moment);
      case "position" ->
          moment
              .answer()
              .put("account", question.number())
              .set("positions", AccountAnswers.positions(moment.reader(), question.number()));
      case "margin" -> MarginAnswers.margin(moment, question.number());
      case "whatif" -> WhatIfAnswers.trade(moment, question, house);
      case "asset" -> ListingAnswers.asset(moment, question);
      case "underlying" -> ListingAnswers.underlying(moment, question);
      case "instrument" -> ListingAnswers.instrument(moment, question);
      case "greeks" -> OptionAnswers.greeks(moment, question.number());
      case "price" -> ListingAnswers.price(moment, question);
      case "surface" -> SurfaceAnswers.surface(moment, question);
      case "participant" -> HouseAnswers.participant(moment, question.number());
      case "params" -> HouseAnswers.params(moment, house);
      case "totals" -> HouseAnswers.totals(moment);
      case "systemic" -> SystemicAnswers.systemic(moment);
      case "state" -> StateAnswers.state(moment, question, house);
      default ->
          throw new QueryRefusal(
              Reason.UNKNOWN_PATH,
              "expected /account, /accounts, /position, /margin, /margin-inputs, /whatif, /arrays,"
                  + " /asset, /underlying, /instrument, /price, /surface, /greeks, /participant,"
                  + " /params, /totals, /systemic, /state, /absence, /node, /store or /p2p");
    };
  }

  private static ResponseQuery json(Moment moment, JsonNode answer) {
    return ResponseQuery.newBuilder()
        .setHeight(moment.height())
        .setValue(Json.bytes(answer))
        .build();
  }

  private List<String> admitted() {
    Committed committed = chain.get();
    return committed == null ? List.of() : committed.engine().getPeersList();
  }

  /**
   * A stored value, with its proof if that is asked for: {@code /store/COMPONENT/key}. Or whatever
   * there is to say of a key, presence or absence, in ICS-23's form: {@code
   * /store/COMPONENT/ics23}.
   */
  private ResponseQuery leaf(RequestQuery request, Question question) {
    List<String> segments = question.segments();
    String form = segments.size() == 3 ? segments.get(2) : "";
    if (!form.equals("key") && !form.equals("ics23")) {
      throw new QueryRefusal(
          Reason.UNKNOWN_PATH, "expected /store/COMPONENT/key or /store/COMPONENT/ics23");
    }
    byte[] key = request.getData().toByteArray();
    if (key.length == 0) {
      throw QueryRefusal.argument("expected a key of at least one byte as the query's data");
    }
    Moment moment = provable(request.getHeight());
    Optional<byte[]> value =
        moment.view().tree(segments.get(1)).isPresent()
            ? find(moment, segments.get(1), key)
            : Optional.empty();
    ResponseQuery.Builder response =
        ResponseQuery.newBuilder().setHeight(moment.height()).setKey(request.getData());
    value.ifPresent(bytes -> response.setValue(ByteString.copyFrom(bytes)));
    if (form.equals("ics23")) {
      return response.setProofOps(Ics23Answers.of(moment, segments.get(1), key, value)).build();
    }
    if (value.isEmpty()) {
      throw QueryRefusal.notFound(
          "there is no such key in "
              + segments.get(1)
              + " at height "
              + moment.height()
              + "; ask /absence for a proof");
    }
    if (request.getProve()) {
      response.setProofOps(SimpleOps.of(moment.view().prove(key).orElseThrow()));
    }
    return response.build();
  }

  private Optional<byte[]> find(Moment moment, String component, byte[] key) {
    boolean owns =
        house.schema().owner(key).map(house.schema()::componentName).equals(Optional.of(component));
    return owns ? moment.view().get(key) : Optional.empty();
  }

  /** The state at a height, the last committed one for 0. */
  private Moment latest(long height) {
    Committed committed = chain.get();
    if (committed == null) {
      throw new QueryRefusal(Reason.NOT_STARTED, "the chain has not started");
    }
    return height == 0 || height == committed.height()
        ? new Moment(committed.height(), committed.view(), committed.reader())
        : at(height);
  }

  /** The state at a height, for 0 the last whose hash is in a header: the next block carries it. */
  private Moment provable(long height) {
    return at(height == 0 ? store.height() - 1 : height);
  }

  private Moment at(long height) {
    View view = height < 1 ? null : store.view(height).orElse(null);
    if (view == null) {
      throw new QueryRefusal(
          Reason.HEIGHT,
          "height "
              + height
              + " is not kept: heights "
              + Math.max(1, store.oldestHeight())
              + " to "
              + store.height()
              + " are");
    }
    return new Moment(height, view, chain.reader(view));
  }
}
