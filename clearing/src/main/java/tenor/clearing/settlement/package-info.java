/** Variation margin, funding and expiry. */
package tenor.clearing.settlement;
