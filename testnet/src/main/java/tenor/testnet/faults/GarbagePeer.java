package tenor.testnet.faults;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A peer of the application's socket that does not speak its language. */
final class GarbagePeer {
  private static final int NOISE = 100_000;

  private GarbagePeer() {}

  /** What it may send, by name. */
  static Map<String, byte[]> inputs(long seed) {
    byte[] noise = new byte[NOISE];
    new Random(seed).nextBytes(noise);
    noise[0] = 20;
    Map<String, byte[]> inputs = new LinkedHashMap<>();
    inputs.put("a length that never ends", new byte[] {-1, -1, -1, -1, -1, -1});
    inputs.put("a frame of two gigabytes", new byte[] {-1, -1, -1, -1, 7});
    inputs.put("a frame of noise", noise);
    inputs.put("a frame without a request", new byte[] {0});
    inputs.put("a good flush, then noise", flushThen(noise));
    return inputs;
  }

  private static byte[] flushThen(byte[] noise) {
    byte[] flush = {2, 0x12, 0};
    byte[] all = java.util.Arrays.copyOf(flush, flush.length + noise.length);
    System.arraycopy(noise, 0, all, flush.length, noise.length);
    return all;
  }

  /** Whether the server closes the connection on its own after reading {@code bytes}. */
  static boolean isDropped(Path socket, byte[] bytes, int seconds)
      throws IOException, InterruptedException {
    // The channel is closed first, which ends the reader.
    try (ExecutorService reader = Executors.newSingleThreadExecutor();
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket));
      send(channel, bytes);
      Future<Boolean> ended = reader.submit(readToEnd(channel));
      try {
        return ended.get(seconds, TimeUnit.SECONDS);
      } catch (TimeoutException e) {
        return false;
      } catch (ExecutionException e) {
        throw new IOException(e);
      }
    }
  }

  // The server may close before it has read everything.
  private static void send(SocketChannel channel, byte[] bytes) {
    try {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    } catch (IOException e) {
      // Dropped already: reading will say so.
    }
  }

  private static Callable<Boolean> readToEnd(SocketChannel channel) {
    return () -> {
      ByteBuffer buffer = ByteBuffer.allocate(1024);
      try {
        while (channel.read(buffer.clear()) >= 0) {
          // Answers to what was good.
        }
        return true;
      } catch (java.nio.channels.ClosedChannelException e) {
        return false;
      } catch (IOException e) {
        return true;
      }
    };
  }

  /** Sends the beginning of a frame and leaves. */
  static void leaveEarly(Path socket) throws IOException {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket));
      send(channel, new byte[] {100, 1, 2, 3});
    }
  }
}
