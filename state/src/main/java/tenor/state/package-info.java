/** The authenticated store. */
package tenor.state;
