package tenor.engine;

import static tenor.engine.Setting.keep;
import static tenor.engine.Setting.set;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The settings of each role. */
final class RoleSettings {

  /** Bytes of one transaction, the limit of the transaction format as well. */
  static final long MAX_TX_BYTES = 65_536;

  /** More transactions than a full block of the smallest ones (about 200 bytes) holds. */
  private static final long MEMPOOL_TXS = 30_000;

  private final NodeConfig node;
  private final List<Setting> settings = new ArrayList<>();

  private RoleSettings(NodeConfig node) {
    this.node = node;
  }

  static List<Setting> of(NodeConfig node) {
    RoleSettings all = new RoleSettings(node);
    all.base();
    all.rpc();
    all.peers();
    all.addresses();
    all.mempool();
    all.sync();
    all.consensus();
    all.storage();
    all.metrics();
    return List.copyOf(all.settings);
  }

  private void base() {
    add(set("", "moniker", node.moniker(), "The node's own name instead of the host's."));
    add(
        set(
            "",
            "proxy_app",
            "unix://" + node.appSocket(),
            "The application is a process beside this one; only its owner can open the socket."));
    add(
        keep(
            "",
            "abci",
            "socket",
            "The gRPC transport is slower and on its way out, the socket keeps the order of"
                + " requests."));
    add(
        set(
            "",
            "filter_peers",
            true,
            "The network is permissioned: the application is asked about each peer."));
  }

  private void rpc() {
    add(
        set(
            "rpc",
            "laddr",
            loopback(node.ports().rpc()),
            "A port of its own; the loopback address, because the RPC knows no permissions."));
    add(
        keep(
            "rpc",
            "unsafe",
            false,
            "The unsafe calls let anyone who reaches the port flush the mempool."));
    add(
        set(
            "rpc",
            "max_open_connections",
            200L,
            "Enough for the node's own gateway and tools; the default of 900 nearly exhausts a"
                + " limit of 1024 open files."));
    add(
        set(
            "rpc",
            "max_request_batch_size",
            100L,
            "One request per transaction doubles the engine's work for each; the gateway sends"
                + " batches."));
  }

  private void peers() {
    add(
        set(
            "p2p",
            "laddr",
            loopback(node.ports().p2p()),
            "A port of its own, on the loopback address: the network runs on one machine."));
    add(
        set(
            "p2p",
            "addr_book_strict",
            false,
            "Strict mode takes loopback addresses for unroutable and forgets them."));
    add(set("p2p", "allow_duplicate_ip", true, "All nodes of the machine share one address."));
    add(
        set(
            "p2p",
            "send_rate",
            20_971_520L,
            "At the default of 5 MB/s a full block of 4 MB takes most of a second on each hop."));
    add(set("p2p", "recv_rate", 20_971_520L, "As send_rate."));
    add(
        keep(
            "p2p",
            "flush_throttle_timeout",
            "10ms",
            "It is waited on every message of a round, so block times follow it."));
    if (node.role() == Role.VALIDATOR) {
      add(
          set(
              "p2p",
              "pex",
              false,
              "A validator talks to peers it is told about and tells its address to nobody."));
    } else {
      add(keep("p2p", "pex", true, "Learns of other nodes; the application refuses strangers."));
      add(
          set(
              "p2p",
              "persistent_peers_max_dial_period",
              "10s",
              "A peer that was away for long is found again within seconds; the default backs off"
                  + " for hours."));
    }
    if (node.role() == Role.SEED) {
      add(set("p2p", "seed_mode", true, "A seed answers with addresses and hangs up."));
    }
  }

  private void addresses() {
    List<Peer> peers = node.persistentPeers();
    if (!peers.isEmpty()) {
      add(
          set(
              "p2p",
              "persistent_peers",
              peers.stream().map(Peer::address).collect(Collectors.joining(",")),
              "These connections are kept open and opened again when lost."));
      add(
          set(
              "p2p",
              "unconditional_peer_ids",
              peers.stream().map(Peer::nodeId).collect(Collectors.joining(",")),
              "A table full of others must not keep the named peers out."));
    }
    if (!node.seeds().isEmpty()) {
      add(
          set(
              "p2p",
              "seeds",
              node.seeds().stream().map(Peer::address).collect(Collectors.joining(",")),
              "Asked once for addresses when the address book is empty."));
    }
    if (!node.privatePeerIds().isEmpty()) {
      add(
          set(
              "p2p",
              "private_peer_ids",
              String.join(",", node.privatePeerIds()),
              "Others must not learn where these nodes are."));
    }
  }

  private void mempool() {
    add(
        keep(
            "mempool",
            "type",
            "flood",
            "The application's own pool is experimental over a socket; with the flood pool the"
                + " application still chooses what a block holds."));
    add(
        keep(
            "mempool",
            "recheck",
            true,
            "The flood pool never drops what no block takes unless a recheck refuses it, and it is"
                + " read from the front."));
    add(
        set(
            "mempool",
            "recheck_timeout",
            "200ms",
            "A recheck looks at expiry, nonce and revocation in memory; a longer wait would delay"
                + " the next block."));
    add(
        set(
            "mempool",
            "size",
            MEMPOOL_TXS,
            "Above what a full block of small transactions holds; the default of 5000 would be the"
                + " cap of a block."));
    add(
        set(
            "mempool",
            "cache_size",
            2 * MEMPOOL_TXS,
            "Remembers more than the pool holds, else a transaction still in it is checked"
                + " again."));
    add(
        set(
            "mempool",
            "max_txs_bytes",
            67_108_864L,
            "Sixteen full blocks; the default of 1 GB is more memory than the node has to give."));
    add(
        set(
            "mempool",
            "max_tx_bytes",
            MAX_TX_BYTES,
            "The largest valid transaction; larger ones are refused before the application sees"
                + " them."));
  }

