/** Local networks and market replays. */
package tenor.testnet;
