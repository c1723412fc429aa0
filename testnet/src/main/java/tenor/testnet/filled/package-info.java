/** A chain whose only business is to have a large state, to measure how nodes hand it over. */
@org.jspecify.annotations.NullMarked
package tenor.testnet.filled;
