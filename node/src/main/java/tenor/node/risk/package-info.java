/** The risk model on files: prices, margins and backtests by the code of consensus. */
package tenor.node.risk;
