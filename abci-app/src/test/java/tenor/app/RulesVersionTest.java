package tenor.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tenor.abci.proto.ResponseFinalizeBlock;
import tenor.clearing.proto.Operation;
import tenor.clearing.proto.ScheduleRules;

/** A version of the rules comes into force at its height, and the engine's headers say so. */
final class RulesVersionTest {
  @TempDir private Path folder;

  @Test
  void aScheduledVersion_isAnnouncedForTheBlockWhereItBegins() {
    try (TestNet net = TestNet.of(folder, 2)) {
      net.block();
      Operation schedule =
          Operation.newBuilder()
              .setScheduleRules(ScheduleRules.newBuilder().setVersion(2).setHeight(5))
              .build();
      ResponseFinalizeBlock scheduled =
          net.block(Market.tx(1, 50, List.of(Market.GOVERNOR), schedule).toByteString());
      assertThat(scheduled.getTxResults(0).getCode()).isZero();
      assertThat(scheduled.hasConsensusParamUpdates()).isFalse();
      assertThat(net.block().hasConsensusParamUpdates()).isFalse();
      assertThat(net.node(0).info().getAppVersion()).isEqualTo(1);
      ResponseFinalizeBlock before = net.block();
      assertThat(before.getConsensusParamUpdates().getVersion().getApp()).isEqualTo(2);
      assertThat(before.getConsensusParamUpdates().hasBlock()).isFalse();
      assertThat(net.node(1).info().getAppVersion()).isEqualTo(2);
      assertThat(net.block().hasConsensusParamUpdates()).isFalse();
      net.node(0).restart();
      assertThat(net.node(0).info().getAppVersion()).isEqualTo(2);
    }
  }
}
