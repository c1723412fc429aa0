/** Answers to questions about the committed state. */
@org.jspecify.annotations.NullMarked
package tenor.app.query;
