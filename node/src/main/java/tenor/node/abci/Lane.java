package tenor.node.abci;

import tenor.abci.proto.Request;

/** The conversations that run beside each other; within one, requests are handled one by one. */
enum Lane {
  /** Answered by the server at once. */
  SERVER,
  CONSENSUS,
  MEMPOOL,
  INFO,
  SNAPSHOT;

  /** Where a request belongs, whatever connection it came by. */
  static Lane of(Request.ValueCase kind) {
    return switch (kind) {
      case ECHO, FLUSH -> SERVER;
      case INIT_CHAIN,
          PREPARE_PROPOSAL,
          PROCESS_PROPOSAL,
          EXTEND_VOTE,
          VERIFY_VOTE_EXTENSION,
          FINALIZE_BLOCK,
          COMMIT ->
          CONSENSUS;
      case CHECK_TX, INSERT_TX, REAP_TXS -> MEMPOOL;
      case INFO, QUERY -> INFO;
      case LIST_SNAPSHOTS, OFFER_SNAPSHOT, LOAD_SNAPSHOT_CHUNK, APPLY_SNAPSHOT_CHUNK -> SNAPSHOT;
      case VALUE_NOT_SET -> throw new IllegalArgumentException("a request without value");
    };
  }
}
