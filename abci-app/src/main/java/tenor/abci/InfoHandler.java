package tenor.abci;

import tenor.abci.proto.RequestInfo;
import tenor.abci.proto.RequestQuery;
import tenor.abci.proto.ResponseInfo;
import tenor.abci.proto.ResponseQuery;

/**
 * Answers read-only questions.
 *
 * <p>Both methods may be called at any time on any connection, before InitChain too, from a thread
 * of their own while consensus is at work: they read committed state and change nothing.
 */
public interface InfoHandler {

  /** Where the application stands: height and app hash of the last commit. */
  ResponseInfo info(RequestInfo request);

  /** Reads a value; a refusal is a code other than 0. */
  ResponseQuery query(RequestQuery request);
}
