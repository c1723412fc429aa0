package tenor.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Offline verification of files that a running node with the real engine printed: a value and an
 * absence at height 20, /commit of height 21 and its /validators.
 */
class VerifyProofTest {
  private static final JsonMapper JSON = new JsonMapper();

  /** What no hash and no claim covers. */
  private static final Set<String> FREE =
      Set.of("jsonrpc", "id", "canonical", "block_height", "proposer_priority", "count");

  @TempDir private Path folder;

  private static JsonNode vector(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            VerifyProofTest.class.getResourceAsStream("/vectors/proof/" + name + ".json"))) {
      return JSON.readTree(in);
    }
  }

  private Path file(String name, JsonNode content) throws IOException {
    return Files.write(folder.resolve(name + ".json"), JSON.writeValueAsBytes(content));
  }

  private Cli verify(JsonNode proof, JsonNode header, JsonNode validators) throws IOException {
    return Cli.run(
        "verify",
        "proof",
        "--json",
        "--proof",
        file("proof", proof).toString(),
        "--header",
        file("header", header).toString(),
        "--validators",
        file("validators", validators).toString());
  }

  private Cli verify(JsonNode proof, JsonNode header) throws IOException {
    return Cli.run(
        "verify",
        "proof",
        "--json",
        "--proof",
        file("proof", proof).toString(),
        "--header",
        file("header", header).toString());
  }

  @Test
  void presence_isProvenInBothForms() throws IOException {
    JsonNode verdict = verify(vector("present"), vector("commit"), vector("validators")).json();
    assertThat(verdict.path("proven").asBoolean()).isTrue();
    assertThat(verdict.path("value").asText()).isEqualTo("0880c0a8ca9a3a");
    assertThat(verdict.path("row").asText()).isEqualTo("balances:1001:1");
    assertThat(verdict.path("headerHeight").asLong()).isEqualTo(21);
    assertThat(verdict.path("forms").toString()).isEqualTo("[\"simple:v\",\"ICS-23\"]");
    assertThat(verdict.path("signedPower").asLong()).isEqualTo(10);
  }

  @Test
  void absence_isProvenInBothForms() throws IOException {
    JsonNode verdict = verify(vector("absent"), vector("commit"), vector("validators")).json();
    assertThat(verdict.path("absent").asBoolean()).isTrue();
    assertThat(verdict.has("value")).isFalse();
    assertThat(verdict.path("forms").toString()).isEqualTo("[\"neighbours\",\"ICS-23\"]");
  }

  @Test
  void withoutValidators_itSaysThatNobodyChecksWhoSigned() throws IOException {
    Cli verdict = verify(vector("present"), vector("commit").path("result"));
    assertThat(verdict.json().has("signedPower")).isFalse();
    assertThat(verdict.err()).contains("who signed the header was not checked");
  }

  @ParameterizedTest
  @ValueSource(strings = {"present", "absent"})
  void anyChangeOfTheProof_isRefused(String name) throws IOException {
    JsonNode header = vector("commit");
    JsonNode validators = vector("validators");
    int changes = 0;
    for (JsonNode changed : changes(vector(name))) {
      Cli verdict = verify(changed, header, validators);
      assertThat(verdict.code()).as(changed.toPrettyString()).isIn(1, 2);
      assertThat(verdict.out()).isEmpty();
      changes++;
    }
    assertThat(changes).isGreaterThan(30);
  }

  @Test
  void anyChangeOfHeaderOrCommit_isRefused() throws IOException {
    JsonNode proof = vector("present");
    JsonNode validators = vector("validators");
    for (JsonNode changed : changes(vector("commit"))) {
      Cli verdict = verify(proof, changed, validators);
      assertThat(verdict.code()).as(changed.toPrettyString()).isIn(1, 2);
    }
  }

  @Test
  void anyChangeOfTheValidators_isRefused() throws IOException {
    JsonNode proof = vector("present");
    JsonNode header = vector("commit");
    for (JsonNode changed : changes(vector("validators"))) {
      Cli verdict = verify(proof, header, changed);
      assertThat(verdict.code()).as(changed.toPrettyString()).isIn(1, 2);
    }
  }

  /** Every copy with one scalar changed or one element of a list dropped, repeated or swapped. */
  private static List<JsonNode> changes(JsonNode original) {
    List<JsonNode> changes = new ArrayList<>();
    walk(original, "", pointer -> changes.addAll(changedAt(original, pointer)));
    return changes;
  }

  private static void walk(JsonNode node, String pointer, Consumer<String> visit) {
    if (!pointer.isEmpty()) {
      visit.accept(pointer);
    }
    node.properties().forEach(f -> walk(f.getValue(), pointer + "/" + f.getKey(), visit));
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      walk(node.get(i), pointer + "/" + i, visit);
    }
  }

  private static List<JsonNode> changedAt(JsonNode original, String pointer) {
    String name = pointer.substring(pointer.lastIndexOf('/') + 1);
    JsonNode here = original.at(pointer);
    List<JsonNode> changes = new ArrayList<>();
    if (FREE.contains(name)) {
      return changes;
    }
    if (here.isArray()) {
      ArrayNode list = (ArrayNode) here;
      changes.add(with(original, pointer, list.deepCopy().add(list.get(0))));
      changes.add(with(original, pointer, without(list, list.size() - 1)));
      changes.add(with(original, pointer, without(list, 0)));
      if (list.size() > 1) {
        changes.add(with(original, pointer, without(list, 0).add(list.get(0))));
      }
    } else if (here.isNumber()) {
      changes.add(with(original, pointer, JSON.getNodeFactory().numberNode(here.asLong() + 1)));
      changes.add(with(original, pointer, JSON.getNodeFactory().numberNode(-here.asLong() - 1)));
    } else if (here.isTextual() && !here.asText().isEmpty()) {
      String text = here.asText();
      for (int at : new int[] {0, text.length() / 2}) {
        changes.add(with(original, pointer, JSON.getNodeFactory().textNode(flip(text, at))));
      }
      changes.add(with(original, pointer, JSON.getNodeFactory().textNode(text + text)));
      changes.add(with(original, pointer, JSON.getNodeFactory().textNode("")));
    }
    return changes;
  }

  private static String flip(String text, int at) {
    char other = text.charAt(at) == '1' ? '2' : '1';
    return text.substring(0, at) + other + text.substring(at + 1);
  }

  private static ArrayNode without(ArrayNode list, int place) {
    ArrayNode shorter = list.deepCopy();
    shorter.remove(place);
    return shorter;
  }

  private static JsonNode with(JsonNode original, String pointer, JsonNode value) {
    JsonNode copy = original.deepCopy();
    int last = pointer.lastIndexOf('/');
    JsonNode parent = copy.at(pointer.substring(0, last));
    String name = pointer.substring(last + 1);
    if (parent instanceof ObjectNode object) {
      object.set(name, value);
    } else {
      ((ArrayNode) parent).set(Integer.parseInt(name), value);
    }
    return copy;
  }

  @Test
  void headerOfTheSameHeight_isRefusedSinceTheNextCarriesTheHash() throws IOException {
    ObjectNode proof = (ObjectNode) vector("present");
    proof.put("height", 21).put("headerHeight", 22);
    verify(proof, vector("commit"))
        .assertFailed(1, "the proof is of height 21, whose hash header 22 carries");
    proof.put("headerHeight", 21);
    verify(proof, vector("commit")).assertFailed(2, "expected the height after /height");
  }

  @Test
  void headerWithAnotherAppHash_isRefused() throws IOException {
    JsonNode header =
        with(
            vector("commit"),
            "/result/signed_header/header/app_hash",
            JSON.getNodeFactory().textNode("00".repeat(32)));
    verify(vector("present"), header).assertFailed(1, "the header was changed");
  }

  @Test
  void presentKeyClaimedAbsent_isRefused() throws IOException {
    ObjectNode lie = (ObjectNode) vector("absent");
    lie.put("key", vector("present").path("key").asText());
    verify(lie, vector("commit")).assertFailed(1, "the neighbours proof does not lead");
  }

  @Test
  void emptyValue_isNotPresence() throws IOException {
    ObjectNode lie = (ObjectNode) vector("present");
    verify(lie.put("value", ""), vector("commit")).assertFailed(1, "does not lead");
  }

  @ParameterizedTest
  @CsvSource({"proofOps,simple:v", "ics23,ICS-23"})
  void oneFormAlone_isEnoughButMustHold(String form, String name) throws IOException {
    ObjectNode proof = (ObjectNode) vector("present");
    proof.retain(
        "component", "key", "height", "headerHeight", "appHash", "componentRoot", "value", form);
    assertThat(verify(proof, vector("commit")).json().path("forms").toString()).contains(name);
    proof.put("value", "0880c0a8ca9a3b");
    verify(proof, vector("commit")).assertFailed(1, "the " + name + " proof does not lead");
    proof.remove(form);
    verify(proof, vector("commit")).assertFailed(2, "expected a proof");
  }

  @Test
  void tooManySteps_areRefusedInWords() throws IOException {
    ArrayNode ops = (ArrayNode) vector("present").at("/proofOps/ops");
    JsonNode more = with(vector("present"), "/proofOps/ops", ops.deepCopy().add(ops.get(1)));
    verify(more, vector("commit")).assertFailed(1, "expected two steps, found 3");
    JsonNode fewer = with(vector("present"), "/proofOps/ops", without(ops, 1));
    verify(fewer, vector("commit")).assertFailed(1, "expected two steps, found 1");
  }

  @Test
  void otherChain_isRefused() throws IOException {
    Path proof = file("proof", vector("present"));
    Path header = file("header", vector("commit"));
    String[] words = {
      "verify",
      "proof",
      "--proof",
      proof.toString(),
      "--header",
      header.toString(),
      "--chain-id",
      ""
    };
    words[7] = "tenor-proofs";
    assertThat(Cli.run(words).code()).isZero();
    words[7] = "tenor-other";
    Cli.run(words).assertFailed(1, "the header is of chain tenor-proofs, not tenor-other");
  }

  @Test
  void partOfTheValidators_isRefused() throws IOException {
    JsonNode part =
        with(vector("validators"), "/result/total", JSON.getNodeFactory().textNode("2"));
    verify(vector("present"), vector("commit"), part).assertFailed(2, "ask with per_page=100");
  }

  @Test
  void unreadableFiles_areWrongInputWithTheirName() throws IOException {
    Path good = file("proof", vector("present"));
    Path header = file("header", vector("commit"));
    Path bad = folder.resolve("bad.json");
    for (String text : List.of("", "{", "[]", "null", "{} {}", "{\"a\":1,\"a\":2}")) {
      Files.writeString(bad, text);
      Cli.run("verify", "proof", "--proof", bad.toString(), "--header", header.toString())
          .assertFailed(2, bad.toString());
      Cli.run("verify", "proof", "--proof", good.toString(), "--header", bad.toString())
          .assertFailed(2, bad.toString());
    }
    Files.writeString(bad, "{\"error\":{\"data\":\"height 9 is not available\"}}");
    Cli.run("verify", "proof", "--proof", good.toString(), "--header", bad.toString())
        .assertFailed(2, "the node answered with an error", "height 9 is not available");
    Cli.run("verify", "proof", "--proof", "nowhere.json", "--header", header.toString())
        .assertFailed(2, "nowhere.json: there is no such file");
    Cli.run("verify", "proof", "--proof", good.toString()).assertFailed(2, "--header");
  }
}
