package tenor.node.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tenor.app.crypto.SigningKey;

class KeystoreTest {
  @TempDir private Path folder;

  private Keystore keys() {
    return new Keystore(folder.resolve("keys"));
  }

  private Path file(String name) {
    return folder.resolve("keys/" + name + ".key.json");
  }

  @ParameterizedTest
  @EnumSource
  void key_isReadBackEqual_andOnlyItsOwnerCanReadIt(Keystore.Kind kind) throws IOException {
    SigningKey key = keys().add("alpha", kind);
    assertThat(keys().get("alpha").publicKey()).isEqualTo(key.publicKey());
    assertThat(keys().get("alpha").secret()).isEqualTo(key.secret());
    assertThat(mode(file("alpha"))).isEqualTo("rw-------");
    assertThat(mode(folder.resolve("keys"))).isEqualTo("rwx------");
  }

  @Test
  void knownSecret_hasTheKnownPublicKey() throws IOException {
    // RFC 8032, section 7.1, test 1.
    byte[] secret =
        java.util.HexFormat.of()
            .parseHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
    assertThat(
            java.util.HexFormat.of()
                .formatHex(
                    keys()
                        .add("rfc", Keystore.Kind.ED25519, secret)
                        .publicKey()
                        .getEd25519()
                        .toByteArray()))
        .isEqualTo("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
  }

  @Test
  void names_areAscending_andNoKeysIsNoError() throws IOException {
    assertThat(keys().names()).isEmpty();
    keys().add("beta", Keystore.Kind.ED25519);
    keys().add("alpha", Keystore.Kind.SECP256K1);
    Files.writeString(folder.resolve("keys/README"), "not a key");
    assertThat(keys().names()).containsExactly("alpha", "beta");
  }

  @Test
  void takenName_isRefusedAndTheKeyKept() throws IOException {
    SigningKey key = keys().add("alpha", Keystore.Kind.ED25519);
    assertThatThrownBy(() -> keys().add("alpha", Keystore.Kind.ED25519))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("there already");
    assertThat(keys().get("alpha").publicKey()).isEqualTo(key.publicKey());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-a", "Alpha", "a b", "../a", "a/b", "a.b", "ä"})
  void name_ofOtherCharacters_isRefused(String name) {
    assertThatThrownBy(() -> keys().add(name, Keystore.Kind.ED25519))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("expected a key name");
    assertThatThrownBy(() -> keys().get(name)).hasMessageContaining("expected a key name");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----"})
  void fileThatOthersCanOpen_isRefused(String mode) throws IOException {
    keys().add("alpha", Keystore.Kind.ED25519);
    Files.setPosixFilePermissions(file("alpha"), PosixFilePermissions.fromString(mode));
    assertThatThrownBy(() -> keys().get("alpha"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file("alpha").toString())
        .hasMessageContaining("chmod 600");
  }

  @Test
  void missingKey_isRefusedWithTheNextStep() {
    assertThatThrownBy(() -> keys().get("alpha")).hasMessageContaining("tenor keys add alpha");
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "\"kind\" : \"ed25519\" | \"kind\" : \"rsa\" | expected kind ed25519 or secp256k1",
        "\"secret\" : \"        | \"secret\" : \"00  | secret: expected 32 bytes",
        "\"secret\" : \"        | \"secret\" : \"zz  | secret: expected 32 bytes",
        "\"publicKey\" : \"0a20 | \"publicKey\" : \"0a21 | does not belong to the secret",
        "\"secret\"             | secret             | :5: not JSON",
      })
  void damagedFile_isNamed_withoutItsSecret(String right, String wrong, String message)
      throws IOException {
    keys().add("alpha", Keystore.Kind.ED25519);
    String text = Files.readString(file("alpha"));
    assertThat(text).contains(right);
    String secret = text.replaceFirst("(?s).*\"secret\" : \"(\\w+)\".*", "$1");
    Files.writeString(file("alpha"), text.replace(right, wrong));
    assertThatThrownBy(() -> keys().get("alpha"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file("alpha").toString())
        .hasMessageContaining(message)
        .satisfies(e -> assertThat(e.toString()).doesNotContain(secret))
        .hasNoCause();
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
