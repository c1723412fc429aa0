package tenor.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tenor.abci.proto.ResponseQuery;
import tenor.clearing.proto.Deposit;
import tenor.clearing.proto.Genesis;
import tenor.clearing.proto.InstrumentType;
import tenor.clearing.proto.Kink;
import tenor.clearing.proto.ListAsset;
import tenor.clearing.proto.ListInstrument;
import tenor.clearing.proto.Operation;
import tenor.clearing.proto.OptionSide;
import tenor.clearing.proto.OptionTerms;
import tenor.clearing.proto.PayoffTerms;
import tenor.clearing.proto.PremiumStyle;
import tenor.clearing.proto.RegisterTrade;
import tenor.clearing.proto.SetParam;

/** The replication file, and a program in another language that computes margins from it. */
final class ReplicationTest {
  private static final String PROGRAM = "../docs/tools/recompute_margin.py";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long HOUR = 3_600_000;
  private static final long SEED = Long.getLong("tenor.seed", 20261121L);

  /** Of one group: each is charged for what the other has to trade out of. */
  private static final long GAMMA = 1003;

  private static final Market.By GAMMA_SIDE = new Market.By(Market.key("gamma"), GAMMA);

  @TempDir private Path folder;
  private @Nullable TestNet opened;

  private TestNet net() {
    return Objects.requireNonNull(opened);
  }

  @BeforeEach
  void start() {
    opened = TestNet.of(folder, 1, Market.initChain(Validators.of(1), genesis()));
    net().block();
    net().price(Market.SPX);
    net().block();
    net().block();
  }

  @AfterEach
  void stop() {
    net().close();
  }

  private static Genesis genesis() {
    long early = TestNet.EXPIRY_MILLIS;
    long late = TestNet.EXPIRY_MILLIS + 60 * Market.DAY;
    return Market.genesis()
        .addParticipants(Market.member("Gamma", GAMMA_SIDE.key()).setGroup(3))
        .addAssets(ListAsset.newBuilder().setSymbol("SHARE"))
        .addInstruments(listing("LATE", late).setType(InstrumentType.INSTRUMENT_TYPE_FUTURE))
        .addInstruments(listing("PERP", 0).setType(InstrumentType.INSTRUMENT_TYPE_PERPETUAL))
        .addInstruments(option("CALL", early, OptionSide.OPTION_SIDE_CALL, true))
        .addInstruments(option("PUT", early, OptionSide.OPTION_SIDE_PUT, false))
        .addInstruments(payoff(early))
        .addInstruments(
            option("SOON", Market.GENESIS_MILLIS + 36 * HOUR, OptionSide.OPTION_SIDE_CALL, true))
        .addParams(param("calendarCharge", 1, 2_000_000))
        .addParams(param("vegaCharge", 1, 10_000_000))
        .addParams(param("shortOptionMinimum", 1, 40_000_000_000L))
        .addParams(param("dailyCapacity", 1, 900_000_000))
        .addParams(param("openInterestCap", 1, 8))
        .addParams(param("collateralIndex", 2, 1))
        .addParams(param("haircut", 2, 250_000_000))
        .addParams(param("collateralCap", 2, 800_000_000_000L))
        .addParams(param("cashShare", 1, 600_000_000))
        .addDeposits(deposit(Market.ALPHA, 1, 4_000_000))
        .addDeposits(deposit(Market.ALPHA, 2, 25))
        .addDeposits(deposit(Market.BETA, 1, 150_000))
        .addDeposits(deposit(Market.BETA, 2, 800))
        .addDeposits(deposit(GAMMA, 1, 9_000_000))
        .build();
  }

  private static Deposit deposit(long account, int asset, long amount) {
    return Deposit.newBuilder()
        .setAccount(account)
        .setAsset(asset)
        .setAmount(amount * 1_000_000)
        .build();
  }

  private static SetParam param(String name, int scope, long value) {
    return SetParam.newBuilder()
        .setComponent("margin")
        .setName(name)
        .setScope(scope)
        .setValue(value)
        .build();
  }

  private static ListInstrument.Builder listing(String symbol, long expiry) {
    return ListInstrument.newBuilder()
        .setSymbol(symbol)
        .setUnderlying(1)
        .setTick(1_000_000)
        .setMultiplier(100_000_000)
        .setExpiryMillis(expiry)
        .setPositionLimit(100_000);
  }

  private static ListInstrument.Builder option(
      String symbol, long expiry, OptionSide side, boolean upFront) {
    return listing(symbol, expiry)
        .setType(InstrumentType.INSTRUMENT_TYPE_OPTION)
        .setOption(
            OptionTerms.newBuilder()
                .setSide(side)
                .setStrike(2800_00000000L)
                .setStyle(
                    upFront
                        ? PremiumStyle.PREMIUM_STYLE_UP_FRONT
                        : PremiumStyle.PREMIUM_STYLE_FUTURES));
  }

  private static ListInstrument.Builder payoff(long expiry) {
    return listing("NOTE", expiry)
        .setType(InstrumentType.INSTRUMENT_TYPE_PAYOFF)
        .setPayoff(
            PayoffTerms.newBuilder()
                .setStyle(PremiumStyle.PREMIUM_STYLE_UP_FRONT)
                .addKinks(Kink.newBuilder().setStrike(2700_00000000L).setJump(50_00000000L))
                .addKinks(Kink.newBuilder().setStrike(2900_00000000L).setChange(500_000_000)));
  }

