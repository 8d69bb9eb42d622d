package io.kinora.indexing.encode;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all models of a process share in ONNX Runtime.
 *
 * <p>Its Java side frees it in a shutdown hook. Hooks run side by side, so a node that finishes
 * what it accepted while it is told to stop would encode with freed memory and crash
 * (github.com/microsoft/onnxruntime/issues/31352). The environment counts its holders and goes with
 * the last; one that never lets go keeps it for as long as there is a process.
 */
final class OnnxEnvironment {

  private static final Logger LOG = LoggerFactory.getLogger(OnnxEnvironment.class);
  private static final int WARNING = 2;

  private static boolean held;

  private OnnxEnvironment() {}

  /** To be called once ONNX Runtime is loaded. */
  static synchronized void hold() {
    if (held) {
      return;
    }
    held = true;
    try {
      // Not compiled against: which build of ONNX Runtime is there is decided when packaging.
      Field api = Class.forName("ai.onnxruntime.OnnxRuntime").getDeclaredField("ortApiHandle");
      Method holder =
          Class.forName("ai.onnxruntime.OrtEnvironment")
              .getDeclaredMethod("createHandle", long.class, int.class, String.class);
      api.setAccessible(true);
      holder.setAccessible(true);
      holder.invoke(null, api.getLong(null), WARNING, "kinora");
    } catch (ReflectiveOperationException | RuntimeException unknownBuild) {
      LOG.warn(
          "ONNX Runtime cannot be kept until the process ends; stopping may crash it: {}",
          unknownBuild.toString());
    }
  }
}
