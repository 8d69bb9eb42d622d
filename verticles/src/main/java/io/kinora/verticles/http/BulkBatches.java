package io.kinora.verticles.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.kinora.catalog.VideoWrite;
import io.kinora.catalog.WriteResult;
import io.kinora.verticles.http.BulkOperations.Line;
import io.kinora.verticles.http.json.JsonText;
import io.kinora.verticles.http.problem.Problem;
import io.kinora.verticles.http.problem.ProblemException;
import io.kinora.verticles.http.problem.ProblemType;
import io.kinora.verticles.http.problem.Problems;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Carries out a batch of a bulk request: parses off the event loop, writes in one transaction,
 * answers in order.
 *
 * @param untilSeen whether to answer only once searches see the writes
 */
record BulkBatches(
    Writes writes,
    BulkOperations operations,
    int mostLineBytes,
    WorkerExecutor work,
    boolean untilSeen,
    String requestId) {

  /** The answers to a batch, a line each. A write that fails is told by its lines. */
  Future<Buffer> write(List<BulkStream.Waiting> batch) {
    return work.executeBlocking(() -> parse(batch), false).compose(this::writeParsed);
  }

  private List<Line> parse(List<BulkStream.Waiting> batch) {
    List<Line> lines = new ArrayList<>(batch.size());
    for (BulkStream.Waiting waiting : batch) {
      Buffer text = waiting.text();
      lines.add(
          text == null
              ? new Line.Refused(waiting.number(), null, lineTooLong())
              : operations.read(waiting.number(), text.getBytes()));
    }
    return lines;
  }

  private Problem lineTooLong() {
    return Problem.of(
        ProblemType.TOO_LARGE, "the line is too long; allowed: up to " + mostLineBytes + " bytes");
  }

  private Future<Buffer> writeParsed(List<Line> lines) {
    List<VideoWrite> parsed = new ArrayList<>(lines.size());
    for (Line line : lines) {
      if (line instanceof Line.Write operation) {
        parsed.add(operation.write());
      }
    }
    if (parsed.isEmpty()) {
      return Future.succeededFuture(answers(lines, List.of(), Map.of(), null));
    }
    return writes
        .write(parsed)
        .compose(results -> seen(results).map(seen -> answers(lines, results, seen, null)))
        .otherwise(failure -> answers(lines, List.of(), Map.of(), Problems.of(failure, requestId)));
  }

  /** Whether searches see each id at its last version; empty if nobody wants to know. */
  private Future<Map<String, Boolean>> seen(List<WriteResult> results) {
    Map<String, Long> versions = new HashMap<>();
    for (WriteResult result : results) {
      if (untilSeen && result instanceof WriteResult.Written written) {
        versions.merge(written.id(), written.version(), Math::max);
      }
    }
    Map<String, Boolean> seen = new HashMap<>();
    List<Future<?>> waits = new ArrayList<>();
    versions.forEach(
        (id, version) ->
            waits.add(writes.seen(id, version).onSuccess(visible -> seen.put(id, visible))));
    return waits.isEmpty() ? Future.succeededFuture(seen) : Future.all(waits).map(seen);
  }

  /**
   * @param failure why none of the writes was carried out, or null
   */
  private Buffer answers(
      List<Line> lines,
      List<WriteResult> results,
      Map<String, Boolean> seen,
      @Nullable Problem failure) {
    Buffer answers = Buffer.buffer(lines.size() * 64);
    Iterator<WriteResult> next = results.iterator();
    for (Line line : lines) {
      Buffer answer =
          switch (line) {
            case Line.Refused refused -> problem(refused.number(), refused.id(), refused.problem());
            case Line.Write write when failure != null ->
                problem(write.number(), write.write().id(), failure);
            case Line.Write write -> result(write.number(), next.next(), seen);
          };
      answers.appendBuffer(answer).appendByte((byte) '\n');
    }
    return answers;
  }

  private Buffer result(long number, WriteResult result, Map<String, Boolean> seen) {
    try {
      WriteResult.Written written = Problems.written(result);
      boolean visible = seen.getOrDefault(written.id(), false);
      return JsonText.object(
          json -> {
            open(json, number, written.id());
            json.writeNumberField("status", visible ? 200 : 202);
            json.writeNumberField("version", written.version());
          });
    } catch (ProblemException refused) {
      return problem(number, result.id(), refused.problem());
    }
  }

  private Buffer problem(long number, @Nullable String id, Problem problem) {
    return JsonText.object(
        json -> {
          open(json, number, id);
          problem.write(json, requestId);
        });
  }

  private static void open(JsonGenerator json, long number, @Nullable String id)
      throws IOException {
    json.writeNumberField("line", number);
    if (id != null) {
      json.writeStringField("id", id);
    }
  }
}
