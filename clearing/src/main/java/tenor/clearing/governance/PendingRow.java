package tenor.clearing.governance;

import tenor.clearing.kernel.Param;

/** A parameter that changes at a height. */
public record PendingRow(long height, Param.Row param) {}