  @Test
  void marginsComputedByAnotherProgram_areThoseOfTheNode() throws Exception {
    Random random = new Random(SEED);
    int accepted = 0;
    for (int round = 0; round < 5; round++) {
      for (int trade = 0; trade < 8; trade++) {
        accepted += trade(random, round * 8 + trade);
      }
      net().price(Market.SPX + (random.nextInt(11) - 5) * 40_00000000L);
      net().block();
      net().block();
      net().block();
      ObjectNode arrays = arrays();
      write("arrays.json", arrays);
      for (long account : List.of(Market.ALPHA, Market.BETA, GAMMA)) {
        JsonNode stated = answer("/account/" + account, arrays.get("height").asLong());
        write(account + ".json", stated);
      }
      agrees(Market.BETA);
      agrees(Market.ALPHA, GAMMA);
      agrees(GAMMA, Market.ALPHA);
    }
    assertThat(accepted).as("-Dtenor.seed=%d", SEED).isGreaterThan(12);
  }

  /** Whatever is wrong in what the node says is noticed. */
  @Test
  void marginThatIsAnother_isNoticed() throws Exception {
    trade(new Random(SEED), 1);
    net().block();
    ObjectNode arrays = arrays();
    write("arrays.json", arrays);
    ObjectNode stated =
        (ObjectNode) answer("/account/" + Market.BETA, arrays.get("height").asLong());
    write("1002.json", stated);
    agrees(Market.BETA);
    for (String field : List.of("equity", "maintenance", "initial", "optionValue")) {
      ObjectNode other = stated.deepCopy();
      ((ObjectNode) other.at("/requirements/0")).put(field, "12345.678901");
      write("1002.json", other);
      assertThat(run("1002.json")).contains("the node says otherwise");
    }
    write("1002.json", stated.put("height", 1));
    assertThat(run("1002.json")).contains("ask for it with --height");
  }

  @Test
  void arrays_ofWhatHasNone_areRefusedInWords() {
    for (String path : List.of("/arrays/NONE", "/arrays/9", "/arrays/1/2")) {
      assertThat(net().node(0).query(path).getCode()).as(path).isNotZero();
      assertThat(net().node(0).query(path).getLog()).as(path).isNotEmpty();
    }
    ResponseQuery old = net().node(0).query("/arrays", ByteString.EMPTY, 99, false);
    assertThat(old.getLog()).contains("height 99 is not kept");
  }

  /** A random trade at a random distance from the mark; 1 if it was accepted. */
  private int trade(Random random, int nonce) throws IOException {
    List<Market.By> sides =
        new ArrayList<>(List.of(Market.ALPHA_SIDE, Market.BETA_SIDE, GAMMA_SIDE));
    sides.remove(random.nextInt(3));
    int buyer = random.nextInt(2);
    int instrument = 1 + random.nextInt(7);
    BigDecimal mark = new BigDecimal(answer("/instrument/" + instrument, 0).get("mark").asText());
    Operation operation =
        Operation.newBuilder()
            .setRegisterTrade(
                RegisterTrade.newBuilder()
                    .setInstrument(instrument)
                    .setBuyer(sides.get(buyer).account())
                    .setSeller(sides.get(1 - buyer).account())
                    .setPrice(
                        mark.movePointRight(8).longValueExact() + random.nextInt(100) * 1_000_000L)
                    .setContracts(1 + random.nextInt(6)))
            .build();
    int code =
        net()
            .block(Market.tx(1_000 + nonce, 90, sides, operation).toByteString())
            .getTxResultsList()
            .getLast()
            .getCode();
    return code == 0 ? 1 : 0;
  }

  /** The file as {@code tenor query arrays} puts it together. */
  private ObjectNode arrays() throws IOException {
    ObjectNode arrays = (ObjectNode) answer("/arrays", 0);
    long height = arrays.get("height").asLong();
    JsonNode numbers = arrays.get("underlyings");
    ArrayNode underlyings = arrays.putArray("underlyings");
    for (JsonNode number : numbers) {
      underlyings.add(answer("/arrays/" + number.asText(), height));
    }
    assertThat(underlyings).hasSize(1);
    assertThat(underlyings.get(0).get("instruments")).hasSize(7);
    return arrays;
  }

  private JsonNode answer(String path, long height) throws IOException {
    ResponseQuery answer = net().node(0).query(path, ByteString.EMPTY, height, false);
    assertThat(answer.getCode()).as(answer.getLog()).isZero();
    return JSON.readTree(answer.getValue().toByteArray());
  }

  private void write(String name, JsonNode content) throws IOException {
    Files.write(folder.resolve(name), JSON.writeValueAsBytes(content));
  }

  private void agrees(long account, long... others) throws Exception {
    List<String> files = new ArrayList<>(List.of(account + ".json"));
    for (long other : others) {
      files.add(other + ".json");
    }
    String said = run(files.toArray(String[]::new));
    assertThat(said)
        .as("-Dtenor.seed=%d", SEED)
        .contains("\"account\": " + account)
        .doesNotContain("otherwise", "Traceback");
  }

  private static boolean hasPython() throws InterruptedException {
    try {
      return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private String run(String... accounts) throws Exception {
    assumeTrue(hasPython(), "python3 was not found, the other program cannot be asked");
    List<String> command = new ArrayList<>(List.of("python3", PROGRAM));
    command.add(folder.resolve("arrays.json").toString());
    for (String account : accounts) {
      command.add(folder.resolve(account).toString());
    }
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said;
  }
}