  private void sync() {
    StateSync from = node.stateSync();
    if (from == null) {
      add(
          keep(
              "statesync",
              "enable",
              false,
              "A new node replays the chain; restoring a snapshot needs a trusted height and hash"
                  + " from its operator."));
    } else {
      stateSync(from);
    }
    add(
        keep(
            "blocksync",
            "adaptive_sync",
            false,
            "A validator that catches up and votes at once may sign two blocks of one height."));
  }

  private void stateSync(StateSync from) {
    add(
        set(
            "statesync",
            "enable",
            true,
            "The node takes over a snapshot of the state; it does so only while it has no block."));
    add(
        set(
            "statesync",
            "rpc_servers",
            String.join(",", from.rpcServers()),
            "The light client asks the first for headers and compares them with the others'."));
    add(
        set(
            "statesync",
            "trust_height",
            from.trustHeight(),
            "The operator vouches for the block of this height; all else is proven from it."));
    add(set("statesync", "trust_hash", from.trustHash(), "That block's hash."));
    add(
        set(
            "statesync",
            "trust_period",
            "336h0m0s",
            "As long as blocks are kept, so that validators who signed can still be held to it."));
    add(
        set(
            "statesync",
            "discovery_time",
            "5s",
            "Peers are named, so they answer at once; the default of 15 s only waits for"
                + " strangers."));
    add(
        keep(
            "statesync",
            "chunk_request_timeout",
            "10s",
            "A chunk of at most 10 MB that takes longer is asked of another peer."));
    add(
        keep(
            "statesync",
            "chunk_fetchers",
            4L,
            "Four chunks on the way keep the line busy and hold at most 40 MB."));
    add(
        set(
            "statesync",
            "max_snapshot_chunks",
            32_768L,
            "The limit of the snapshot format; the default of 100000 is beyond it."));
  }

  private void consensus() {
    add(
        set(
            "consensus",
            "timeout_propose",
            "1s",
            "Building a proposal takes milliseconds; after a second the proposer is taken for"
                + " absent."));
    add(set("consensus", "timeout_propose_delta", "200ms", "In proportion to timeout_propose."));
    add(
        set(
            "consensus",
            "timeout_prevote",
            "300ms",
            "Votes cross the network in tens of milliseconds; the default of a second doubles the"
                + " cost of a lost round."));
    add(set("consensus", "timeout_prevote_delta", "100ms", "In proportion to timeout_prevote."));
    add(set("consensus", "timeout_precommit", "300ms", "As timeout_prevote."));
    add(
        set(
            "consensus",
            "timeout_precommit_delta",
            "100ms",
            "In proportion to timeout_precommit."));
    add(
        set(
            "consensus",
            "timeout_commit",
            "200ms",
            "The pause in which late precommits, with their prices, still arrive; it sets the pace"
                + " of blocks."));
    add(
        keep(
            "consensus",
            "skip_timeout_commit",
            false,
            "Skipping the pause would lose the prices of validators that are a little late."));
    add(
        set(
            "consensus",
            "peer_gossip_sleep_duration",
            "10ms",
            "Idle gossip routines sleep this long between votes: at the default of 100 ms it, not"
                + " the network, sets the block time."));
    add(
        keep(
            "consensus",
            "create_empty_blocks",
            true,
            "Every block brings prices and margins every account, with or without transactions."));
    add(
        keep(
            "consensus",
            "double_sign_check_height",
            0L,
            "With it a restarted validator stops itself; the sign state on disk and a lock on the"
                + " key protect instead."));
  }

  private void storage() {
    if (node.role() != Role.VALIDATOR && node.role() != Role.SEED) {
      add(
          keep(
              "storage",
              "discard_abci_responses",
              false,
              "Results of blocks are served to those who ask and can be indexed anew."));
      add(keep("tx_index", "indexer", "kv", "Transactions can be found by hash and by event."));
      return;
    }
    add(
        set(
            "storage",
            "discard_abci_responses",
            true,
            "Nobody asks this node for results of old blocks; with the index, keeping them doubles"
                + " the work per transaction."));
    add(
        set(
            "tx_index",
            "indexer",
            "null",
            "Nobody searches here; the index doubles the work per transaction."));
  }

  private void metrics() {
    add(
        set(
            "instrumentation",
            "prometheus",
            true,
            "Operators and the live screen read the metrics."));
    add(
        set(
            "instrumentation",
            "prometheus_listen_addr",
            "127.0.0.1:" + node.ports().metrics(),
            "A port of its own, on the loopback address; the default listens to the world."));
  }

  private void add(Setting setting) {
    settings.add(setting);
  }

  private static String loopback(int port) {
    return "tcp://127.0.0.1:" + port;
  }
}
