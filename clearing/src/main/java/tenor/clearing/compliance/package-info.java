/** Participants, roles, keys, and what a transaction may act for. */
package tenor.clearing.compliance;
