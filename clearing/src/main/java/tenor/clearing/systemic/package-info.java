/** What the house as a whole has at stake, and how its margins held. */
package tenor.clearing.systemic;
