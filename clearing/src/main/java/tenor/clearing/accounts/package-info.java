/** The ledger: the only code that moves value. */
package tenor.clearing.accounts;
