package io.kinora.verticles.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.kinora.verticles.Identity;
import io.kinora.verticles.ViewerService;
import io.kinora.verticles.ViewerService.Receipt;
import io.kinora.verticles.http.SentEvents.Refused;
import io.kinora.verticles.http.auth.Caller;
import io.kinora.verticles.http.json.JsonText;
import io.kinora.verticles.http.problem.Problem;
import io.kinora.verticles.http.problem.ProblemType;
import io.kinora.verticles.http.problem.Problems;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * {@code POST /v1/events}. A page that closes can set no headers on what it sends: so the token and
 * the session may stand in the body, and the type may be {@code text/plain}, for which a browser
 * does not ask the server first.
 */
final class EventsHandler implements OperationHandler {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** Larger bodies are read off the event loop. */
  private static final int READ_IN_PLACE = 32 << 10;

  private final ViewerService viewers;
  private final Function<String, Optional<Caller>> tokens;
  private final int mostBytes;

  /**
   * @param tokens from a token to its holder, if it is good
   * @param mostBytes of a body, as it comes and unpacked
   */
  EventsHandler(ViewerService viewers, Function<String, Optional<Caller>> tokens, int mostBytes) {
    this.viewers = viewers;
    this.tokens = tokens;
    this.mostBytes = mostBytes;
  }

  @Override
  public Future<?> handle(Exchange exchange) {
    exchange.requireMediaType();
    return RequestBody.read(exchange.context().vertx(), exchange.request(), mostBytes, PATIENCE)
        .compose(body -> read(exchange, body))
        .compose(sent -> take(exchange, sent));
  }

  private Future<SentEvents> read(Exchange exchange, Buffer body) {
    boolean packed = "gzip".equalsIgnoreCase(exchange.request().getHeader("Content-Encoding"));
    boolean lines = exchange.mediaType().equals(ContentTypes.NDJSON);
    return packed || body.length() > READ_IN_PLACE
        ? exchange.work().executeBlocking(() -> read(body, packed, lines), false)
        : Future.succeededFuture(read(body, false, lines));
  }

  private SentEvents read(Buffer body, boolean packed, boolean lines) {
    byte[] bytes = packed ? Gunzip.unpack(body.getBytes(), mostBytes) : body.getBytes();
    return lines ? EventsReader.lines(bytes) : EventsReader.json(bytes);
  }

  private Future<Void> take(Exchange exchange, SentEvents sent) {
    if (sent.single() && !sent.refused().isEmpty()) {
      throw sent.refused().getFirst().problem().exception();
    }
    Identity who = sender(exchange, sent);
    if (sent.events().isEmpty()) {
      return answer(exchange, 0, sent.refused());
    }
    return viewers.take(who, sent.events()).compose(receipt -> answer(exchange, sent, receipt));
  }

  private Identity sender(Exchange exchange, SentEvents sent) {
    Caller caller = sent.token() == null ? exchange.caller() : holder(sent.token());
    if (caller.subject() == null && !viewers.takesAnonymous()) {
      throw unauthenticated("Authorization", "send a token: Authorization: Bearer ...");
    }
    JsonNode header = exchange.parameters().get(Senders.SESSION);
    return Senders.of(
        caller, sent.session() == null && header != null ? header.textValue() : sent.session());
  }

  private Caller holder(String token) {
    return tokens
        .apply(token)
        .orElseThrow(
            () ->
                unauthenticated(
                    "token", "the token is not valid: expired, or not signed by a trusted key"));
  }

  private static RuntimeException unauthenticated(String field, String detail) {
    return Problem.of(ProblemType.UNAUTHENTICATED, field, detail)
        .withHeader("WWW-Authenticate", "Bearer realm=\"kinora\"")
        .exception();
  }

  private static Future<Void> answer(Exchange exchange, SentEvents sent, Receipt receipt) {
    List<Refused> refused = new ArrayList<>(sent.refused());
    for (ViewerService.Refusal refusal : receipt.refused()) {
      Problem problem = Problems.invalid(refusal.reason());
      if (sent.single()) {
        throw problem.exception();
      }
      refused.add(new Refused(sent.indices().get(refusal.index()), problem));
    }
    refused.sort(Comparator.comparingInt(Refused::index));
    return answer(exchange, receipt.accepted(), refused);
  }

  private static Future<Void> answer(Exchange exchange, int accepted, List<Refused> refused) {
    return exchange.answerJson(
        202,
        JsonText.object(
            json -> {
              json.writeNumberField("accepted", accepted);
              json.writeArrayFieldStart("refused");
              for (Refused one : refused) {
                write(json, one, exchange.requestId());
              }
              json.writeEndArray();
            }));
  }

  private static void write(JsonGenerator json, Refused one, String requestId) throws IOException {
    json.writeStartObject();
    json.writeNumberField("index", one.index());
    json.writeObjectFieldStart("problem");
    one.problem().write(json, requestId);
    json.writeEndObject();
    json.writeEndObject();
  }
}
