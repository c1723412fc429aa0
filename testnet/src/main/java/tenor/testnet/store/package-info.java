/**
 * Breaks stores on purpose and checks what must survive: a process that writes, another that kills
 * it, and a model of what must be there.
 */
@org.jspecify.annotations.NullMarked
package tenor.testnet.store;
