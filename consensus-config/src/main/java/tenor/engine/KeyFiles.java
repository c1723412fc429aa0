package tenor.engine;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/** CometBFT's JSON form of keys and of a validator's sign state. */
public final class KeyFiles {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String EXPECTED = "expected a key as 'tenor init' wrote it";

  private KeyFiles() {}

  /**
   * Reads {@code node_key.json} or {@code priv_validator_key.json}.
   *
   * @throws IOException if it cannot be read or holds no Ed25519 key, naming the file
   */
  public static Ed25519Key read(Path file) throws IOException {
    try {
      JsonNode key = JSON.readTree(Files.readAllBytes(file)).path("priv_key");
      if (!key.path("type").asText().equals("tendermint/PrivKeyEd25519")) {
        throw new IOException(
            file + ": priv_key must be of type tendermint/PrivKeyEd25519, not " + key.path("type"));
      }
      return Ed25519Key.ofPrivate(key.path("value").asText());
    } catch (JacksonException e) {
      // The cause is left out: it could quote the secret.
      int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
      throw new IOException(file + ":" + line + ": is not JSON; " + EXPECTED);
    } catch (NoSuchFileException e) {
      throw new IOException(file + ": there is no such file; " + EXPECTED, e);
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  static String nodeKey(Ed25519Key key) {
    ObjectNode root = JSON.createObjectNode();
    root.set("priv_key", typed("tendermint/PrivKeyEd25519", key.privateBase64()));
    return text(root);
  }

  static String validatorKey(Ed25519Key key) {
    ObjectNode root = JSON.createObjectNode();
    root.put("address", key.address().toUpperCase(Locale.ROOT));
    root.set("pub_key", typed("tendermint/PubKeyEd25519", key.publicBase64()));
    root.set("priv_key", typed("tendermint/PrivKeyEd25519", key.privateBase64()));
    return text(root);
  }

  /** The state of a key that never signed. */
  static String emptySignState() {
    return text(JSON.createObjectNode().put("height", "0").put("round", 0).put("step", 0));
  }

  /** The height last signed, or -1 if the file is no sign state. */
  static long signedHeight(Path file) throws IOException {
    try {
      String height = JSON.readTree(Files.readAllBytes(file)).path("height").asText();
      return height.matches("[0-9]{1,18}") ? Long.parseLong(height) : -1;
    } catch (JacksonException _) {
      return -1;
    }
  }

  private static ObjectNode typed(String type, String value) {
    return JSON.createObjectNode().put("type", type).put("value", value);
  }

  private static String text(ObjectNode root) {
    return root.toPrettyString() + "\n";
  }
}
