/**
 * What every component is made of: keys and tables, readers and overlays, operations, outcomes,
 * parameters, phases, and the router that executes a block.
 */
package tenor.clearing.kernel;
