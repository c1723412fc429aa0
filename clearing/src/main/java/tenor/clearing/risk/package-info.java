/** What positions are worth and may lose: pure functions over plain records. */
package tenor.clearing.risk;
