package tenor.testnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {
  @TempDir private Path folder;

  @Test
  void delete_ofWhatARunLeft_removesIt() throws IOException {
    Path home = folder.resolve("home");
    Files.createDirectories(home.resolve("validator0/engine"));
    Files.createDirectories(home.resolve("observer12"));
    Files.writeString(home.resolve("network.json"), "{}");
    Keys.keep(home, Keys.random(), Keys.random(), Member.cast(1));

    Folders.delete(home);

    assertThat(home).doesNotExist();
  }

  @Test
  void delete_ofAFolderWithOtherThings_isRefusedAndRemovesNothing() throws IOException {
    Files.writeString(folder.resolve("network.json"), "{}");
    Files.writeString(folder.resolve("thesis.tex"), "");

    assertThatThrownBy(() -> Folders.delete(folder))
        .isInstanceOf(TestnetException.class)
        .hasMessageContaining("thesis.tex");
    assertThat(folder).isDirectoryContaining("glob:**network.json");
    assertThat(folder).isDirectoryContaining("glob:**thesis.tex");
  }

  @Test
  void delete_ofKeysWithoutANetwork_isRefusedAndKeepsThem() throws IOException {
    Keys.keep(folder, Keys.random(), Keys.random(), Member.cast(1));

    assertThatThrownBy(() -> Folders.delete(folder))
        .isInstanceOf(TestnetException.class)
        .hasMessageContaining("keys");
    assertThat(folder.resolve("keys")).isNotEmptyDirectory();
  }
}
