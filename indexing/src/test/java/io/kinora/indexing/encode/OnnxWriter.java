package io.kinora.indexing.encode;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Writes small ONNX graphs: just enough of onnx.proto (IR 8, opset 13) for tests. */
final class OnnxWriter {

  private static final int FLOAT = 1;
  private static final int INT64 = 7;

  private final List<ByteString> nodes = new ArrayList<>();
  private final List<ByteString> initializers = new ArrayList<>();
  private final List<ByteString> inputs = new ArrayList<>();
  private final List<ByteString> outputs = new ArrayList<>();

  /** An int64 input; axes are named. */
  OnnxWriter longs(String name, Object... axes) {
    inputs.add(value(name, INT64, axes));
    return this;
  }

  /** A float input; an axis is a name or a number. */
  OnnxWriter floats(String name, Object... axes) {
    inputs.add(value(name, FLOAT, axes));
    return this;
  }

  OnnxWriter output(String name, Object... axes) {
    outputs.add(value(name, FLOAT, axes));
    return this;
  }

  OnnxWriter weights(String name, long[] shape, float... values) {
    ByteBuffer raw = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(values);
    initializers.add(tensor(name, FLOAT, shape, raw));
    return this;
  }

  OnnxWriter constant(String name, long... values) {
    ByteBuffer raw = ByteBuffer.allocate(values.length * 8).order(ByteOrder.LITTLE_ENDIAN);
    raw.asLongBuffer().put(values);
    initializers.add(tensor(name, INT64, new long[] {values.length}, raw));
    return this;
  }

  OnnxWriter node(String operator, List<String> in, String out, Attribute... attributes) {
    nodes.add(
        message(
            proto -> {
              for (String input : in) {
                proto.writeString(1, input);
              }
              proto.writeString(2, out);
              proto.writeString(4, operator);
              for (Attribute attribute : attributes) {
                proto.writeBytes(5, attribute.written());
              }
            }));
    return this;
  }

  byte[] bytes() {
    ByteString graph =
        message(
            proto -> {
              for (ByteString node : nodes) {
                proto.writeBytes(1, node);
              }
              proto.writeString(2, "tiny");
              for (ByteString initializer : initializers) {
                proto.writeBytes(5, initializer);
              }
              for (ByteString input : inputs) {
                proto.writeBytes(11, input);
              }
              for (ByteString output : outputs) {
                proto.writeBytes(12, output);
              }
            });
    ByteString opset = message(proto -> proto.writeInt64(2, 13));
    return message(
            proto -> {
              proto.writeInt64(1, 8);
              proto.writeBytes(7, graph);
              proto.writeBytes(8, opset);
            })
        .toByteArray();
  }

  /** A node's attribute: an integer, or a list of them. */
  record Attribute(String name, boolean list, long... values) {

    static Attribute of(String name, long value) {
      return new Attribute(name, false, value);
    }

    static Attribute list(String name, long... values) {
      return new Attribute(name, true, values);
    }

    private ByteString written() {
      return message(
          proto -> {
            proto.writeString(1, name);
            for (long value : values) {
              proto.writeInt64(list ? 8 : 3, value);
            }
            proto.writeEnum(20, list ? 7 : 2);
          });
    }
  }

  private static ByteString tensor(String name, int type, long[] shape, ByteBuffer raw) {
    return message(
        proto -> {
          for (long dimension : shape) {
            proto.writeInt64(1, dimension);
          }
          proto.writeInt32(2, type);
          proto.writeString(8, name);
          proto.writeBytes(9, ByteString.copyFrom(raw.rewind()));
        });
  }

  private static ByteString value(String name, int type, Object... axes) {
    ByteString shape =
        message(
            proto -> {
              for (Object axis : axes) {
                proto.writeBytes(
                    1,
                    message(
                        dim -> {
                          if (axis instanceof Integer size) {
                            dim.writeInt64(1, size);
                          } else {
                            dim.writeString(2, axis.toString());
                          }
                        }));
              }
            });
    ByteString tensor =
        message(
            proto -> {
              proto.writeInt32(1, type);
              proto.writeBytes(2, shape);
            });
    return message(
        proto -> {
          proto.writeString(1, name);
          proto.writeBytes(2, message(t -> t.writeBytes(1, tensor)));
        });
  }

  private interface Fields {
    void write(CodedOutputStream proto) throws IOException;
  }

  private static ByteString message(Fields fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream proto = CodedOutputStream.newInstance(bytes);
    try {
      fields.write(proto);
      proto.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ByteString.copyFrom(bytes.toByteArray());
  }
}
