/** Deposits and withdrawals. */
package tenor.clearing.collateral;
