/** Tests of the documents: what they link to, name and show exists. */
@org.jspecify.annotations.NullMarked
package tenor.docs;
