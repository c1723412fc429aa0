/** CometBFT configuration by role. */
package tenor.engine;
