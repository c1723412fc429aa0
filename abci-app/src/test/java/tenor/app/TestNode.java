package tenor.app;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tenor.abci.AbciHandlers;
import tenor.abci.ConsensusHandler;
import tenor.abci.proto.CheckTxType;
import tenor.abci.proto.RequestCheckTx;
import tenor.abci.proto.RequestCommit;
import tenor.abci.proto.RequestInfo;
import tenor.abci.proto.RequestQuery;
import tenor.abci.proto.ResponseCheckTx;
import tenor.abci.proto.ResponseCommit;
import tenor.abci.proto.ResponseInfo;
import tenor.abci.proto.ResponseQuery;
import tenor.app.chain.ChainState;
import tenor.app.chain.Parallel;
import tenor.clearing.ClearingHouse;
import tenor.clearing.kernel.Reader;
import tenor.state.SnapshotMaker;
import tenor.state.Snapshots;
import tenor.state.Store;
import tenor.state.StoreOptions;

/** One application over its own store, driven by hand. */
final class TestNode implements AutoCloseable {
  private final Path folder;
  private final ClearingHouse house;
  private final List<Throwable> fatal = new ArrayList<>();
  private AppOptions options;
  private Store store;
  private SnapshotMaker snapshots;
  private Application application;
  private AbciHandlers handlers;

  private TestNode(Path folder, ClearingHouse house, AppOptions options) {
    this.folder = folder;
    this.house = house;
    this.options = options.withOnFatal(fatal::add);
    this.store = Store.open(folder, Application.components(house), StoreOptions.DEFAULT);
    this.snapshots = SnapshotMaker.start(Snapshots.in(folder.resolve("snapshots")), 0, 2);
    this.application = Application.of(house, store, this.options, snapshots);
    this.handlers = application.handlers();
  }

  static TestNode of(Path folder) {
    return of(folder, Application.rules(), AppOptions.DEFAULT);
  }

  static TestNode of(Path folder, ClearingHouse house, AppOptions options) {
    return new TestNode(folder, house, options);
  }

  /** Reports these prices from the next start on. */
  void options(AppOptions next) {
    options = next.withOnFatal(fatal::add);
    restart();
  }

  /** Stops and starts as a process does: what was not committed is gone. */
  void restart() {
    close();
    store = Store.open(folder, Application.components(house), StoreOptions.DEFAULT);
    snapshots = maker();
    application = Application.of(house, store, options, snapshots);
    handlers = application.handlers();
  }

  /** Snapshots are made when a test says so. */
  private SnapshotMaker maker() {
    return SnapshotMaker.start(Snapshots.in(folder.resolve("snapshots")), 0, 2);
  }

  Snapshots snapshots() {
    return snapshots.snapshots();
  }

  AbciHandlers handlers() {
    return handlers;
  }

  ConsensusHandler consensus() {
    return handlers.consensus();
  }

  Store store() {
    return store;
  }

  ClearingHouse house() {
    return house;
  }

  List<Throwable> fatal() {
    return fatal;
  }

  /** The committed state as the rules read it. */
  Reader reader() {
    return new ChainState(house, new Parallel(1)).reader(store.current());
  }

  ResponseInfo info() {
    return handlers.info().info(RequestInfo.getDefaultInstance());
  }

  ResponseQuery query(String path) {
    return query(path, ByteString.EMPTY, 0, false);
  }

  ResponseQuery query(String path, ByteString data, long height, boolean prove) {
    return handlers
        .info()
        .query(
            RequestQuery.newBuilder()
                .setPath(path)
                .setData(data)
                .setHeight(height)
                .setProve(prove)
                .build());
  }

  ResponseCheckTx checkTx(ByteString tx) {
    return checkTx(tx, CheckTxType.NEW);
  }

  ResponseCheckTx checkTx(ByteString tx, CheckTxType type) {
    return handlers
        .mempool()
        .checkTx(RequestCheckTx.newBuilder().setTx(tx).setType(type).build())
        .toCompletableFuture()
        .join();
  }

  ResponseCommit commit() {
    return consensus().commit(RequestCommit.getDefaultInstance());
  }

  @Override
  public void close() {
    application.close();
    snapshots.close();
    store.close();
  }
}
