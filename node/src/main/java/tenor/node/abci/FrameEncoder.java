package tenor.node.abci;

import com.google.protobuf.CodedOutputStream;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.MessageToByteEncoder;
import java.io.IOException;
import tenor.abci.proto.Response;

/** Writes an answer as one frame, straight into the buffer that is sent. */
@Sharable
final class FrameEncoder extends MessageToByteEncoder<Response> {

  FrameEncoder() {
    super(Response.class, false);
  }

  @Override
  protected ByteBuf allocateBuffer(ChannelHandlerContext ctx, Response msg, boolean preferDirect) {
    return ctx.alloc().heapBuffer(frameBytes(msg));
  }

  @Override
  protected void encode(ChannelHandlerContext ctx, Response msg, ByteBuf out) throws IOException {
    int size = frameBytes(msg);
    int start = out.writerIndex();
    CodedOutputStream stream =
        CodedOutputStream.newInstance(out.array(), out.arrayOffset() + start, size);
    stream.writeUInt32NoTag(msg.getSerializedSize());
    msg.writeTo(stream);
    stream.checkNoSpaceLeft();
    out.writerIndex(start + size);
  }

  private static int frameBytes(Response msg) {
    int size = msg.getSerializedSize();
    return Math.addExact(CodedOutputStream.computeUInt32SizeNoTag(size), size);
  }
}
