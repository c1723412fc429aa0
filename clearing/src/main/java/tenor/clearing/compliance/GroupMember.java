package tenor.clearing.compliance;

/** An account of a group of legal entities. */
public record GroupMember(long group, long account) {}
