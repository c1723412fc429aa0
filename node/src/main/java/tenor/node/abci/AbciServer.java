package tenor.node.abci;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tenor.abci.AbciHandlers;

/**
 * Serves ABCI 2.0 on a unix socket to an engine that comes and goes.
 *
 * <p>Requests are told apart by their message, not by their connection, and handled on four lanes:
 * consensus, mempool, info and snapshot, one thread each. Answers leave in the order of their
 * connection's requests. A peer that breaks the protocol loses its connection. A Throwable out of a
 * handler is never answered: every connection closes, no handler is called again, and the owner is
 * told to end the node.
 */
public final class AbciServer implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(AbciServer.class);

  /** One event loop for each of the engine's connections, so that parsing a block delays none. */
  private static final int EVENT_LOOPS = 4;

  private static final WriteBufferWaterMark OUTPUT_LIMITS =
      new WriteBufferWaterMark(256 << 10, 1 << 20);
  private static final int CLOSE_SECONDS = 30;

  private final AbciServerConfig config;
  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(
          EVENT_LOOPS, new DefaultThreadFactory("abci-io"), NioIoHandler.newFactory());
  private final ChannelGroup connections =
      new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
  private final FrameEncoder encoder = new FrameEncoder();
  private final Dispatcher dispatcher;
  private volatile boolean bound;

  private AbciServer(
      AbciServerConfig config, AbciHandlers handlers, Consumer<? super Throwable> onFatal) {
    this.config = config;
    this.dispatcher = new Dispatcher(handlers, new FatalStop(this::closeConnections, onFatal));
  }

  /**
   * Starts to listen.
   *
   * @param onFatal told once, on a thread of its own, when the application has failed; it may close
   *     this server
   * @throws IOException with a message for the operator if the socket cannot be had
   */
  public static AbciServer start(
      AbciServerConfig config, AbciHandlers handlers, Consumer<? super Throwable> onFatal)
      throws IOException {
    SocketFile.prepare(config.socket());
    AbciServer server = new AbciServer(config, handlers, onFatal);
    try {
      server.bind();
    } catch (IOException e) {
      server.close();
      throw e;
    }
    return server;
  }

  /** The address in the form of the engine's setting {@code proxy_app}. */
  public String proxyApp() {
    return "unix://" + config.socket().toAbsolutePath();
  }

  /** Connections that are open now. */
  int openConnections() {
    return Math.max(0, connections.size() - 1);
  }

  /**
   * Stops as if a handler had thrown this: every connection closes, nothing is answered any more,
   * and the owner is told. For what else finds that the node must not go on.
   */
  public void fail(Throwable cause) {
    dispatcher.fail(cause);
  }

  /**
   * Closes every connection, waits for the handlers that are running, and removes the socket. When
   * it returns no handler is called any more.
   */
  @Override
  public void close() {
    dispatcher.beginClose();
    connections.close().awaitUninterruptibly();
    loops.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
    try {
      if (!dispatcher.awaitClose(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        log.error("An ABCI handler is still at work after {} seconds", CLOSE_SECONDS);
      }
      if (bound) {
        SocketFile.remove(config.socket());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      log.warn("{} could not be removed: {}", config.socket(), e.getMessage());
    }
  }

  private void closeConnections() {
    var _ = connections.close();
  }

  private void bind() throws IOException {
    Path socket = config.socket();
    ChannelFuture binding =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerDomainSocketChannel.class)
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, OUTPUT_LIMITS)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    admit(channel);
                  }
                })
            .bind(UnixDomainSocketAddress.of(socket))
            .awaitUninterruptibly();
    if (!binding.isSuccess()) {
      throw new IOException("cannot listen on " + socket, binding.cause());
    }
    bound = true;
    connections.add(binding.channel());
    log.info("ABCI on {}", socket);
  }

  private void admit(Channel channel) {
    if (connections.size() > config.maxConnections()) {
      log.warn("An ABCI connection beyond {} is refused", config.maxConnections());
      var _ = channel.close();
      return;
    }
    Connection connection = new Connection(channel, dispatcher, config);
    channel
        .pipeline()
        .addLast(encoder)
        .addLast(new FrameDecoder(config.maxFrameBytes(), connection::isPaused))
        .addLast(connection);
    connections.add(channel);
  }
}
