package tenor.node.abci;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tenor.abci.proto.Request;
import tenor.abci.proto.RequestCheckTx;
import tenor.abci.proto.RequestCommit;
import tenor.abci.proto.ResponseCheckTx;

/** Answers leave in the order of the requests, however the handlers end, within the bound. */
class AbciServerOrderTest {

  private static final int REQUESTS = 10_000;

  @TempDir Path folder;

  @Test
  void checkTx_pipelinedWithoutFlush_isAnsweredInOrder() throws Exception {
    try (ServerFixture fixture = ServerFixture.start(folder);
        TestClient client = fixture.connect()) {
      Thread writer = pipeline(client, REQUESTS);
      assertAnswersInOrder(client, REQUESTS);
      writer.join();
    }
  }

  @Test
  void checkTx_endingInAnyOrder_isAnsweredInOrderWithinTheBound() throws Exception {
    int bound = 64;
    long seed = Seeds.next();
    try (ServerFixture fixture = ServerFixture.start(folder, ServerFixture.maxUnanswered(bound));
        TestClient client = fixture.connect();
        Shuffler shuffler = new Shuffler(seed)) {
      fixture.app.onCheckTx = shuffler::later;
      Thread writer = pipeline(client, REQUESTS);
      assertAnswersInOrder(client, REQUESTS);
      writer.join();
      assertThat(shuffler.mostOpen.get()).as("seed %d", seed).isBetween(2, bound);
    }
  }

  @Test
  void slowConsensus_holdsBackFasterAnswersOfItsConnection_only() throws Exception {
    try (ServerFixture fixture = ServerFixture.start(folder);
        TestClient mixed = fixture.connect()) {
      CompletableFuture<Void> go = new CompletableFuture<>();
      fixture.app.onConsensus = name -> go.join();
      mixed.send(Request.newBuilder().setCommit(RequestCommit.getDefaultInstance()).build());
      mixed.send(TestClient.checkTx(1));
      mixed.send(TestClient.flush());
      try (TestClient other = fixture.connect()) {
        assertThat(other.call(TestClient.checkTx(2)).hasCheckTx()).isTrue();
      }
      go.complete(null);
      assertThat(mixed.receive().hasCommit()).isTrue();
      assertThat(mixed.receive().hasCheckTx()).isTrue();
      assertThat(mixed.receive().hasFlush()).isTrue();
    }
  }

  @Test
  void readAhead_isBoundedByBytesToo() throws Exception {
    int limit = 1 << 20;
    AtomicInteger open = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    List<CompletableFuture<ResponseCheckTx>> waiting = new ArrayList<>();
    try (ServerFixture fixture = ServerFixture.start(folder, ServerFixture.maxFrameBytes(limit));
        TestClient client = fixture.connect()) {
      fixture.app.onCheckTx =
          request -> {
            most.accumulateAndGet(open.incrementAndGet(), Math::max);
            CompletableFuture<ResponseCheckTx> answer = new CompletableFuture<>();
            synchronized (waiting) {
              waiting.add(answer);
            }
            return answer;
          };
      byte[] large =
          TestClient.frame(
              Request.newBuilder()
                  .setCheckTx(
                      RequestCheckTx.newBuilder().setTx(ByteString.copyFrom(new byte[limit / 2])))
                  .build());
      Thread writer = Thread.ofPlatform().start(() -> sendAll(client, large, 20));
      for (int received = 0; received < 20; ) {
        received += completeAll(waiting, open, client);
      }
      writer.join();
      assertThat(most.get()).isEqualTo(2);
    }
  }

  private static int completeAll(
      List<CompletableFuture<ResponseCheckTx>> waiting, AtomicInteger open, TestClient client)
      throws Exception {
    List<CompletableFuture<ResponseCheckTx>> taken;
    synchronized (waiting) {
      taken = List.copyOf(waiting);
      waiting.clear();
    }
    for (CompletableFuture<ResponseCheckTx> answer : taken) {
      open.decrementAndGet();
      answer.complete(ResponseCheckTx.getDefaultInstance());
      client.receive();
    }
    return taken.size();
  }

  private static void sendAll(TestClient client, byte[] frame, int times) {
    try {
      for (int i = 0; i < times; i++) {
        client.sendBytes(frame);
      }
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Thread pipeline(TestClient client, int requests) {
    return Thread.ofPlatform()
        .start(
            () -> {
              try {
                for (int i = 0; i < requests; i++) {
                  client.send(TestClient.checkTx(i));
                }
              } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });
  }

  private static void assertAnswersInOrder(TestClient client, int requests) throws Exception {
    for (int i = 0; i < requests; i++) {
      assertThat(client.receive().getCheckTx().getData().toStringUtf8())
          .isEqualTo(Integer.toString(i));
    }
  }

  /** Ends what it was given in a random order, on a thread of its own. */
  private static final class Shuffler implements AutoCloseable {

    private final Random random;
    private final List<Runnable> open = new ArrayList<>();
    private final Thread thread = Thread.ofPlatform().unstarted(this::run);
    final AtomicInteger mostOpen = new AtomicInteger();

    Shuffler(long seed) {
      random = new Random(seed);
      thread.start();
    }

    CompletionStage<ResponseCheckTx> later(RequestCheckTx request) {
      CompletableFuture<ResponseCheckTx> answer = new CompletableFuture<>();
      synchronized (open) {
        open.add(() -> answer.complete(TestApp.echo(request)));
        mostOpen.accumulateAndGet(open.size(), Math::max);
        open.notifyAll();
      }
      return answer;
    }

    private void run() {
      try {
        while (true) {
          take().run();
        }
      } catch (InterruptedException e) {
        // Closed.
      }
    }

    private Runnable take() throws InterruptedException {
      synchronized (open) {
        while (open.isEmpty()) {
          open.wait();
        }
        return open.remove(random.nextInt(open.size()));
      }
    }

    @Override
    public void close() {
      thread.interrupt();
    }
  }
}
