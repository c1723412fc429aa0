package tenor.state;

import java.util.List;
import org.rocksdb.AbstractNativeReference;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.ChecksumType;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.ReadOptions;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteOptions;

/** Every RocksDB setting, with its reason. */
final class Tuning implements AutoCloseable {
  private static final long MIB = 1L << 20;

  /** For values outside the cache of values, and history, which reads some hundred places. */
  private final LRUCache cache = new LRUCache(64 * MIB);

  /** Finds the table of a version without a search in each: about one in a hundred is in vain. */
  private final BloomFilter filter = new BloomFilter(10);

  final DBOptions database =
      new DBOptions()
          .setCreateIfMissing(true)
          .setCreateMissingColumnFamilies(true)
          // stop at the first sign of corruption instead of going on without the damaged part
          .setParanoidChecks(true)
          // after a power cut keep the longest prefix of whole commits: CometBFT replays the rest
          .setWalRecoveryMode(WALRecoveryMode.PointInTimeRecovery)
          // all families are flushed together, so that no file is ahead of another
          .setAtomicFlush(true)
          // bounds the log that has to be replayed at start
          .setMaxTotalWalSize(128 * MIB)
          // one flush and one compaction beside the block: a node shares its cores with CometBFT
          .setMaxBackgroundJobs(2)
          // sorted files are few; keeping all open saves their reopening
          .setMaxOpenFiles(-1)
          // smooths the write-back of compaction, which would otherwise delay the sync of a commit
          .setBytesPerSync(MIB)
          // RocksDB's own log: little, and only what an operator may need
          .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
          .setMaxLogFileSize(4 * MIB)
          .setKeepLogFileNum(3)
          .setStatsDumpPeriodSec(0);

  /**
   * Leaves: in the order of keys, whatever the order of heights. A large value is written once, in
   * a file beside, and only its place is sorted again and again.
   */
  private final ColumnFamilyOptions leaves =
      family(tables().setFilterPolicy(filter))
          .setWriteBufferSize(32 * MIB)
          // a version that is asked for is there: the largest level needs no filter
          .setOptimizeFiltersForHits(true)
          .setEnableBlobFiles(true)
          // below it, a value is not larger than what names its place
          .setMinBlobSize(64)
          .setBlobFileSize(64 * MIB)
          // values that were removed leave their files as the oldest files are sorted again
          .setEnableBlobGarbageCollection(true)
          .setBlobGarbageCollectionAgeCutoff(0.25)
          .setBlobGarbageCollectionForceThreshold(0.5);

  /** Groups: small entries, in the order of places. */
  private final ColumnFamilyOptions groups = family(tables()).setWriteBufferSize(8 * MIB);

  /** Records of blocks: chunks in the order of heights, deleted in that order. */
  private final ColumnFamilyOptions blocks = family(tables()).setWriteBufferSize(8 * MIB);

  /** Height, hash and format: a few bytes. */
  private final ColumnFamilyOptions meta = family(tables()).setWriteBufferSize(MIB);

  ColumnFamilyOptions of(Family family) {
    return switch (family) {
      case META -> meta;
      case LEAVES -> leaves;
      case GROUPS -> groups;
      case BLOCKS -> blocks;
    };
  }

  /** A read never returns a block whose checksum differs. */
  final ReadOptions read = new ReadOptions().setVerifyChecksums(true);

  /** The pass over everything at start: read ahead, and leave the cache alone. */
  final ReadOptions scan =
      new ReadOptions().setVerifyChecksums(true).setFillCache(false).setReadaheadSize(4 * MIB);

  /** In the write-ahead log and on the disk before the call returns; batches are in order. */
  final WriteOptions synced = new WriteOptions().setSync(true).setMemtableInsertHintPerBatch(true);

  /** In the write-ahead log, in the hands of the operating system. */
  final WriteOptions buffered =
      new WriteOptions().setSync(false).setMemtableInsertHintPerBatch(true);

  private BlockBasedTableConfig tables() {
    return new BlockBasedTableConfig().setChecksumType(ChecksumType.kXXH3).setBlockCache(cache);
  }

  private static ColumnFamilyOptions family(BlockBasedTableConfig tables) {
    return new ColumnFamilyOptions()
        // a commit does not wait for the flush of the one before
        .setMaxWriteBufferNumber(4)
        // cheap, and values of one kind resemble each other
        .setCompressionType(CompressionType.LZ4_COMPRESSION)
        // reads every new file once more before it counts
        .setParanoidFileChecks(true)
        .setLevelCompactionDynamicLevelBytes(true)
        .setTableFormatConfig(tables);
  }

  @Override
  public void close() {
    List.of(synced, buffered, read, scan, leaves, groups, blocks, meta, database, filter, cache)
        .forEach(AbstractNativeReference::close);
  }
}
