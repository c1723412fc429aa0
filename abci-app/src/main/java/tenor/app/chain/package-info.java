/** The committed state as the parts of the application see it, and the threads they share. */
@org.jspecify.annotations.NullMarked
package tenor.app.chain;
