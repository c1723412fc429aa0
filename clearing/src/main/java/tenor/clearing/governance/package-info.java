/** Parameters, versions of the rules, the chain's clock. */
package tenor.clearing.governance;
