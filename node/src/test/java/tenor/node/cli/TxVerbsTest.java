package tenor.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tenor.clearing.proto.Authorisation;
import tenor.clearing.proto.Body;
import tenor.clearing.proto.Operation;
import tenor.clearing.proto.Transaction;

/** A command for every operation there is, signed without a node. */
class TxVerbsTest {
  private static final String ED25519 = "0a".repeat(32);
  private static final String OTHER = "09".repeat(32);
  private static final String SECP256K1 = "02" + "0b".repeat(32);
  private static final String LISTED = " --tick 0.01 --multiplier 100 --position-limit 9";
  private static final String DATED = LISTED + " --expiry 2026-12-18T16:00:00Z";

  /** A command, and what it says: the operation in Protobuf's own JSON names. */
  private static final List<List<String>> VERBS =
      List.of(
          List.of("deposit 1001 1 5 --reference r", "deposit", "account=1001 asset=1 amount=5"),
          List.of("withdraw 1001 1 0.5", "requestWithdrawal", "account=1001 amount=0.5"),
          List.of("settle-withdrawal 7 --reference r", "settleWithdrawal", "withdrawal=7"),
          List.of("return-withdrawal 7 --reason r", "returnWithdrawal", "reason=r"),
          List.of(
              "settle-conversion 1001 2 50 --proceeds 49.25 --reference r",
              "settleConversion",
              "account=1001 asset=2 amount=50 proceeds=49.25 reference=r"),
          List.of(
              "trade --instrument 1 --buyer 1001 --seller 1002 --price 2.5 --contracts 3",
              "registerTrade",
              "instrument=1 buyer=1001 seller=1002 price=2.5 contracts=3"),
          List.of(
              "offer 1003 --underlying 1 --min-premium 0.08 --contracts 500",
              "setLiquidatorOffer",
              "account=1003 underlying=1 minPremium=0.08 maxContracts=500"),
          List.of(
              "exercise 1001 --instrument 4 --decline 2 --exercise 1",
              "setExerciseIntention",
              "account=1001 instrument=4 decline=2 exercise=1"),
          List.of(
              "register-participant Gamma --role clearing-member --role liquidator --public-key "
                  + ED25519,
              "registerParticipant",
              "name=Gamma roles=12 publicKey={\"ed25519\":\"" + ED25519 + "\"}"),
          List.of(
              "register-key 3 --public-key " + SECP256K1,
              "registerKey",
              "participant=3 publicKey={\"secp256k1\":\"" + SECP256K1 + "\"}"),
          List.of(
              "revoke-key --public-key " + ED25519 + " --public-key " + OTHER + " --threshold 2",
              "revokeKey",
              "publicKey={\"multisig\":{\"threshold\":2,\"members\":[{\"ed25519\":\""
                  + OTHER
                  + "\"},{\"ed25519\":\""
                  + ED25519
                  + "\"}]}}"),
          List.of("open-account 3 --kind client --name F", "openAccount", "kind=client name=F"),
          List.of(
              "set-participant-status 3 suspended",
              "setParticipantStatus",
              "participant=3 status=suspended"),
          List.of("list-asset BILL --issuer 4", "listAsset", "symbol=BILL issuer=4"),
          List.of("list-margin-class EQ --asset 1", "listMarginClass", "symbol=EQ asset=1"),
          List.of(
              "list-underlying VAR --margin-class 1 --max-price 90000 --variance-of 1",
              "listUnderlying",
              "symbol=VAR marginClass=1 maxPrice=90000 varianceOf=1"),
          List.of(
              "list-instrument F --underlying 1 --type future" + DATED,
              "listInstrument",
              "symbol=F type=future tick=0.01 multiplier=100 expiryMillis=1797609600000"),
          List.of(
              "list-package ROLL --leg 1:-1 --leg 2:+2 --tick 0.01 --multiplier 100",
              "listInstrument",
              "symbol=ROLL type=package tick=0.01 multiplier=100 package={\"legs\":"
                  + "[{\"instrument\":1,\"ratio\":-1},{\"instrument\":2,\"ratio\":2}]}"),
          List.of("set-instrument-status 1 paused", "setInstrumentStatus", "status=paused"),
          List.of(
              "set-param margin priceScanRange -5 --scope 1",
              "setParam",
              "component=margin name=priceScanRange scope=1 value=-5"),
          List.of("schedule-rules 2 --at 50", "scheduleRules", "version=2 height=50"));

