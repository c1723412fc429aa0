/**
 * What a client checks offline: a header as the engine prints it, who signed it, and the proofs
 * that lead to its app hash.
 */
package tenor.node.light;
