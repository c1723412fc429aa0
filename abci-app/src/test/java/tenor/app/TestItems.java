package tenor.app;

import com.google.protobuf.ByteString;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import tenor.app.proposal.Entry;
import tenor.app.proposal.VoteRecords;
import tenor.app.proto.VoteRecord;
import tenor.clearing.proto.Deposit;
import tenor.clearing.proto.Operation;

/** Items of a block to test with. */
final class TestItems {
  /** More than item 0 of four validators without reports takes. */
  static final long MOST_VOTES = 1_000;

  private TestItems() {}

  static VoteRecord votes(ByteString item) {
    return VoteRecords.decode(item).orElseThrow();
  }

  static ByteString hex(String text) {
    return ByteString.copyFrom(HexFormat.of().parseHex(text));
  }

  static long wireSize(List<ByteString> items) {
    return items.stream().mapToLong(Entry::wireSize).sum();
  }

  /** A batch of deposits of about 60 KB. */
  static ByteString bulky(long nonce, long amount) {
    Operation deposit =
        Operation.newBuilder()
            .setDeposit(
                Deposit.newBuilder()
                    .setAccount(Market.ALPHA)
                    .setAsset(Market.USD)
                    .setAmount(amount)
                    .setReference("r".repeat(220)))
            .build();
    return Market.tx(nonce, 100, List.of(Market.CUSTODY), many(deposit)).toByteString();
  }

  /** A batch of requests in lane 3 of about 40 KB, under one authorisation. */
  static ByteString bulkyTrades(long nonce, Market.By signer) {
    Operation request =
        Market.withdraw(signer.account(), 1).toBuilder()
            .setRequestWithdrawal(
                Market.withdraw(signer.account(), 1).getRequestWithdrawal().toBuilder()
                    .setReference("r".repeat(150)))
            .build();
    return Market.tx(nonce, 100, List.of(signer), many(request)).toByteString();
  }

  private static Operation[] many(Operation operation) {
    return Collections.nCopies(256, operation).toArray(Operation[]::new);
  }
}
