package io.kinora.indexing.encode.models;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.kinora.catalog.InvalidValueException;
import java.util.List;

/**
 * From a picture to numbers: {@code (value / 255 - mean) / std} of each channel after resizing.
 *
 * @param width of what the network takes, in pixels
 * @param height of what the network takes, in pixels
 * @param resize how a picture of another shape is brought to that
 * @param filter how pixels are averaged or interpolated
 * @param mean of each channel in the order of {@code channels}, on the scale 0 to 1
 * @param std of each channel, likewise
 * @param channels their order
 */
public record PixelSettings(
    int width,
    int height,
    Resize resize,
    Filter filter,
    List<Float> mean,
    List<Float> std,
    Channels channels) {

  public PixelSettings {
    Check.range("width", width, 1, 1024);
    Check.range("height", height, 1, 1024);
    Check.required("resize", resize);
    Check.required("filter", filter);
    mean = perChannel("mean", mean, -1e-9f);
    std = perChannel("std", std, 1e-6f);
    Check.required("channels", channels);
  }

  private static List<Float> perChannel(String field, List<Float> values, float above) {
    Check.required(field, values);
    if (values.size() != 3) {
      throw new InvalidValueException(field, values, "three numbers");
    }
    for (Float value : values) {
      // Not written as value <= above: NaN must fail too.
      if (value == null || !(value > above && value <= 255)) {
        throw new InvalidValueException(field, values, "three numbers from 0 to 255, std above 0");
      }
    }
    return List.copyOf(values);
  }

  /** How a picture of another shape is brought to the network's. */
  public enum Resize {
    /** The whole picture, its aspect ratio ignored. */
    @JsonProperty("squash")
    SQUASH,
    /** The shorter side to fit, then the centre cut out. */
    @JsonProperty("shortest-side-centre-crop")
    SHORTEST_SIDE_CENTRE_CROP
  }

  /** How pixels are averaged when shrinking and interpolated when growing. */
  public enum Filter {
    /** Each pixel weighs by the area it covers. */
    @JsonProperty("area")
    AREA,
    /** Triangle, widened when shrinking, to the bit as Pillow's BILINEAR. */
    @JsonProperty("bilinear")
    BILINEAR,
    /** Cubic convolution with a = -0.5, widened when shrinking, to the bit as Pillow's BICUBIC. */
    @JsonProperty("bicubic")
    BICUBIC
  }

  /** Order of the colour channels in the network's input. */
  public enum Channels {
    @JsonProperty("rgb")
    RGB,
    @JsonProperty("bgr")
    BGR
  }
}
