/**
 * The application's side of ABCI 2.0: one small handler interface for each of the engine's four
 * kinds of conversation. The message types beside them, in {@code tenor.abci.proto}, are generated
 * from our own description of CometBFT 0.40.0's wire format.
 */
@NullMarked
package tenor.abci;

import org.jspecify.annotations.NullMarked;
