package tenor.engine;

/** What a node does in the network. The program is the same for all; only configuration differs. */
public enum Role {
  /** Signs blocks and vote extensions. Knows its peers by name and indexes nothing. */
  VALIDATOR,
  /** Follows the chain and serves institutions; may stand between a validator and the world. */
  FULL_NODE,
  /** Follows the chain for a regulator: read-only, keeps all history, indexes everything. */
  OBSERVER,
  /** Tells newcomers the addresses of others and hangs up. */
  SEED
}
