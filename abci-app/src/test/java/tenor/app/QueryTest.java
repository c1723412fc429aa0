package tenor.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tenor.abci.proto.ProofOp;
import tenor.abci.proto.ResponseQuery;
import tenor.abci.proto.ValueOp;
import tenor.app.proof.Ics23;
import tenor.clearing.proto.Balance;
import tenor.clearing.proto.Deposit;
import tenor.clearing.proto.Genesis;
import tenor.clearing.proto.ListAsset;
import tenor.clearing.proto.SetParam;
import tenor.clearing.trading.TradingReject;
import tenor.state.AbsenceProof.Neighbour;
import tenor.state.Bytes;
import tenor.state.Proof;

/** Questions and their answers. */
final class QueryTest {
  private static final long USD_1M = 1_000_000_000_000L;
  private static final ByteString ALPHA_USD = TestItems.hex("8381808080808080808087e98080808081");
  private static final String PEER = "0123456789abcdef0123456789abcdef01234567";

  @TempDir private Path folder;
  private @Nullable TestNet opened;

  @BeforeEach
  void start() {
    Genesis genesis = Market.genesis().addPeers(PEER).build();
    opened = TestNet.of(folder, 2, Market.initChain(Validators.of(2), genesis));
    net().block();
    net().price(Market.SPX);
    net().block(Market.deposit(1, 50, Market.ALPHA, USD_1M), Market.deposit(2, 50, Market.BETA, 7));
    net().block();
  }

  @AfterEach
  void stop() {
    net().close();
  }

  private TestNet net() {
    return Objects.requireNonNull(opened);
  }

  private ResponseQuery ask(String path) {
    return net().node(0).query(path);
  }

  private JsonNode json(String path) throws Exception {
    return json(path, 0);
  }

  private JsonNode json(String path, long height) throws Exception {
    ResponseQuery answer = net().node(0).query(path, ByteString.EMPTY, height, false);
    assertThat(answer.getCode()).as(answer.getLog()).isZero();
    return new ObjectMapper().readTree(answer.getValue().toByteArray());
  }

  @Test
  void marginInputs_haveTheMarginAndAProofOfEachValueItReads() throws Exception {
    JsonNode answer = json("/margin-inputs/1001");
    assertThat(answer.at("/margin/requirements/0/cash").asText()).isEqualTo("1000000");
    assertThat(answer.path("margin"))
        .isEqualTo(json("/margin/1001", answer.path("height").asLong()));
    assertThat(answer.path("claims"))
        .isNotEmpty()
        .allSatisfy(
            claim -> {
              assertThat(claim.has("value")).isNotEqualTo(claim.has("absent"));
              assertThat(claim.at("/ics23/key").asText()).matches("([0-9a-f]{2})+");
              assertThat(claim.at("/ics23/component").asText()).matches("([0-9a-f]{2})+");
            })
        .anySatisfy(
            claim -> assertThat(claim.at("/ics23/key").asText()).contains(bytes(ALPHA_USD).hex()));
  }

  @Test
  void account_isAsTheCommandLinePromises() throws Exception {
    JsonNode account = json("/account/1001");
    assertThat(account.fieldNames())
        .toIterable()
        .contains(
            "height",
            "account",
            "participant",
            "status",
            "balances",
            "positions",
            "equity",
            "maintenance",
            "initial");
    assertThat(account.get("height").asLong()).isEqualTo(3);
    assertThat(account.get("status").asText()).isEqualTo("good");
    assertThat(account.get("equity").isTextual()).isTrue();
    assertThat(account.at("/balances/0/cash").asText()).isEqualTo("1000000");
    assertThat(json("/accounts").get("accounts")).hasSize(2);
    assertThat(json("/participant/3").get("accounts").toString()).isEqualTo("[1001]");
  }

  @Test
  void anOlderHeight_isAnsweredFromItsState() throws Exception {
    ResponseQuery then = net().node(0).query("/account/1001", ByteString.EMPTY, 1, false);
    assertThat(then.getHeight()).isEqualTo(1);
    assertThat(then.getValue().toStringUtf8()).contains("\"balances\":[]");
  }

