/** Breaks networks in the ways that operators fear, and checks what must survive. */
package tenor.testnet.faults;
