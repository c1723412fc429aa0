package tenor.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineHomeTest {

  @TempDir private Path folder;

  private final EngineHome home = Homes.home(Role.VALIDATOR, Ports.from(26_600));

  @Test
  void write_makesPrivateFiles() throws IOException {
    Path path = folder.resolve("a/b");
    home.write(path);
    EngineFiles files = new EngineFiles(path);
    for (Path secret : new Path[] {files.nodeKey(), files.validatorKey(), files.signState()}) {
      assertThat(mode(secret)).isEqualTo("rw-------");
    }
    assertThat(mode(path)).isEqualTo("rwx------");
    assertThat(mode(files.configFolder())).isEqualTo("rwx------");
  }

  @Test
  void keys_readBackEqual() throws IOException {
    home.write(folder);
    EngineFiles files = new EngineFiles(folder);
    assertThat(KeyFiles.read(files.nodeKey()).address()).isEqualTo(home.nodeKey().address());
    assertThat(KeyFiles.read(files.validatorKey()).publicKey())
        .isEqualTo(home.validatorKey().publicKey());
  }

  @Test
  void writeAgain_keepsTheSignState() throws IOException {
    home.write(folder);
    Path state = new EngineFiles(folder).signState();
    Files.writeString(state, "{\"height\":\"7\",\"round\":0,\"step\":3}");
    home.write(folder);
    assertThat(state).content().contains("\"7\"");
  }

  @Test
  void writeOverAnotherKey_isRefusedAndChangesNothing() throws IOException {
    home.write(folder);
    EngineFiles files = new EngineFiles(folder);
    byte[] before = Files.readAllBytes(files.config());
    EngineHome other = Homes.home(Role.OBSERVER, Ports.from(26_700));
    assertThatThrownBy(() -> other.write(folder)).hasMessageContaining("another key");
    assertThat(files.config()).hasBinaryContent(before);
  }

  @Test
  void keyWithoutSignState_isRefused() throws IOException {
    home.write(folder);
    Path state = new EngineFiles(folder).signState();
    Files.delete(state);
    assertThatThrownBy(() -> home.write(folder)).hasMessageContaining("is missing");
    assertThatThrownBy(() -> ValidatorGuard.take(folder)).hasMessageContaining("is missing");
    Files.writeString(state, "{");
    assertThatThrownBy(() -> ValidatorGuard.take(folder)).hasMessageContaining("is damaged");
  }

  @Test
  void secondGuard_isRefusedUntilTheFirstCloses() throws IOException {
    home.write(folder);
    try (ValidatorGuard _ = ValidatorGuard.take(folder)) {
      assertThatThrownBy(() -> ValidatorGuard.take(folder)).hasMessageContaining("in use");
    }
    ValidatorGuard.take(folder).close();
  }

  @Test
  void damagedKey_isRefusedWithTheFilesName() throws IOException {
    home.write(folder);
    Path file = new EngineFiles(folder).nodeKey();
    Ed25519Key other = Ed25519Key.generate();
    Files.writeString(
        file, Files.readString(file).replace(home.nodeKey().privateBase64(), mixed(other)));
    assertThatThrownBy(() -> KeyFiles.read(file))
        .hasMessageContaining("node_key.json")
        .hasMessageContaining("does not belong");
    Files.writeString(file, "{");
    assertThatThrownBy(() -> KeyFiles.read(file)).hasMessageContaining("is not JSON");
  }

  @Test
  void text_ofAKey_hidesTheSecret() {
    Ed25519Key key = home.nodeKey();
    assertThat(key.toString()).isEqualTo("Ed25519Key[" + key.publicKey() + "]");
  }

  /** The seed of the home's key with the public half of another. */
  private String mixed(Ed25519Key other) {
    byte[] ours = Base64.getDecoder().decode(home.nodeKey().privateBase64());
    byte[] theirs = Base64.getDecoder().decode(other.privateBase64());
    System.arraycopy(theirs, 32, ours, 32, 32);
    return Base64.getEncoder().encodeToString(ours);
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
