/** How a trade becomes two positions against the house. */
package tenor.clearing.trading;
