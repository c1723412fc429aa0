/** What is listed: assets, margin classes, underlyings, instruments. */
package tenor.clearing.instruments;
