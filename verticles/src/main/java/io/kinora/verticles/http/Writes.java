package io.kinora.verticles.http;

import io.kinora.catalog.VideoCatalogue;
import io.kinora.catalog.VideoWrite;
import io.kinora.catalog.WriteResult;
import io.kinora.verticles.Visibility;
import io.kinora.verticles.http.json.JsonText;
import io.kinora.verticles.http.problem.Problems;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes to the catalogue, and waits until searches see them where that is wanted. */
final class Writes {

  private static final Logger LOG = LoggerFactory.getLogger(Writes.class);

  private final VideoCatalogue catalogue;
  private final Visibility visibility;
  private final Duration patience;

  Writes(VideoCatalogue catalogue, Visibility visibility, Duration patience) {
    this.catalogue = catalogue;
    this.visibility = visibility;
    this.patience = patience;
  }

  Future<List<WriteResult>> write(List<VideoWrite> writes) {
    return catalogue.write(writes);
  }

  /** Carries out one write and answers the request. */
  Future<Void> answer(Exchange exchange, VideoWrite write) {
    return write(List.of(write))
        .compose(results -> answer(exchange, Problems.written(results.getFirst())));
  }

  /** Answers for a write that is committed: 202, or 200 once searches see it. */
  Future<Void> answer(Exchange exchange, WriteResult.Written written) {
    if (!exchange.waitsUntilSearchable()) {
      return answer(exchange, written, false);
    }
    return seen(written.id(), written.version())
        .compose(searchable -> answer(exchange, written, searchable));
  }

  /** Whether searches see a version within the patience. Never fails: the write is committed. */
  Future<Boolean> seen(String id, long version) {
    return visibility
        .awaitVisible(id, version, patience)
        .otherwise(
            failure -> {
              LOG.warn("Cannot tell whether {} at version {} is visible", id, version, failure);
              return false;
            });
  }

  private Future<Void> answer(Exchange exchange, WriteResult.Written written, boolean searchable) {
    exchange.response().putHeader("ETag", "\"" + written.version() + "\"");
    boolean lostPatience = exchange.waitsUntilSearchable() && !searchable;
    return exchange.answerJson(
        searchable ? 200 : 202,
        JsonText.object(
            json -> {
              json.writeStringField("id", written.id());
              json.writeNumberField("version", written.version());
              json.writeBooleanField("created", written.created());
              json.writeBooleanField("searchable", searchable);
              if (lostPatience) {
                json.writeStringField(
                    "warning", "not seen by searches after " + patience.toMillis() + " ms");
              }
            }));
  }
}
