package tenor.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tenor.abci.proto.ABCIParams;
import tenor.abci.proto.BlockParams;
import tenor.abci.proto.ConsensusParams;
import tenor.abci.proto.EvidenceParams;
import tenor.abci.proto.PublicKey;
import tenor.abci.proto.RequestInitChain;
import tenor.abci.proto.ValidatorUpdate;
import tenor.clearing.kernel.Key;
import tenor.clearing.kernel.Reader;

/**
 * The state that follows from a genesis, against make_genesis_vector.py: docs/formats/genesis.md.
 */
class GenesisVectorTest {
  private static final HexFormat HEX = HexFormat.of();

  @TempDir private Path folder;

  private static JsonNode vector(String name) {
    try (InputStream file =
        GenesisVectorTest.class.getResourceAsStream("/vectors/" + name + ".json")) {
      return new ObjectMapper().readTree(Objects.requireNonNull(file));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static RequestInitChain request(JsonNode vector) {
    JsonNode engine = vector.get("engine");
    RequestInitChain.Builder request =
        RequestInitChain.newBuilder()
            .setChainId(engine.get("chainId").textValue())
            .setInitialHeight(engine.get("initialHeight").longValue())
            .setTime(Market.time(engine.get("timeMillis").longValue()))
            .setConsensusParams(params(engine))
            .setAppStateBytes(ByteString.copyFromUtf8(vector.get("appState").toString()));
    for (JsonNode validator : engine.get("validators")) {
      byte[] key = HEX.parseHex(validator.get("ed25519").textValue());
      request.addValidators(
          ValidatorUpdate.newBuilder()
              .setPubKey(PublicKey.newBuilder().setEd25519(ByteString.copyFrom(key)))
              .setPower(validator.get("power").longValue()));
    }
    return request.build();
  }

  private static ConsensusParams params(JsonNode engine) {
    long ageMillis = engine.get("evidenceMaxAgeMillis").longValue();
    return ConsensusParams.newBuilder()
        .setBlock(BlockParams.newBuilder().setMaxBytes(engine.get("blockMaxBytes").longValue()))
        .setEvidence(
            EvidenceParams.newBuilder()
                .setMaxAgeNumBlocks(engine.get("evidenceMaxAgeBlocks").longValue())
                .setMaxAgeDuration(Duration.newBuilder().setSeconds(ageMillis / 1000))
                .setMaxBytes(engine.get("evidenceMaxBytes").longValue()))
        .setAbci(
            ABCIParams.newBuilder()
                .setVoteExtensionsEnableHeight(engine.get("extensionsHeight").longValue()))
        .build();
  }

  @ParameterizedTest
  @ValueSource(strings = {"genesis", "restart"})
  void state_isTheLeavesOfTheVector(String name) {
    JsonNode vector = vector(name);
    RequestInitChain request = request(vector);
    List<String> expected = new ArrayList<>();
    for (JsonNode leaf : vector.get("leaves")) {
      expected.add(leaf.get(0).textValue() + " " + leaf.get(1).textValue());
    }
    List<String> found = new ArrayList<>();
    for (Map.Entry<Key, Optional<Message>> change :
        new ChainStart(Application.rules()).state(request, new Nothing()).changes().entrySet()) {
      byte[] value = change.getValue().orElseThrow().toByteArray();
      found.add(change.getKey() + " " + HEX.formatHex(value));
    }
    assertThat(found).containsExactlyElementsOf(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"genesis", "restart"})
  void initChain_answersTheAppHashOfTheVector_howeverOftenItIsAsked(String name) {
    JsonNode vector = vector(name);
    RequestInitChain request = request(vector);
    try (TestNode node = TestNode.of(folder)) {
      for (int i = 0; i < 3; i++) {
        byte[] hash = node.consensus().initChain(request).getAppHash().toByteArray();
        assertThat(HEX.formatHex(hash)).isEqualTo(vector.get("appHash").textValue());
      }
      node.restart();
      byte[] hash = node.consensus().initChain(request).getAppHash().toByteArray();
      assertThat(HEX.formatHex(hash)).isEqualTo(vector.get("appHash").textValue());
    }
  }

  /** A state that holds nothing. */
  private static final class Nothing implements Reader {
    @Override
    public @Nullable Message get(Key key) {
      return null;
    }

    @Override
    public List<Entry> entries(Key from, Key to) {
      return List.of();
    }
  }
}
