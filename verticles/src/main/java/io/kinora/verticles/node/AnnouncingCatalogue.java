package io.kinora.verticles.node;

import io.kinora.catalog.Video;
import io.kinora.catalog.VideoCatalogue;
import io.kinora.catalog.VideoWrite;
import io.kinora.catalog.WriteResult;
import io.kinora.verticles.Bell;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;

/**
 * The catalogue, ringing for those who act on its changes: the relay and the background workers.
 */
final class AnnouncingCatalogue implements VideoCatalogue {

  private final VideoCatalogue catalogue;
  private final Vertx vertx;

  AnnouncingCatalogue(VideoCatalogue catalogue, Vertx vertx) {
    this.catalogue = catalogue;
    this.vertx = vertx;
  }

  @Override
  public Future<Optional<Video>> find(String id) {
    return catalogue.find(id);
  }

  @Override
  public Future<List<WriteResult>> write(List<VideoWrite> writes) {
    boolean files = writes.stream().anyMatch(VideoWrite.AttachMedia.class::isInstance);
    return catalogue
        .write(writes)
        .onSuccess(
            written -> {
              Bell.ring(vertx, Bell.CATALOGUE);
              Bell.ring(vertx, files ? Bell.DECODE : Bell.EMBED);
              if (files || writes.stream().anyMatch(VideoWrite.Delete.class::isInstance)) {
                Bell.ring(vertx, Bell.DUPLICATES);
              }
            });
  }

  @Override
  public Future<Void> expect(String mediaKey) {
    return catalogue.expect(mediaKey);
  }

  @Override
  public Future<Optional<JobState>> pending(String id) {
    return catalogue.pending(id);
  }

  @Override
  public Future<List<String>> group(String group) {
    return catalogue.group(group);
  }
}
