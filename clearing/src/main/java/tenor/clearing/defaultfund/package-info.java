/** The insurance fund. */
package tenor.clearing.defaultfund;
