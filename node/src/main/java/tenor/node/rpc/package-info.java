/** A client of CometBFT's JSON-RPC. */
package tenor.node.rpc;