  @TempDir private Path home;

  @BeforeEach
  void keys() {
    for (String name : List.of("one", "two")) {
      assertThat(Cli.run("keys", "add", name, "--home", home.toString()).code()).isZero();
    }
  }

  private Cli offline(String words) {
    String trade = words.startsWith("trade") ? " --from two" : "";
    String flags =
        " --from one" + trade + " --dry-run --chain-id c --valid-until 9 --json --home " + home;
    return Cli.run(
        Stream.concat(Stream.of("tx"), Arrays.stream((words + flags).split(" +")))
            .toArray(String[]::new));
  }

  @Test
  void everyOperation_hasACommand() throws Exception {
    Set<Operation.KindCase> missing = EnumSet.allOf(Operation.KindCase.class);
    missing.remove(Operation.KindCase.KIND_NOT_SET);
    for (List<String> verb : VERBS) {
      JsonNode answer = offline(verb.get(0)).json();
      JsonNode operation = answer.at("/transaction/body/operations/0/" + verb.get(1));
      for (String field : verb.get(2).split(" ", -1)) {
        String[] pair = field.split("=", 2);
        JsonNode value = operation.path(pair[0]);
        assertThat(value.isContainerNode() ? value.toString() : value.asText())
            .as("%s of %s", pair[0], verb.get(0))
            .isEqualTo(pair[1]);
      }
      missing.remove(body(answer).getOperations(0).getKindCase());
    }
    assertThat(missing).isEmpty();
  }

  private static Body body(JsonNode answer) throws IOException {
    return Transaction.parseFrom(HexFormat.of().parseHex(answer.path("bytes").asText())).getBody();
  }

  @Test
  void whatBindsAnAccount_isSignedForIt() throws Exception {
    for (List<String> verb : VERBS) {
      JsonNode answer = offline(verb.get(0)).json();
      List<Long> accounts =
          Transaction.parseFrom(HexFormat.of().parseHex(answer.path("bytes").asText()))
              .getAuthorisationsList()
              .stream()
              .map(Authorisation::getAccount)
              .toList();
      List<Long> expected =
          switch (body(answer).getOperations(0).getKindCase()) {
            case REGISTER_TRADE -> List.of(1001L, 1002L);
            case REQUEST_WITHDRAWAL, SET_EXERCISE_INTENTION -> List.of(1001L);
            case SET_LIQUIDATOR_OFFER -> List.of(1003L);
            default -> List.of(0L);
          };
      assertThat(accounts).as(verb.get(0)).isEqualTo(expected);
    }
  }

  @Test
  void optionsAndPayoffs_areListedWithTheirTerms() throws Exception {
    assertThat(terms("--type option --side put --strike 1200 --on-future 3 --style futures"))
        .isEqualTo(
            "{\"option\":{\"side\":\"put\",\"strike\":\"1200\",\"future\":3,"
                + "\"style\":\"futures\"}}");
    assertThat(terms("--type option --side call --strike 1200.5"))
        .isEqualTo(
            "{\"option\":{\"side\":\"call\",\"strike\":\"1200.5\",\"future\":0,"
                + "\"style\":\"upFront\"}}");
    assertThat(terms("--type payoff --start 100 --slope -1 --kink 100:1 --kink 200:-0.5:7.25"))
        .isEqualTo(
            "{\"payoff\":{\"start\":\"100\",\"slope\":\"-1\",\"kinks\":["
                + "{\"strike\":\"100\",\"change\":\"1\",\"jump\":\"0\"},"
                + "{\"strike\":\"200\",\"change\":\"-0.5\",\"jump\":\"7.25\"}],"
                + "\"style\":\"upFront\"}}");
  }

