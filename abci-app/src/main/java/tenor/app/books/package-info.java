/** The books of one chain as the beginning of another: docs/formats/genesis.md. */
@org.jspecify.annotations.NullMarked
package tenor.app.books;
