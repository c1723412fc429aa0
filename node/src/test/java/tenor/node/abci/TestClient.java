package tenor.node.abci;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.HexFormat;
import tenor.abci.proto.Request;
import tenor.abci.proto.RequestCheckTx;
import tenor.abci.proto.RequestFlush;
import tenor.abci.proto.Response;

/** A blocking client with the framing of the engine's. */
final class TestClient implements AutoCloseable {

  private final SocketChannel channel;
  private final InputStream in;

  private TestClient(SocketChannel channel) {
    this.channel = channel;
    this.in = Channels.newInputStream(channel);
  }

  static TestClient connect(Path socket) throws IOException {
    return new TestClient(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
  }

  static byte[] frame(Request request) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      request.writeDelimitedTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static byte[] length(int bytes) {
    try {
      byte[] out = new byte[CodedOutputStream.computeUInt32SizeNoTag(bytes)];
      CodedOutputStream.newInstance(out).writeUInt32NoTag(bytes);
      return out;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Request checkTx(long number) {
    return Request.newBuilder()
        .setCheckTx(
            RequestCheckTx.newBuilder().setTx(ByteString.copyFromUtf8(Long.toString(number))))
        .build();
  }

  static Request flush() {
    return Request.newBuilder().setFlush(RequestFlush.getDefaultInstance()).build();
  }

  void send(Request request) throws IOException {
    sendBytes(frame(request));
  }

  void sendBytes(byte... bytes) throws IOException {
    ByteBuffer out = ByteBuffer.wrap(bytes);
    while (out.hasRemaining()) {
      channel.write(out);
    }
  }

  /** The next answer; EOFException or null-free IOException if the server closes instead. */
  Response receive() throws IOException {
    Response response = Response.parseDelimitedFrom(in);
    if (response == null) {
      throw new java.io.EOFException("closed by the server");
    }
    return response;
  }

  Response call(Request request) throws IOException {
    send(request);
    return receive();
  }

  /** The next bytes as hex. */
  String receiveHex(int bytes) throws IOException {
    return HexFormat.of().formatHex(in.readNBytes(bytes));
  }

  /** Whether the server closes without another byte; waits until it does one of both. */
  boolean isClosedByServer() {
    try {
      return in.read() < 0;
    } catch (IOException e) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
