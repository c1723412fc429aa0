/** What a node is told in its configuration file. */
package tenor.node.config;
