package tenor.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tenor.app.crypto.AccountSignature;
import tenor.app.tx.SignDocs;
import tenor.clearing.proto.Authorisation;
import tenor.clearing.proto.Transaction;

/** Signing without a node. */
class DryRunTest {
  @TempDir private Path home;

  @BeforeEach
  void keys() {
    assertThat(Cli.run("keys", "add", "alpha", "--home", home.toString()).code()).isZero();
    assertThat(
            Cli.run("keys", "add", "beta", "--kind", "secp256k1", "--home", home.toString()).code())
        .isZero();
  }

  @Test
  void trade_isSignedByBothPartiesWithoutANode() throws Exception {
    JsonNode answer =
        offline(
                "trade",
                "--instrument",
                "3",
                "--buyer",
                "1001",
                "--seller",
                "1002",
                "--price",
                "1274.98",
                "--contracts",
                "5",
                "--from",
                "alpha",
                "--from",
                "beta")
            .json();
    byte[] bytes = HexFormat.of().parseHex(answer.path("bytes").asText());
    assertThat(answer.path("hash").asText())
        .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
    Transaction transaction = Transaction.parseFrom(bytes);
    assertThat(transaction.getAuthorisationsList())
        .extracting(Authorisation::getAccount)
        .containsExactly(1001L, 1002L);
    for (int i = 0; i < 2; i++) {
      Authorisation party = transaction.getAuthorisations(i);
      assertThat(party.getValidUntil()).isEqualTo(77);
      byte[] digest =
          SignDocs.digest(
              SignDocs.of("tenor-1", i, party, SignDocs.bodyHash(transaction.getBody())));
      assertThat(AccountSignature.verify(party.getPublicKey(), digest, party.getSignaturesList()))
          .isTrue();
    }
    JsonNode trade = answer.at("/transaction/body/operations/0/registerTrade");
    assertThat(trade.path("price").asText()).isEqualTo("1274.98");
    assertThat(trade.path("contracts").isNumber()).isTrue();
    assertThat(answer.at("/transaction/authorisations/0/signatures/0").asText())
        .matches("[0-9a-f]{128}");
  }

  @Test
  void withdrawal_withASymbol_needsANode() {
    Cli.run(
            "tx",
            "withdraw",
            "1001",
            "USD",
            "5",
            "--from",
            "alpha",
            "--dry-run",
            "--chain-id",
            "c",
            "--valid-until",
            "9",
            "--home",
            home.toString(),
            "--node",
            "127.0.0.1:1")
        .assertFailed(3, "no node answers");
  }

  @Test
  void amounts_areRefusedWithWhatWasExpected() {
    offline("withdraw", "1001", "1", "5.0000001", "--from", "alpha")
        .assertFailed(2, "AMOUNT: expected at most 6 digits");
    offline("withdraw", "1001", "1", "1e3", "--from", "alpha")
        .assertFailed(2, "AMOUNT: expected a decimal number");
    offline("withdraw", "1001", "1", "9999999999999999", "--from", "alpha")
        .assertFailed(2, "AMOUNT: expected a number from");
  }

  @Test
  void keys_areRefusedWithWhatWasExpected() throws Exception {
    offline("withdraw", "1001", "1", "5").assertFailed(2, "--from: expected the name of a key");
    offline("withdraw", "1001", "1", "5", "--from", "nobody")
        .assertFailed(2, "no key named 'nobody'", "tenor keys add nobody");
    Path file = home.resolve("keys/alpha.key.json");
    Files.writeString(file, "{\n\"kind\": \n");
    offline("withdraw", "1001", "1", "5", "--from", "alpha")
        .assertFailed(2, file + ":3: ", "expected a key file");
  }

  @Test
  void body_isReadFromAFileAndItsMistakesAreNamed() throws Exception {
    Path file = home.resolve("body.json");
    Files.writeString(
        file,
        """
        {"atomicity": "ATOMICITY_EACH",
         "operations": [{"deposit": {"account": "1001", "asset": 1, "amount": "5"}}]}
        """);
    JsonNode answer = offline("body", file.toString(), "--account", "0", "--from", "alpha").json();
    assertThat(answer.at("/transaction/body/atomicity").asText()).isEqualTo("each");
    assertThat(answer.at("/transaction/body/operations/0/deposit/amount").asText())
        .isEqualTo("0.000005");
    Files.writeString(file, "{\n \"operations\": [\n {\"deposit\": {\"acount\": 1}}]}");
    offline("body", file.toString(), "--account", "0", "--from", "alpha")
        .assertFailed(2, file + ":3: operations[0].deposit.acount: ");
  }

  private Cli offline(String... words) {
    String[] flags = {
      "--dry-run",
      "--chain-id",
      "tenor-1",
      "--valid-until",
      "77",
      "--home",
      home.toString(),
      "--json"
    };
    String[] all = new String[1 + words.length + flags.length];
    all[0] = "tx";
    System.arraycopy(words, 0, all, 1, words.length);
    System.arraycopy(flags, 0, all, 1 + words.length, flags.length);
    return Cli.run(all);
  }
}
