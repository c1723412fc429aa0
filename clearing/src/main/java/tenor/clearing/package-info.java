/** The rules of the clearing house: pure, deterministic, integers only. */
package tenor.clearing;