  @Test
  void listings_areFoundByNumberAndBySymbol() throws Exception {
    assertThat(json("/instrument/SPX-30D")).isEqualTo(json("/instrument/1"));
    assertThat(json("/instrument/1").get("number").asInt()).isEqualTo(1);
    assertThat(json("/instrument")).hasSize(1);
    assertThat(json("/asset/USD").get("symbol").asText()).isEqualTo("USD");
    assertThat(json("/underlying/SPX").get("marginClass").asInt()).isEqualTo(1);
    JsonNode price = json("/price/SPX");
    assertThat(price.get("underlying").asInt()).isEqualTo(1);
    assertThat(price.get("index").asText()).isEqualTo("2790");
    assertThat(price.get("height").asLong()).isEqualTo(3);
    assertThat(price.get("powerPpb").asLong()).isEqualTo(1_000_000_000);
    assertThat(price.get("timeMillis").isNumber()).isTrue();
  }

  @Test
  void surface_isFoundByExpiry() throws Exception {
    JsonNode surface = json("/surface/SPX");
    assertThat(surface).isEqualTo(json("/surface").get(0));
    assertThat(surface.get("number").asInt()).isEqualTo(1);
    assertThat(surface.get("slices")).hasSize(1);
    JsonNode slice = surface.at("/slices/0");
    assertThat(slice.get("expiryMillis").asLong()).isEqualTo(TestNet.EXPIRY_MILLIS);
    assertThat(slice.get("atTheMoney").asText()).isEqualTo("0.2");
    assertThat(slice.get("vols")).hasSize(11);
    assertThat(slice.get("powerPpb").asLong()).isEqualTo(1_000_000_000);
  }

  @Test
  void paramsAndTotals_areComplete() throws Exception {
    JsonNode params = json("/params").get("params");
    assertThat(params.size()).isEqualTo(net().node(0).house().params().size());
    assertThat(params.findValuesAsText("name")).contains("lane3MaxBytes", "maxPriceAge");
    JsonNode asset = json("/totals").at("/assets/0");
    assertThat(asset.get("deposited").asText()).isEqualTo("1000000.000007");
    assertThat(asset.get("held").asText()).isEqualTo("1000000.000007");
    assertThat(asset.get("difference").asText()).isEqualTo("0");
  }

  @Test
  void systemic_isTheViewOfTheState() throws Exception {
    net().block(Market.deposit(3, 50, Market.BETA, USD_1M), Market.trade(4, 50, Market.SPX, 2));
    net()
        .block(
            Market.tx(5, 50, List.of(Market.GOVERNOR), Market.param("systemic", "viewMinutes", 1))
                .toByteString());
    for (int second = 0; second < 60; second++) {
      net().block();
    }
    JsonNode view = json("/systemic");
    JsonNode asset = view.at("/assets/0");
    assertThat(view.get("viewHeight").asLong()).isPositive();
    assertThat(asset.get("symbol").asText()).isEqualTo("USD");
    assertThat(asset.get("participants")).hasSize(2);
    assertThat(asset.at("/participants/0/leverage").isTextual()).isTrue();
    assertThat(view.at("/instruments/0/openInterest").asLong()).isEqualTo(2);
    assertThat(view.at("/instruments/0/concentration").asText()).isEqualTo("0.5");
    assertThat(view.at("/losses/epochs").isNumber()).isTrue();
  }

  @Test
  void greeksOfFutures_areContractsTimesMultiplier() throws Exception {
    net().block(Market.deposit(3, 50, Market.BETA, USD_1M), Market.trade(4, 50, Market.SPX, 2));
    JsonNode greeks = json("/greeks/1002");
    assertThat(greeks.at("/underlyings/0/symbol").asText()).isEqualTo("SPX");
    assertThat(greeks.at("/underlyings/0/delta").asText()).isEqualTo("-200");
    assertThat(greeks.at("/underlyings/0/vega").asText()).isEqualTo("0");
    assertThat(greeks.get("without")).isEmpty();
    assertThat(json("/surface/SPX").at("/slices/0/forward").isTextual()).isTrue();
  }

  @Test
  void margin_isExplained() throws Exception {
    net().block(Market.deposit(3, 50, Market.BETA, USD_1M), Market.trade(4, 50, Market.SPX, 2));
    JsonNode margin = json("/margin/1001");
    assertThat(margin.get("coversInitial").asBoolean()).isTrue();
    assertThat(margin.at("/classes/0/underlyings/0/losses")).hasSize(16);
    assertThat(margin.at("/requirements/0/maintenance").asText())
        .isEqualTo(margin.at("/classes/0/required").asText())
        .isNotEqualTo("0");
    assertThat(json("/position/1002").at("/positions/0/contracts").asLong()).isEqualTo(-2);
  }

