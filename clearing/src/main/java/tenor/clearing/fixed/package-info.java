/** Checked integers with explicit rounding: the only place where amounts are computed. */
package tenor.clearing.fixed;
