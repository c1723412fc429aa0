/** Which transactions may wait for a block. */
@org.jspecify.annotations.NullMarked
package tenor.app.mempool;
