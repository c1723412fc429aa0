/** Parameters that adapt to the market and to conduct, epoch by epoch. */
package tenor.clearing.adaptive;
