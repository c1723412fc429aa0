/** Proofs of the state in the forms that stock tools verify, written and read strictly. */
package tenor.app.proof;
