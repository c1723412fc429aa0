/** Transactions as bytes: decoding, the canonical form, what is signed, and signing. */
@org.jspecify.annotations.NullMarked
package tenor.app.tx;
