package tenor.node.abci;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Cuts the stream into frames, each a length as unsigned LEB128 of at most five bytes and that many
 * bytes of Protobuf, and reads the request in each. Decodes nothing while the connection's
 * read-ahead is full, so that the bound holds within one read too.
 */
final class FrameDecoder extends ByteToMessageDecoder {

  private static final int MAX_LENGTH_BYTES = 5;

  private final int maxFrameBytes;
  private final BooleanSupplier paused;
  private boolean broken;

  FrameDecoder(int maxFrameBytes, BooleanSupplier paused) {
    this.maxFrameBytes = maxFrameBytes;
    this.paused = paused;
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    if (broken) {
      in.skipBytes(in.readableBytes());
      return;
    }
    if (paused.getAsBoolean()) {
      return;
    }
    try {
      decodeFrame(in, out);
    } catch (PeerException e) {
      broken = true;
      throw e;
    }
  }

  /** Unlike the superclass never asks for more input by itself: that would defeat the pause. */
  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    discardSomeReadBytes();
    ctx.fireChannelReadComplete();
  }

  private void decodeFrame(ByteBuf in, List<Object> out) {
    int start = in.readerIndex();
    long length = readLength(in);
    if (length > maxFrameBytes) {
      throw new PeerException(
          "a frame of " + length + " bytes, where at most " + maxFrameBytes + " are read");
    }
    if (length < 0 || in.readableBytes() < length) {
      in.readerIndex(start);
      return;
    }
    int size = Math.toIntExact(length);
    out.add(RequestReader.read(in.nioBuffer(in.readerIndex(), size)));
    in.skipBytes(size);
  }

  /** The next frame's length, or -1 if its bytes have not all arrived. */
  private static long readLength(ByteBuf in) {
    long length = 0;
    for (int i = 0; i < MAX_LENGTH_BYTES; i++) {
      if (!in.isReadable()) {
        return -1;
      }
      byte next = in.readByte();
      length |= (next & 0x7fL) << (7 * i);
      if (next >= 0) {
        return length;
      }
    }
    throw new PeerException("a frame length of more than " + MAX_LENGTH_BYTES + " bytes");
  }
}
