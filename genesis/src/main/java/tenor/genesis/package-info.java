/** Genesis building and validation. */
package tenor.genesis;
