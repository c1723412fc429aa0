package tenor.clearing.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static tenor.clearing.TestTx.param;

import com.google.protobuf.ByteString;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tenor.clearing.TestHouse;
import tenor.clearing.kernel.Overlay;
import tenor.clearing.proto.EngineSettings;
import tenor.clearing.proto.ValidatorRecord;

@DisplayName("GOV-06: lane 3, the reserve and the greatest item 0 fit into a block together")
class BlockLimitsTest {
  private static final long BLOCK = 4 << 20;
  private static final long EVIDENCE = 100_000;

  /** Header, commit and evidence with 4 validators of at most 3 358 bytes in a commit each. */
  private static final long DATA = BLOCK - (11 + 626) - 94 - EVIDENCE - 4 * 3_358;

  private static final long ITEM0 = 4 * (8_192 + 160);

  private final TestHouse house = TestHouse.market();

  private void engine(int validators) {
    Overlay state = new Overlay(house.state());
    SortedMap<ByteString, ValidatorRecord> all =
        new TreeMap<>(ByteString.unsignedLexicographicalComparator());
    for (int i = 0; i < validators; i++) {
      byte[] address = new byte[20];
      address[0] = (byte) (i >> 8);
      address[1] = (byte) i;
      all.put(ByteString.copyFrom(address), ValidatorRecord.newBuilder().setPower(1).build());
    }
    EngineSettings settings =
        EngineSettings.newBuilder().setBlockMaxBytes(BLOCK).setEvidenceMaxBytes(EVIDENCE).build();
    EngineKeys.genesis(state, settings, all);
    house.state().commit(state.changes());
  }

  @Test
  void limit_thatJustFits_isSet_andOneByteMoreIsNot() {
    engine(4);
    long reserve = BlockLimits.LANE2_RESERVE_BYTES.get(house.state());
    long most = DATA - ITEM0 - reserve;
    assertThat(house.run(param("governance", "lane3MaxBytes", 0, most + 1)).log())
        .startsWith("INCONSISTENT");
    house.accepted(param("governance", "lane3MaxBytes", 0, most));
    assertThat(house.run(param("governance", "lane2ReserveBytes", 0, reserve + 1)).log())
        .startsWith("INCONSISTENT");
    house.accepted(param("governance", "lane2ReserveBytes", 0, reserve - 1));
  }

  @Test
  void limits_thatAreSetTogether_areJudgedTogether() {
    engine(4);
    long half = (DATA - ITEM0) / 2;
    assertThat(
            house
                .run(
                    param("governance", "lane3MaxBytes", 0, half + 2),
                    param("governance", "lane2ReserveBytes", 0, half))
                .log())
        .startsWith("INCONSISTENT");
    house.accepted(
        param("governance", "lane3MaxBytes", 0, half),
        param("governance", "lane2ReserveBytes", 0, half));
  }

  @Test
  void validators_whoseVotesCouldFillABlock_areAFault() {
    engine(100);
    assertThat(BlockLimits.fault(house.state())).isEmpty();
    engine(400);
    assertThat(BlockLimits.fault(house.state()))
        .hasValueSatisfying(fault -> assertThat(fault).contains("400 validators"));
  }
}
