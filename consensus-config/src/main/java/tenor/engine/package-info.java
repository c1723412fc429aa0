/**
 * Configuration, genesis and keys of the pinned CometBFT, rendered by role.
 *
 * <p>{@link tenor.engine.EngineHome} writes what {@code cometbft start --home} needs. The binary
 * itself comes from {@code consensus-config/build-engine}.
 */
@NullMarked
package tenor.engine;

import org.jspecify.annotations.NullMarked;
