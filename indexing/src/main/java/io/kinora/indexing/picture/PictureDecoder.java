package io.kinora.indexing.picture;

import io.kinora.catalog.InvalidValueException;
import io.kinora.indexing.media.Orientation;
import io.kinora.indexing.media.RgbImage;
import io.kinora.indexing.picture.UnusablePictureException.Reason;
import java.awt.Rectangle;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;

/**
 * JPEG, PNG, WebP or the first picture of a GIF -> pixels, upright. What is refused is refused by
 * the file's own structure ({@link Outline}), before a decoder sees it. Decoders get only the part
 * that is wanted, at about the size that is of use, and are stopped when they take too long. The
 * readers are Java's own, and a Java one for WebP: no native code meets strangers' bytes but the
 * JDK's libjpeg. Colour profiles are not looked at. Safe for use by several threads; one call holds
 * up to about eight bytes a pixel of the picture.
 */
public final class PictureDecoder {

  /** More than phones make; a picture that says it has more is refused. */
  public static final long MOST_PIXELS = 40_000_000;

  /** No camera or program makes a JPEG of more scans; each is one more pass over the picture. */
  static final int MOST_PASSES = 50;

  /** Sharper than this is of no use to an encoder; the longer side then has up to twice as many. */
  private static final int ENOUGH = 768;

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /**
   * @param crop the part that is wanted, or null for all of it
   * @throws InvalidValueException if the crop does not lie in the picture
   * @throws UnusablePictureException if it is not a picture, too large or damaged
   */
  public RgbImage decode(byte[] bytes, @Nullable Crop crop) throws UnusablePictureException {
    Outline outline = Outline.of(bytes);
    requireSize(outline);
    Orientation orientation = Orientation.ofExif(outline.exif());
    Rectangle part = stored(outline, orientation, crop);
    try (ImageInputStream input = input(outline.format(), bytes)) {
      ImageReader reader = Readers.of(outline.format());
      try {
        reader.setInput(input, true, true);
        return orientation.apply(read(reader, outline, part));
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException damaged) {
      // ImageIO's readers meet damage with any exception that happens to come out.
      throw UnusablePictureException.damaged("a damaged " + outline.format());
    }
  }

  private static ImageInputStream input(Format format, byte[] bytes) {
    return format == Format.WEBP
        ? new WebpInput(bytes)
        : new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes));
  }

  private static RgbImage read(ImageReader reader, Outline outline, Rectangle part)
      throws IOException, UnusablePictureException {
    boolean asTold =
        outline.format() == Format.WEBP
            || (reader.getWidth(0) == outline.width() && reader.getHeight(0) == outline.height());
    if (!asTold) {
      throw new IOException("two sizes");
    }
    ImageReadParam wanted = reader.getDefaultReadParam();
    wanted.setSourceRegion(part);
    int every = Math.max(1, Math.max(part.width, part.height) / ENOUGH);
    wanted.setSourceSubsampling(every, every, 0, 0);
    DecodingTime time = new DecodingTime(PATIENCE);
    reader.addIIOReadProgressListener(time);
    RgbImage pixels =
        outline.format() == Format.JPEG
            ? JpegColours.rgb(reader.readRaster(0, wanted), outline)
            : Pixels.rgb(reader.read(0, wanted));
    if (time.isUp()) {
      throw new UnusablePictureException(Reason.TOO_LARGE, "takes too long to decode");
    }
    return pixels;
  }

  private static void requireSize(Outline outline) throws UnusablePictureException {
    if (outline.pixels() > MOST_PIXELS) {
      throw new UnusablePictureException(
          Reason.TOO_LARGE,
          String.format(
              Locale.ROOT,
              "has %d x %d = %,d pixels; allowed: up to %,d",
              outline.width(),
              outline.height(),
              outline.pixels(),
              MOST_PIXELS));
    }
    if (outline.passes() > MOST_PASSES) {
      throw new UnusablePictureException(
          Reason.TOO_LARGE,
          "is a JPEG of " + outline.passes() + " scans; allowed: up to " + MOST_PASSES);
    }
  }

  /** The wanted part where it is stored. */
  private static Rectangle stored(Outline outline, Orientation orientation, @Nullable Crop crop) {
    int width = orientation.transposed() ? outline.height() : outline.width();
    int height = orientation.transposed() ? outline.width() : outline.height();
    if (crop == null) {
      return new Rectangle(outline.width(), outline.height());
    }
    if (!crop.fits(width, height)) {
      throw new InvalidValueException(
          "crop",
          crop,
          "x,y,width,height within the upright picture of %d x %d pixels, at least %d x %d"
              .formatted(width, height, Crop.LEAST_SIDE, Crop.LEAST_SIDE));
    }
    int x = orientation.mirroredX() ? width - crop.x() - crop.width() : crop.x();
    int y = orientation.mirroredY() ? height - crop.y() - crop.height() : crop.y();
    return orientation.transposed()
        ? new Rectangle(y, x, crop.height(), crop.width())
        : new Rectangle(x, y, crop.width(), crop.height());
  }
}
