package tenor.testnet.faults;

import com.google.protobuf.ByteString;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import tenor.abci.proto.Response;

/**
 * Stands between an application and its CometBFT and changes every chunk of a snapshot that the
 * application hands out: to its peers the node is a liar that offers what all offer.
 */
final class LyingProxy implements AutoCloseable {
  private static final int MAX_FRAME = 64 << 20;

  private final Path application;
  private final ServerSocketChannel server;
  private final AtomicInteger lies = new AtomicInteger();

  private LyingProxy(Path application, ServerSocketChannel server) {
    this.application = application;
    this.server = server;
  }

  /** Listens at a socket for CometBFT, and answers with what the application says. */
  static LyingProxy start(Path listen, Path application) throws IOException {
    Files.deleteIfExists(listen);
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(listen));
    LyingProxy proxy = new LyingProxy(application, server);
    thread("proxy", proxy::accept);
    return proxy;
  }

  /** How many chunks were falsified. */
  int lies() {
    return lies.get();
  }

  private interface Work {
    void run() throws IOException;
  }

  // A connection that breaks ends both of its directions: the engine opens another or ends itself.
  private static void thread(String name, Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                Thread.currentThread().interrupt();
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() throws IOException {
    while (server.isOpen()) {
      SocketChannel engine = server.accept();
      SocketChannel app = SocketChannel.open(UnixDomainSocketAddress.of(application));
      thread("to application", () -> copy(engine, app));
      thread("to engine", () -> lie(app, engine));
    }
  }

  private static void copy(SocketChannel from, SocketChannel to) throws IOException {
    try (from;
        to) {
      Channels.newInputStream(from).transferTo(Channels.newOutputStream(to));
    }
  }

  private void lie(SocketChannel from, SocketChannel to) throws IOException {
    try (from;
        to) {
      InputStream in = new BufferedInputStream(Channels.newInputStream(from), 1 << 16);
      OutputStream out = Channels.newOutputStream(to);
      while (true) {
        Response response = Response.parseFrom(frame(in));
        if (response.hasLoadSnapshotChunk()
            && !response.getLoadSnapshotChunk().getChunk().isEmpty()) {
          response = falsified(response);
        }
        response.writeDelimitedTo(out);
      }
    }
  }

  private Response falsified(Response response) {
    lies.incrementAndGet();
    byte[] chunk = response.getLoadSnapshotChunk().getChunk().toByteArray();
    chunk[chunk.length - 1] ^= 1;
    Response.Builder lie = response.toBuilder();
    lie.getLoadSnapshotChunkBuilder().setChunk(ByteString.copyFrom(chunk));
    return lie.build();
  }

  private static byte[] frame(InputStream in) throws IOException {
    int length = 0;
    for (int shift = 0; ; shift += 7) {
      int part = in.read();
      if (part < 0 || shift > 28) {
        throw new IOException("the stream ended");
      }
      length |= (part & 0x7f) << shift;
      if (part < 0x80) {
        break;
      }
    }
    if (length < 0 || length > MAX_FRAME) {
      throw new IOException("a frame of " + length + " bytes");
    }
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new IOException("the stream ended");
    }
    return bytes;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
