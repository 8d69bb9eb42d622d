package io.kinora.indexing.encode;

import io.kinora.catalog.InvalidValueException;

/**
 * Where and how a model runs.
 *
 * @param device what computes
 * @param threads that one run may use on the CPU; the callers' threads run side by side besides
 * @param weights which variant of a model that has two
 */
public record RunOptions(Device device, int threads, Weights weights) {

  /** One CPU thread a run: the most vectors a second where several callers run side by side. */
  public static final RunOptions CPU = new RunOptions(Device.CPU, 1, Weights.AUTO);

  public RunOptions {
    if (threads < 1 || threads > 256) {
      throw new InvalidValueException("threads", threads, "1 to 256");
    }
  }

  /** What computes. */
  public enum Device {
    CPU,
    /** The first CUDA device; needs a build with {@code -Pgpu}. */
    CUDA
  }

  /** Which variant of a model that has two. */
  public enum Weights {
    /** 8-bit integers where the CPU is fast and exact at them (VNNI), else 32-bit floats. */
    AUTO,
    FP32,
    INT8
  }
}
