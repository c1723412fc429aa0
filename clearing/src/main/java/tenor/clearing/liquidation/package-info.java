/** Margin calls, slices, defaults. */
package tenor.clearing.liquidation;
