/** Signing keys of institutions, kept in files that only their owner can read. */
package tenor.node.keys;
