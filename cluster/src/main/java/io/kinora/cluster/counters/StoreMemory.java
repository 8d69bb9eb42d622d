package io.kinora.cluster.counters;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/** What the job's stores may take of memory outside of Java's heap: one bound for all of them. */
public final class StoreMemory implements RocksDBConfigSetter {

  private static final long CACHE_BYTES = 48L * 1024 * 1024;
  private static final long UNWRITTEN_BYTES = 24L * 1024 * 1024;
  private static final long STORE_UNWRITTEN_BYTES = 4L * 1024 * 1024;
  private static final int BLOOM_BITS = 10;

  static {
    RocksDB.loadLibrary();
  }

  private static final Cache CACHE = new LRUCache(CACHE_BYTES);
  private static final WriteBufferManager UNWRITTEN =
      new WriteBufferManager(UNWRITTEN_BYTES, CACHE);

  @Override
  public void setConfig(String store, Options options, Map<String, Object> configs) {
    BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
    table.setBlockCache(CACHE);
    table.setCacheIndexAndFilterBlocks(true);
    table.setPinTopLevelIndexAndFilter(true);
    table.setFilterPolicy(new BloomFilter(BLOOM_BITS));
    options.setWriteBufferManager(UNWRITTEN);
    options.setWriteBufferSize(STORE_UNWRITTEN_BYTES);
    options.setMaxWriteBufferNumber(2);
    options.setMaxBackgroundJobs(2);
    options.setTableFormatConfig(table);
  }

  @Override
  public void close(String store, Options options) {
    // What all stores share lives as long as the process.
  }
}
