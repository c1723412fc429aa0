package tenor.app.mempool;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.List;
import org.junit.jupiter.api.Test;
import tenor.app.crypto.Hashes;
import tenor.app.tx.Decoded;
import tenor.clearing.proto.Authorisation;
import tenor.clearing.proto.Transaction;

/** How much may wait. */
final class WaitingRoomTest {
  private static final int MEGABYTE = 1 << 20;

  private static Decoded.Ok tx(int number, int bytes, long until) {
    byte[] content = new byte[bytes];
    content[0] = (byte) number;
    content[1] = (byte) (number >> 8);
    Transaction transaction =
        Transaction.newBuilder()
            .addAuthorisations(Authorisation.newBuilder().setValidUntil(until))
            .build();
    return new Decoded.Ok(transaction, Hashes.sha256(content), ByteString.copyFrom(content));
  }

  @Test
  void aParticipant_mayFillHisOwnRoomOnly() {
    WaitingRoom room = new WaitingRoom(100);
    assertThat(room.admit(tx(1, 60, 9), 1, 3)).isTrue();
    assertThat(room.admit(tx(2, 60, 9), 1, 3)).isFalse();
    assertThat(room.admit(tx(2, 60, 9), 2, 3)).isTrue();
    assertThat(room.admit(tx(1, 60, 9), 1, 3)).as("again").isTrue();
    assertThat(room.size()).isEqualTo(2);
    room.remove(List.of(tx(1, 60, 9).hash()));
    assertThat(room.admit(tx(3, 60, 9), 1, 3)).isTrue();
  }

  @Test
  void allTogether_mayNotFillTheMemory() {
    WaitingRoom room = new WaitingRoom(4 * MEGABYTE);
    for (int i = 0; i < 16; i++) {
      assertThat(room.admit(tx(i, 4 * MEGABYTE, 5), i, 3)).isTrue();
    }
    assertThat(room.admit(tx(16, 10, 9), 16, 3)).isFalse();
    room.expire(5);
    assertThat(room.size()).isEqualTo(16);
    room.expire(6);
    assertThat(room.size()).isZero();
    assertThat(room.admit(tx(16, 10, 9), 16, 3)).isTrue();
  }

  @Test
  void whatReducesRisk_isGivenInTheOrderInWhichItCame() {
    WaitingRoom room = new WaitingRoom(1000);
    List<Decoded.Ok> all = List.of(tx(1, 5, 9), tx(2, 5, 9), tx(3, 5, 9));
    room.admit(all.get(2), 1, 2);
    room.admit(all.get(1), 1, 3);
    room.admit(all.get(0), 2, 2);
    assertThat(room.reducing()).containsExactly(all.get(2).bytes(), all.get(0).bytes());
    assertThat(room.find(all.get(1).hash())).isEqualTo(all.get(1));
    assertThat(room.find(Hashes.sha256(new byte[1]))).isNull();
  }
}
