package tenor.app;

import com.google.protobuf.ByteString;
import tenor.abci.InfoHandler;
import tenor.abci.proto.RequestInfo;
import tenor.abci.proto.RequestQuery;
import tenor.abci.proto.ResponseInfo;
import tenor.abci.proto.ResponseQuery;
import tenor.app.chain.ChainState;
import tenor.app.chain.Committed;
import tenor.app.query.Queries;
import tenor.clearing.ClearingHouse;
import tenor.state.Store;

/** Says where the application stands, and answers questions about the committed state. */
final class InfoDesk implements InfoHandler {
  private static final String NAME = "tenor";
  private static final String VERSION = "0.1.0";

  private final ClearingHouse house;
  private final ChainState chain;
  private final Queries queries;

  InfoDesk(ClearingHouse house, Store store, ChainState chain, AppOptions options) {
    this.house = house;
    this.chain = chain;
    this.queries = new Queries(house, store, chain, options.peers());
  }

  /** Only what is committed counts: a chain that was started but has no block is at height 0. */
  @Override
  public ResponseInfo info(RequestInfo request) {
    ResponseInfo.Builder info = ResponseInfo.newBuilder().setData(NAME).setVersion(VERSION);
    Committed committed = chain.get();
    if (committed != null) {
      info.setAppVersion(house.rulesVersion(committed.reader(), committed.nextHeight()));
    }
    return committed == null || committed.height() == 0
        ? info.setLastBlockAppHash(ByteString.EMPTY).build()
        : info.setLastBlockHeight(committed.height())
            .setLastBlockAppHash(committed.appHash())
            .build();
  }

  @Override
  public ResponseQuery query(RequestQuery request) {
    return queries.answer(request);
  }
}
