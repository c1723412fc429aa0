/** Requirements from positions, risk arrays and parameters. */
package tenor.clearing.margin;
