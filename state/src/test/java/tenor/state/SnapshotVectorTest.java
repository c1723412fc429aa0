package tenor.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The format is frozen: the same bytes as another program made of the same leaves. */
final class SnapshotVectorTest {
  @TempDir private Path folder;

  private static JsonNode vector() throws IOException {
    try (InputStream in = SnapshotVectorTest.class.getResourceAsStream("/vectors/snapshot.json")) {
      return new ObjectMapper().readTree(Objects.requireNonNull(in));
    }
  }

  private static byte[] bytes(JsonNode hex) {
    return Bytes.ofHex(hex.asText()).toArray();
  }

  @Test
  void snapshotOfTheVectorsLeaves_isTheVectorsBytes_andRestores() throws IOException {
    JsonNode vector = vector();
    long height = vector.path("height").asLong();
    Bytes appHash = Bytes.wrap(bytes(vector.path("appHash")));
    Changes changes = new Changes();
    vector.path("leaves").forEach(leaf -> changes.put(bytes(leaf.get(0)), bytes(leaf.get(1))));
    List<byte[]> chunks = new ArrayList<>();
    try (Store store =
            Store.open(folder.resolve("one"), TestState.COMPONENTS, StoreOptions.DEFAULT);
        Store other =
            Store.open(folder.resolve("two"), TestState.COMPONENTS, StoreOptions.DEFAULT)) {
      store.commit(store.stage(height, changes));
      assertThat(store.appHash()).isEqualTo(appHash);
      SnapshotManifest manifest =
          SnapshotWriter.write(
              store.current(), vector.path("leafBytes").asInt(), Progress.NONE, chunks::add);
      assertThat(chunks).hasSize(vector.path("chunks").size());
      for (int i = 0; i < chunks.size(); i++) {
        assertThat(chunks.get(i)).as("chunk " + i).isEqualTo(bytes(vector.path("chunks").get(i)));
      }
      assertThat(manifest.encode()).isEqualTo(bytes(vector.path("manifest")));
      assertThat(manifest.hash().hex()).isEqualTo(vector.path("hash").asText());
      Restore restore = other.restore(manifest, appHash);
      for (int i = 0; i < chunks.size(); i++) {
        restore.take(i, chunks.get(i));
      }
      assertThat(other.appHash()).isEqualTo(appHash);
    }
  }
}
