package tenor.app;

import tenor.abci.InfoHandler;
import tenor.abci.proto.RequestInfo;
import tenor.abci.proto.RequestQuery;
import tenor.abci.proto.ResponseInfo;
import tenor.abci.proto.ResponseQuery;

/** An info handler whose failures stop the node. */
record GuardedInfo(InfoHandler inner, Guard guard) implements InfoHandler {
  @Override
  public ResponseInfo info(RequestInfo request) {
    return guard.run(() -> inner.info(request));
  }

  @Override
  public ResponseQuery query(RequestQuery request) {
    return guard.run(() -> inner.query(request));
  }
}
