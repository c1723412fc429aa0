/**
 * Signatures: the rule for the keys of accounts, the rule for the votes of validators, and the keys
 * themselves.
 */
@org.jspecify.annotations.NullMarked
package tenor.app.crypto;
