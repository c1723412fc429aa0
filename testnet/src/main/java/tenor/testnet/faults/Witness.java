package tenor.testnet.faults;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tenor.clearing.proto.Operation;
import tenor.clearing.proto.Transaction;

/**
 * Remembers every block that an observer saw committed, and finds what another node lacks of it. It
 * adds up deposits from the blocks alone, apart from the rules, so that a node whose state lost one
 * is found even if its blocks are whole.
 */
final class Witness {
  private final Subject observer;
  private final Subject.Deposited start;
  // Blocks that hold transactions with code 0, and the bytes of these.
  private final SortedMap<Long, List<byte[]>> committed = new TreeMap<>();
  private final SortedMap<Long, BigDecimal> deposits = new TreeMap<>();
  private long read;

  private Witness(Subject observer, Subject.Deposited start) {
    this.observer = observer;
    this.start = start;
    this.read = start.height();
  }

  /** Watches from here on. */
  static Witness of(Subject observer) throws IOException, InterruptedException {
    return new Witness(observer, observer.deposited());
  }

  /** Reads what is new. */
  void read() throws IOException, InterruptedException {
    long newest = observer.height();
    while (read < newest) {
      readBlock(read + 1);
      read++;
    }
  }

  private void readBlock(long height) throws IOException, InterruptedException {
    List<byte[]> transactions = observer.transactions(height);
    List<Integer> codes = transactions.isEmpty() ? List.of() : observer.codes(height);
    List<byte[]> accepted = new ArrayList<>();
    BigDecimal sum = BigDecimal.ZERO;
    // Item 0 carries the validators' prices.
    for (int i = 1; i < transactions.size(); i++) {
      if (codes.get(i) == 0) {
        accepted.add(transactions.get(i));
        sum = sum.add(deposited(transactions.get(i)));
      }
    }
    if (!accepted.isEmpty()) {
      committed.put(height, accepted);
      deposits.put(height, sum);
    }
  }

  private static BigDecimal deposited(byte[] bytes) {
    try {
      BigDecimal sum = BigDecimal.ZERO;
      for (Operation operation : Transaction.parseFrom(bytes).getBody().getOperationsList()) {
        if (operation.hasDeposit()) {
          sum = sum.add(BigDecimal.valueOf(operation.getDeposit().getAmount(), 6));
        }
      }
      return sum;
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a block holds what is no transaction", e);
    }
  }

  /** How many transactions were committed with code 0. */
  int count() {
    return committed.values().stream().mapToInt(List::size).sum();
  }

  long height() {
    return read;
  }

  /** What of the blocks after {@code from} up to {@code to} a node lacks; empty if nothing. */
  List<String> missing(Subject node, long from, long to) throws IOException, InterruptedException {
    List<String> missing = new ArrayList<>();
    for (var block : committed.subMap(from + 1, to + 1).entrySet()) {
      List<byte[]> there = node.transactions(block.getKey());
      for (byte[] transaction : block.getValue()) {
        if (there.stream().noneMatch(other -> Arrays.equals(other, transaction))) {
          missing.add(node.name() + " lacks a transaction of block " + block.getKey());
        }
      }
    }
    return missing;
  }

  /** What a node's deposits differ by from those in the blocks; zero if its state is whole. */
  BigDecimal difference(Subject node) throws IOException, InterruptedException {
    Subject.Deposited now = node.deposited();
    while (read < now.height()) {
      read();
      Thread.sleep(100);
    }
    BigDecimal expected =
        deposits.headMap(now.height() + 1).values().stream()
            .reduce(start.amount(), BigDecimal::add);
    return now.amount().subtract(expected);
  }
}
