package io.kinora.verticles.search;

import io.kinora.catalog.Vector;
import io.kinora.indexing.encode.FrameEncoder;
import io.kinora.indexing.media.Miniature;
import io.kinora.indexing.media.RgbImage;
import io.kinora.indexing.picture.Crop;
import io.kinora.indexing.picture.PictureDecoder;
import io.kinora.search.Likeness;
import io.kinora.verticles.BoundedPool;
import io.kinora.verticles.NotConfiguredException;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pictures of queries -> vectors, on threads of their own: a picture waits for other queries'
 * pictures, not for the videos that are being embedded.
 */
public final class PictureEncoder {

  private final @Nullable FrameEncoder sight;
  private final BoundedPool pool;
  private final PictureDecoder decoder = new PictureDecoder();

  /**
   * @param sight stays the caller's; null where no sight encoder is in use
   * @param pool stays the caller's; each thread decodes one picture
   */
  public PictureEncoder(@Nullable FrameEncoder sight, BoundedPool pool) {
    this.sight = sight;
    this.pool = pool;
  }

  /** Fails as {@link io.kinora.verticles.SearchService#picture} says. */
  public Future<Likeness> encode(byte[] image, @Nullable Crop crop) {
    FrameEncoder encoder = sight;
    if (encoder == null) {
      return Future.failedFuture(
          new NotConfiguredException(
              "search by picture needs a sight encoder; here encoders.sight is none"));
    }
    return pool.run(
        () -> {
          RgbImage picture = decoder.decode(image, crop);
          Vector vector = encoder.encode(List.of(encoder.prepare(picture))).getFirst();
          return Likeness.ofPicture(vector, Miniature.of(picture, Miniature.LONGEST_SIDE));
        });
  }
}
