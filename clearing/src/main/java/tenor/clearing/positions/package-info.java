/** Who holds what. */
package tenor.clearing.positions;
