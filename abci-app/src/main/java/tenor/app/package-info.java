/** The application that CometBFT drives. */
package tenor.app;
