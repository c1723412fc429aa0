/** What a block is made of and how a proposed one is judged: item 0, order, caps. */
@org.jspecify.annotations.NullMarked
package tenor.app.proposal;
