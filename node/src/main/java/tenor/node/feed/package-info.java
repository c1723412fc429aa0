/** Price sources and the cache that vote extensions are made from. */
package tenor.node.feed;
