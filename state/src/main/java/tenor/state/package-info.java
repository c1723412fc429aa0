/**
 * The authenticated store: {@link tenor.state.Tree} gives contents a root hash and proofs, {@link
 * tenor.state.View} puts the trees of all components under one app hash, {@link tenor.state.Store}
 * keeps views by height and writes each block to RocksDB as one batch.
 *
 * <p>Formats: {@code docs/formats/state-tree.md} (consensus) and {@code docs/formats/store.md}.
 */
package tenor.state;
