package io.kinora.verticles.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kinora.catalog.InvalidValueException;
import io.kinora.catalog.VideoMetadata;
import io.kinora.catalog.VideoWrite;
import io.kinora.verticles.http.json.VideoPatchJson;
import io.kinora.verticles.http.openapi.ApiDocument;
import io.kinora.verticles.http.openapi.Shape;
import io.kinora.verticles.http.openapi.StrictJson;
import io.kinora.verticles.http.problem.Problem;
import io.kinora.verticles.http.problem.ProblemException;
import io.kinora.verticles.http.problem.Problems;
import org.jspecify.annotations.Nullable;

/** Reads the lines of a bulk request. */
final class BulkOperations {

  private static final VideoMetadata ANY = VideoMetadata.titled("any");

  private final Shape operation;
  private final Shape input;
  private final Shape patch;

  BulkOperations(ApiDocument document) {
    this.operation = document.shape("BulkOperation");
    this.input = document.shape("VideoInput");
    this.patch = document.shape("VideoPatch");
  }

  /** A line as understood. */
  sealed interface Line {

    long number();

    record Write(long number, VideoWrite write) implements Line {}

    /**
     * @param id of the video it was about, or null if that is unknown
     */
    record Refused(long number, @Nullable String id, Problem problem) implements Line {}
  }

  Line read(long number, byte[] bytes) {
    String id = null;
    try {
      JsonNode json = operation.check(StrictJson.parse(bytes));
      String kind = json.fieldNames().next();
      ObjectNode body = (ObjectNode) json.get(kind);
      id = body.get("id").textValue();
      return new Line.Write(number, write(kind, id, body));
    } catch (ProblemException refused) {
      return new Line.Refused(number, id, refused.problem());
    } catch (InvalidValueException invalid) {
      return new Line.Refused(number, id, Problems.invalid(invalid));
    }
  }

  private VideoWrite write(String kind, String id, ObjectNode body) {
    JsonNode version = body.remove("if_version");
    Long ifVersion = version == null ? null : version.longValue();
    body.remove("id");
    return switch (kind) {
      case "put" -> new VideoWrite.Put(id, VideoPatchJson.read(input.check(body)), ifVersion);
      case "patch" -> {
        patch.check(body);
        VideoPatchJson.apply(body, ANY);
        yield new VideoWrite.Patch(id, now -> VideoPatchJson.apply(body, now), ifVersion);
      }
      case "delete" -> new VideoWrite.Delete(id, ifVersion);
      default -> throw new IllegalStateException("the document let through " + kind);
    };
  }
}