  private String terms(String words) throws IOException {
    var listing =
        offline("list-instrument X --underlying 1 " + words + DATED)
            .json()
            .at("/transaction/body/operations/0/listInstrument");
    var terms = new com.fasterxml.jackson.databind.json.JsonMapper().createObjectNode();
    for (String name : List.of("option", "payoff")) {
      if (listing.has(name)) {
        terms.set(name, listing.get(name));
      }
    }
    return terms.toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--type option --strike 1 | --side: an option needs it, expected call or put",
        "--type option --side call | --strike: an option needs it",
        "--type option --side both --strike 1 | --side: expected one of call, put",
        "--type option --side call --strike x | --strike: expected a decimal number",
        "--type option --side call --strike 1 --kink 1:1 | --kink: only a payoff has it",
        "--type option --side call --strike 1 --style late | --style: expected one of up-front",
        "--type payoff | --kink: a payoff needs one at least",
        "--type payoff --kink 5 | --kink: expected STRIKE:CHANGE or STRIKE:CHANGE:JUMP",
        "--type payoff --kink 5:1:2:3 | --kink: expected STRIKE:CHANGE",
        "--type payoff --kink 5:a | --kink 5:a: expected a decimal number",
        "--type payoff --kink 5:1 --kink 5:2 | --kink: expected ascending strikes",
        "--type payoff --kink 5:1 --strike 5 | --strike: only an option has it",
        "--type future --strike 5 | a future has none of --side",
        "--type swap | --type: expected one of future, perpetual, option, payoff",
      })
  void wrongTerms_areNamed(String words, String message) {
    offline("list-instrument X --underlying 1 " + words + DATED).assertFailed(2, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "list-instrument X --underlying 1 --type future | --expiry: expected the time",
        "list-instrument X --underlying 1 --type perpetual --expiry 5 | --expiry: expected none",
        "list-instrument X --underlying 1 --type future --expiry soon | --expiry: expected an",
      })
  void expiry_isWhatTheTypeAsksFor(String words, String message) {
    offline(words + LISTED).assertFailed(2, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "revoke-key --public-key 0a0b | --public-key: expected what 'tenor keys show' prints",
        "revoke-key --public-key 0a011b2a00 | --public-key: expected what 'tenor keys show' prints",
        "revoke-key --public-key zz | --public-key: expected hex digits",
        "register-participant A --role king --public-key 00 | --role: expected one of admin",
        "set-participant-status 3 gone | STATUS: expected one of active, suspended",
        "set-instrument-status 1 settled | STATUS: expected one of listed, paused",
        "open-account 3 --kind fund | --kind: expected one of house, client",
        "settle-conversion 1001 1 5 --proceeds x | --proceeds: expected a decimal number",
      })
  void wrongWords_areNamed(String words, String message) {
    offline(words).assertFailed(2, message);
  }

  @Test
  void publicKey_isTakenAsTheKeystorePrintsIt() throws Exception {
    String printed =
        Cli.run("keys", "show", "two", "--json", "--home", home.toString())
            .json()
            .path("publicKey")
            .asText();
    JsonNode answer = offline("revoke-key --public-key " + printed).json();
    assertThat(body(answer).getOperations(0).getRevokeKey().getPublicKey().toByteArray())
        .isEqualTo(HexFormat.of().parseHex(printed));
  }

  @Test
  void threshold_isAtMostTheNumberOfKeys() {
    offline("revoke-key --public-key " + ED25519 + " --threshold 2")
        .assertFailed(2, "--threshold: expected 1 to 1");
    offline("revoke-key --public-key " + ED25519 + " --public-key " + OTHER)
        .assertFailed(2, "--threshold: expected 1 to 2");
  }
}
