/** Indices from the validators' reports, and marks. */
package tenor.clearing.oracle;
