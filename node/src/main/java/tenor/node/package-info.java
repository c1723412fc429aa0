/** The node: process, servers, keys and command line. */
package tenor.node;
