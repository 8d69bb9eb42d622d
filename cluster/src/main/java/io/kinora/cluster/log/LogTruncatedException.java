package io.kinora.cluster.log;

/**
 * The wanted offset is not in the log: it lies before what retention has kept, or after the end of
 * a log that lost its tail. A view that gets this must be rebuilt from the start of the log.
 */
public final class LogTruncatedException extends RuntimeException {

  private final long wanted;
  private final long first;
  private final long end;

  /**
   * @param first offset of the first record that the log still has
   * @param end offset of the next record to be appended
   */
  public LogTruncatedException(String topic, int partition, long wanted, long first, long end) {
    super(
        "offset %d of %s-%d is not in the log, which holds %d to %d"
            .formatted(wanted, topic, partition, first, end));
    this.wanted = wanted;
    this.first = first;
    this.end = end;
  }

  public long wanted() {
    return wanted;
  }

  public long first() {
    return first;
  }

  public long end() {
    return end;
  }
}
