/** Makes the home folder of a node, for a new chain or one that exists. */
@org.jspecify.annotations.NullMarked
package tenor.node.setup;
