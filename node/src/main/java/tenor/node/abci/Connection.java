package tenor.node.abci;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.CodecException;
import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tenor.abci.proto.Request;
import tenor.abci.proto.Response;

/**
 * One connection: hands requests on, sends the answers in their order, and stops reading while too
 * many, or too much, is unanswered or the peer does not take its answers.
 *
 * <p>Except for {@link #answered} and {@link #close}, everything runs on the channel's event loop.
 */
final class Connection extends SimpleChannelInboundHandler<Request> {

  private static final Logger log = LoggerFactory.getLogger(Connection.class);

  private final Channel channel;
  private final Dispatcher dispatcher;
  private final AbciServerConfig config;
  private final ArrayDeque<Slot> slots = new ArrayDeque<>();
  private final AtomicBoolean drainScheduled = new AtomicBoolean();
  private volatile boolean closed;
  private long unansweredBytes;
  private boolean paused;

  Connection(Channel channel, Dispatcher dispatcher, AbciServerConfig config) {
    this.channel = channel;
    this.dispatcher = dispatcher;
    this.config = config;
  }

  /** Whether no request may be decoded now. */
  boolean isPaused() {
    return paused;
  }

  /** Whether answers can still reach the peer; safe on any thread. */
  boolean isOpen() {
    return !closed && channel.isActive();
  }

  /** Closes without answering; safe on any thread. */
  void close() {
    closed = true;
    var _ = channel.close();
  }

  /** Says that a slot was filled; safe on any thread. Many calls share one pass over the slots. */
  void answered() {
    if (isOpen() && drainScheduled.compareAndSet(false, true)) {
      channel.eventLoop().execute(this::drain);
    }
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, Request request) {
    Slot slot = new Slot(this, request.getSerializedSize());
    slots.add(slot);
    unansweredBytes += slot.requestBytes();
    pauseOrResume();
    dispatcher.dispatch(request, slot);
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    pauseOrResume();
    ctx.fireChannelWritabilityChanged();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    log.debug("{}: closed with {} requests unanswered", this, slots.size());
    slots.clear();
    dispatcher.closed(this);
    ctx.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    Throwable reason =
        cause instanceof CodecException && cause.getCause() != null ? cause.getCause() : cause;
    switch (reason) {
      case PeerException e -> log.warn("{}: dropped, the peer sent {}", this, e.getMessage());
      case IOException e -> log.info("{}: broken: {}", this, e.toString());
      case RuntimeException e when cause instanceof DecoderException ->
          log.error("{}: dropped, its input could not be read", this, e);
      default -> dispatcher.fail(reason);
    }
    close();
  }

  private void drain() {
    drainScheduled.set(false);
    boolean written = false;
    for (Slot head = slots.peek(); head != null && isOpen(); head = slots.peek()) {
      Response answer = head.answer();
      if (answer == null) {
        break;
      }
      slots.remove();
      unansweredBytes -= head.requestBytes();
      var _ = channel.write(answer, channel.voidPromise());
      written = true;
    }
    if (written) {
      channel.flush();
      pauseOrResume();
    }
  }

  private void pauseOrResume() {
    if (!paused && isFull()) {
      paused = true;
      channel.config().setAutoRead(false);
    } else if (paused && isHalfEmpty()) {
      paused = false;
      channel.config().setAutoRead(true);
      channel.eventLoop().execute(this::decodeRest);
    }
  }

  private boolean isFull() {
    return slots.size() >= config.maxUnanswered()
        || unansweredBytes >= config.maxFrameBytes()
        || !channel.isWritable();
  }

  private boolean isHalfEmpty() {
    return slots.size() <= config.maxUnanswered() / 2
        && unansweredBytes <= config.maxFrameBytes() / 2
        && channel.isWritable();
  }

  /** Gives the decoder a turn at what it had read but not decoded when the pause began. */
  private void decodeRest() {
    channel.pipeline().fireChannelRead(Unpooled.EMPTY_BUFFER);
  }

  @Override
  public String toString() {
    return "ABCI connection " + channel.id().asShortText();
  }
}
