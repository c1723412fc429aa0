/** Measurements of the store. The rival's half, with the same workload, is in benchmarks/store. */
package tenor.testnet.bench;