  @Test
  void collateral_isShownPartByPart() throws Exception {
    JsonNode need = json("/margin/1001").at("/requirements/0");
    assertThat(need.get("collateral")).isEmpty();
    assertThat(need.get("cashShare").asText()).isEqualTo("0");
    assertThat(need.get("symbol").asText()).isEqualTo("USD");
    Genesis genesis =
        Market.genesis()
            .addAssets(ListAsset.newBuilder().setSymbol("SHARE"))
            .addParams(margin("collateralIndex", 1))
            .addParams(margin("haircut", 250_000_000))
            .addParams(margin("collateralCap", 60_000_000_000L))
            .addDeposits(deposit(Market.ALPHA, 1, 1))
            .addDeposits(deposit(Market.ALPHA, 2, 20_000_000))
            .addDeposits(deposit(Market.BETA, 1, 1))
            .addDeposits(deposit(Market.BETA, 2, 40_000_000))
            .build();
    try (TestNet shares =
        TestNet.of(folder.resolve("shares"), 2, Market.initChain(Validators.of(2), genesis))) {
      shares.block();
      shares.price(Market.SPX);
      shares.block();
      shares.block();
      String answer = shares.node(0).query("/margin/1001").getValue().toStringUtf8();
      // 20 × 2790 less a quarter.
      assertThat(new ObjectMapper().readTree(answer).at("/requirements").toString())
          .contains(
              "\"collateral\":[{\"asset\":2,\"symbol\":\"SHARE\",\"amount\":\"20\","
                  + "\"price\":\"2790\",\"haircut\":\"0.25\",\"cap\":\"60000\","
                  + "\"stale\":false,\"ownIssue\":false,\"counts\":\"41850\"}]");
      assertThat(shares.node(0).query("/margin/1002").getValue().toStringUtf8())
          .contains("\"amount\":\"40\"", "\"counts\":\"60000\"");
    }
  }

  private static SetParam margin(String name, long value) {
    return SetParam.newBuilder()
        .setComponent("margin")
        .setName(name)
        .setScope(2)
        .setValue(value)
        .build();
  }

  private static Deposit deposit(long account, int asset, long amount) {
    return Deposit.newBuilder().setAccount(account).setAsset(asset).setAmount(amount).build();
  }

  @Test
  void whatIf_isWhatTheTradeThenDoes() throws Exception {
    net().block(Market.deposit(3, 50, Market.BETA, USD_1M));
    JsonNode answer = json("/whatif/1001?instrument=SPX-30D&contracts=2&price=2790.5&against=1002");
    assertThat(answer.get("accepted").asBoolean()).isTrue();
    assertThat(answer.get("symbol").asText()).isEqualTo("SPX-30D");
    JsonNode alone = json("/whatif/1002?instrument=1&contracts=-2&price=2790.5");
    assertThat(alone.get("sides")).hasSize(1);
    assertThat(alone.at("/sides/0/after")).isEqualTo(answer.at("/sides/1/after"));
    assertThat(answer.at("/sides/1/side").asText()).isEqualTo("seller");
    assertThat(answer.at("/sides/0/before")).isEqualTo(json("/margin/1001").get("requirements"));
    net().block(Market.trade(4, 50, Market.SPX + 50_000_000, 2));
    for (int side = 0; side < 2; side++) {
      JsonNode told = answer.at("/sides/" + side);
      JsonNode real = json("/margin/" + told.get("account").asText());
      assertThat(told.get("after")).isEqualTo(real.get("requirements"));
      assertThat(real.at("/positions/0/contracts")).isEqualTo(told.at("/contracts/after"));
    }
    assertThat(json("/margin/1001").at("/requirements/0/free").asText()).isNotEqualTo("1000000");
  }

