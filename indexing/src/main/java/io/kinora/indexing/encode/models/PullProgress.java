package io.kinora.indexing.encode.models;

/** Hears how a pull goes on. Called often, on the pulling thread. */
@FunctionalInterface
public interface PullProgress {

  /**
   * @param file name within the model
   * @param done bytes at hand, those of earlier attempts included
   * @param total bytes in all, or -1 if not known
   */
  void at(String file, long done, long total);
}
