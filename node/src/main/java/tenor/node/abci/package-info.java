/**
 * The ABCI 2.0 socket server. It knows the wire and the four lanes, and nothing of the application
 * behind {@link tenor.abci.AbciHandlers}.
 */
@NullMarked
package tenor.node.abci;

import org.jspecify.annotations.NullMarked;