  @Test
  void whatIf_saysWhyATradeWouldBeRefused() throws Exception {
    JsonNode answer = json("/whatif/1002?instrument=1&contracts=-500&price=2790");
    assertThat(answer.get("accepted").asBoolean()).isFalse();
    assertThat(answer.get("code").asInt()).isEqualTo(TradingReject.SELLER_MARGIN.code());
    assertThat(answer.get("reason").asText()).contains("SELLER_MARGIN", "equity");
    assertThat(answer.at("/sides/0/contracts/after").asLong()).isEqualTo(-500);
    assertThat(answer.at("/sides/0/after/0/free").asText()).startsWith("-");
    assertThat(json("/whatif/1002?instrument=1&contracts=1&price=2790.001").get("code").asInt())
        .isEqualTo(TradingReject.OFF_TICK.code());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/whatif/1001 | contracts: expected a whole number",
        "/whatif/1001?contracts=0&instrument=1&price=1 | contracts: expected a whole number",
        "/whatif/1001?contracts=1.5&instrument=1&price=1 | negative to sell, found 1.5",
        "/whatif/1001?contracts=1 | instrument: expected a number or symbol, found nothing",
        "/whatif/1001?contracts=1&instrument=X&price=1 | there is no X in instruments",
        "/whatif/1001?contracts=1&instrument=1 | price: expected a decimal number, found nothing",
        "/whatif/1001?contracts=1&instrument=1&price=1e3 | price: expected a decimal number",
        "/whatif/1001?contracts=1&instrument=1&price=1.123456789 | price: expected at most 8",
        "/whatif/9?contracts=1&instrument=1&price=1 | there is no account 9",
        "/whatif/1001?contracts=1&instrument=1&price=1&against=9 | there is no account 9",
        "/whatif/1001?contracts=1&instrument=1&price=1&against= | expected a number",
        "/whatif | such as /whatif/1",
      })
  void whatIf_saysWhatItExpected(String path, String message) {
    ResponseQuery answer = ask(path);
    assertThat(answer.getCode()).isNotZero();
    assertThat(answer.getLog()).contains(message);
  }

  @Test
  void state_isListedAndDecoded() throws Exception {
    JsonNode all = json("/state/accounts");
    assertThat(all.size()).isGreaterThan(3);
    assertThat(all.get(0).get("key").asText()).isEqualTo("8380");
    JsonNode one = json("/state/accounts?prefix=8381808080808080808087e9&limit=1").get(0);
    assertThat(one.at("/decoded/cash").asText()).isEqualTo("1000000");
    assertThat(one.get("value").asText()).matches("([0-9a-f]{2})+");
    assertThat(one.get("row").asText()).isEqualTo("balances:1001:1");
    assertThat(json("/state/accounts?limit=2")).hasSize(2);
  }

  @Test
  void everyLeafOfEveryComponent_isPrinted() throws Exception {
    for (String component : net().node(0).house().schema().componentNames().values()) {
      assertThat(json("/state/" + component + "?limit=10000").size()).as(component).isPositive();
    }
  }

  @Test
  void aStoredValue_isProven_againstTheHashInTheNextHeader() throws Exception {
    ResponseQuery answer = net().node(0).query("/store/accounts/key", ALPHA_USD, 0, true);
    assertThat(answer.getCode()).isZero();
    assertThat(answer.getHeight()).isEqualTo(2);
    assertThat(answer.getKey()).isEqualTo(ALPHA_USD);
    assertThat(Balance.parseFrom(answer.getValue()).getCash()).isEqualTo(USD_1M);
    assertThat(answer.getProofOps().getOpsCount()).isEqualTo(2);
    Bytes root = root(answer.getProofOps().getOps(0), answer.getValue().toByteArray());
    Bytes appHash = root(answer.getProofOps().getOps(1), root.toArray());
    assertThat(appHash).isEqualTo(net().node(0).store().view(2).orElseThrow().appHash());
  }

  private static Bytes root(ProofOp op, byte[] value) throws Exception {
    assertThat(op.getType()).isEqualTo("simple:v");
    ValueOp data = ValueOp.parseFrom(op.getData());
    assertThat(data.getKey()).isEqualTo(op.getKey());
    Proof proof =
        new Proof(
            data.getProof().getTotal(),
            data.getProof().getIndex(),
            bytes(data.getProof().getLeafHash()),
            data.getProof().getAuntsList().stream().map(QueryTest::bytes).toList());
    assertThat(proof.proves(op.getKey().toByteArray(), value, proof.root())).isTrue();
    return proof.root();
  }

  private static Bytes bytes(ByteString bytes) {
    return Bytes.of(bytes.toByteArray());
  }

  @Test
  void absence_isProvenByTheNeighbours() throws Exception {
    JsonNode absence = json("/absence/accounts?key=8381808080808080808087e98080808082");
    assertThat(absence.get("absent").asBoolean()).isTrue();
    assertThat(absence.at("/left/key").asText()).isEqualTo("8381808080808080808087e98080808081");
    assertThat(absence.at("/right/key").asText()).startsWith("8381");
    assertThat(ask("/absence/accounts?key=8381808080808080808087e98080808081").getLog())
        .contains("is present");
  }

  @Test
  void presenceAndAbsence_areProvenInIcs23sForm() throws Exception {
    Bytes appHash = net().node(0).store().view(2).orElseThrow().appHash();
    ResponseQuery present = net().node(0).query("/store/accounts/ics23", ALPHA_USD, 0, true);
    assertThat(present.getHeight()).isEqualTo(2);
    Neighbour leaf = Ics23.readPresent(present.getProofOps().getOps(0).getData().toByteArray());
    Neighbour upper = Ics23.readPresent(present.getProofOps().getOps(1).getData().toByteArray());
    assertThat(leaf.key()).isEqualTo(bytes(ALPHA_USD));
    assertThat(leaf.value()).isEqualTo(bytes(present.getValue()));
    assertThat(upper.value()).isEqualTo(leaf.proof().root());
    assertThat(upper.proof().root()).isEqualTo(appHash);
    ByteString other = ALPHA_USD.concat(ByteString.copyFrom(new byte[] {0}));
    ResponseQuery absent = net().node(0).query("/store/accounts/ics23", other, 0, true);
    assertThat(absent.getCode()).isZero();
    assertThat(absent.getValue()).isEmpty();
    assertThat(absent.getKey()).isEqualTo(other);
    upper = Ics23.readPresent(absent.getProofOps().getOps(1).getData().toByteArray());
    assertThat(
            Ics23.readAbsent(
                    absent.getProofOps().getOps(0).getData().toByteArray(),
                    bytes(other),
                    new tenor.state.ProofOp(upper.key(), upper.proof()))
                .proves("accounts", other.toByteArray(), appHash))
        .isTrue();
    JsonNode json = json("/absence/accounts?key=" + HexFormat.of().formatHex(other.toByteArray()));
    assertThat(json.at("/ics23/key").asText())
        .isEqualTo(bytes(absent.getProofOps().getOps(0).getData()).hex());
    assertThat(json.at("/ics23/component").asText())
        .isEqualTo(bytes(absent.getProofOps().getOps(1).getData()).hex());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "account",
        "/account",
        "/account/",
        "/account/x",
        "/account/-1",
        "/account/77777",
        "/account/99999999999999999999",
        "/account/%zz",
        "/instrument/NONE",
        "/price/0",
        "/surface/NONE",
        "/nothing",
        "/margin/a",
        "/state/nothing",
        "/state/accounts?prefix=0",
        "/state/accounts?prefix=84",
        "/state/accounts?prefix=03",
        "/state/accounts?limit=0",
        "/state/accounts?limit=x",
        "/store/accounts",
        "/store/accounts/key",
        "/store/nothing/key",
        "/store/nothing/ics23",
        "/store/accounts/ics23",
        "/store/accounts/nothing",
        "/absence/accounts",
        "/absence/accounts?key=",
        "/absence/nothing?key=03",
        "/p2p/filter",
        "/p2p/filter/id"
      })
  void aQuestionWithoutAnAnswer_isRefusedInWords(String path) {
    ResponseQuery answer = ask(path);
    assertThat(answer.getCode()).isNotZero();
    assertThat(answer.getLog()).isNotEmpty();
    assertThat(answer.getValue()).isEmpty();
    assertThat(net().node(0).fatal()).isEmpty();
  }

  @Test
  void heightsThatAreNotKept_areRefused() {
    for (long height : new long[] {-1, 4, 99}) {
      ResponseQuery answer = net().node(0).query("/store/accounts/key", ALPHA_USD, height, true);
      assertThat(answer.getCode()).isNotZero();
      assertThat(answer.getLog()).contains("1 to 3");
    }
  }

  @Test
  void peers_areFilteredByTheListOfTheGenesis_orTheNodesOwn() {
    assertThat(ask("/p2p/filter/id/" + PEER).getCode()).isZero();
    assertThat(ask("/p2p/filter/addr/127.0.0.1:26656").getCode()).isZero();
    String other = PEER.replace('0', 'a');
    assertThat(ask("/p2p/filter/id/" + other).getCode()).isNotZero();
    net().node(0).options(AppOptions.DEFAULT.withPeers(Set.of(other)));
    assertThat(ask("/p2p/filter/id/" + other).getCode()).isZero();
    assertThat(ask("/p2p/filter/id/" + PEER).getCode()).isZero();
  }

  @Test
  void beforeTheChainStarts_thePeersOfTheNodesListAreAdmitted() {
    try (TestNode node =
        TestNode.of(
            folder.resolve("fresh"),
            Application.rules(),
            AppOptions.DEFAULT.withPeers(Set.of(PEER)))) {
      assertThat(node.query("/p2p/filter/id/" + PEER).getCode()).isZero();
      assertThat(node.query("/p2p/filter/id/" + PEER.replace('0', 'b')).getCode()).isNotZero();
    }
  }
}
