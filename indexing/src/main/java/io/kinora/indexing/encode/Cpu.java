package io.kinora.indexing.encode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What this machine's processor can do. */
final class Cpu {

  private static final Logger LOG = LoggerFactory.getLogger(Cpu.class);
  private static final Path INFO = Path.of("/proc/cpuinfo");

  private Cpu() {}

  /**
   * Whether 8-bit products are summed in 32 bits by one instruction (VNNI). Without it ONNX Runtime
   * uses 16-bit sums, which are slower and may saturate. False where it cannot be told.
   */
  static boolean hasVnni() {
    if (!Files.isReadable(INFO)) {
      return false;
    }
    try {
      return vnniIn(Files.readString(INFO));
    } catch (IOException e) {
      LOG.warn("{} cannot be read, so 8-bit models are not used: {}", INFO, e.getMessage());
      return false;
    }
  }

  static boolean vnniIn(String cpuinfo) {
    return cpuinfo
        .lines()
        .filter(line -> line.startsWith("flags"))
        .findFirst()
        .map(line -> List.of(line.substring(line.indexOf(':') + 1).strip().split("\\s+")))
        .filter(flags -> flags.contains("avx512_vnni") || flags.contains("avx_vnni"))
        .isPresent();
  }
}
