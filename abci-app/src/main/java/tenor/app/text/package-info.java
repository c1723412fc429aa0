/** State and numbers as text, exactly, for people and for programs that read JSON. */
@org.jspecify.annotations.NullMarked
package tenor.app.text;
