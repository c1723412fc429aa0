/** How fast the risk engine is, beside plain floating point. */
package tenor.benchmarks;
