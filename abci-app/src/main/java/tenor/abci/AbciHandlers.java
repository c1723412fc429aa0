package tenor.abci;

/**
 * A whole application as the engine sees it. Echo and Flush are the server's own.
 *
 * @param consensus the only writer of state
 * @param mempool judges transactions before they are in a block
 * @param info read-only questions
 * @param snapshot serving and restoring copies of the state
 */
public record AbciHandlers(
    ConsensusHandler consensus,
    MempoolHandler mempool,
    InfoHandler info,
    SnapshotHandler snapshot) {}
