/** What a chain starts with: its JSON, its check by the rules, and a small market to begin with. */
@org.jspecify.annotations.NullMarked
package tenor.genesis;
