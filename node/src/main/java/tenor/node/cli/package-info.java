/** The command line. */
package tenor.node.cli;
