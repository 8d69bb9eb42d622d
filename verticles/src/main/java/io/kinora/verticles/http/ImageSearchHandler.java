package io.kinora.verticles.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kinora.catalog.InvalidValueException;
import io.kinora.indexing.picture.Crop;
import io.kinora.indexing.picture.UnusablePictureException;
import io.kinora.search.SearchRequest;
import io.kinora.search.filter.Filter;
import io.kinora.verticles.OverloadedException;
import io.kinora.verticles.SearchService;
import io.kinora.verticles.http.json.SearchRequestJson;
import io.kinora.verticles.http.openapi.Parameters;
import io.kinora.verticles.http.openapi.Shape;
import io.kinora.verticles.http.problem.Problem;
import io.kinora.verticles.http.problem.ProblemException;
import io.kinora.verticles.http.problem.ProblemType;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/search/image}: a form with a picture -> what is like it, or has it in it. */
final class ImageSearchHandler implements OperationHandler {

  static final int MOST_IMAGE_BYTES = 10 << 20;

  private static final int MOST_TEXT_BYTES = 16 << 10;
  private static final int MOST_FORM_BYTES = MOST_IMAGE_BYTES + (64 << 10);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Bodies of 10 MB that are held in memory at a time. */
  private static final int MOST_AT_ONCE = 16;

  /** For the search itself, once the picture has been understood. */
  private static final int DEADLINE_MS = 2_000;

  private static final String FORM = "multipart/form-data";
  private static final Map<String, String> TYPES =
      Map.of("limit", "integer", "explain", "boolean", "fields", "array");

  private final SearchService search;
  private final SearchRequestJson requests;
  private final AtomicInteger inWork = new AtomicInteger();

  ImageSearchHandler(SearchService search, Function<String, Filter> filters) {
    this.search = search;
    this.requests = new SearchRequestJson(filters);
  }

  @Override
  public Future<?> handle(Exchange exchange) {
    search.requireRoom();
    exchange.requireMediaType();
    if (inWork.incrementAndGet() > MOST_AT_ONCE) {
      inWork.decrementAndGet();
      throw new OverloadedException("too many pictures in work", 1);
    }
    SearchService both = search.pinned();
    return asked(exchange, both)
        .onComplete(done -> inWork.decrementAndGet())
        .compose(request -> SearchHandler.answer(exchange, both, request));
  }

  private Future<SearchRequest> asked(Exchange exchange, SearchService same) {
    Shape shape = exchange.operation().bodies().get(FORM);
    String contentType = exchange.request().getHeader("Content-Type");
    Future<Buffer> body;
    try {
      body =
          RequestBody.read(
              exchange.context().vertx(), exchange.request(), MOST_FORM_BYTES, PATIENCE);
    } catch (ProblemException tooLarge) {
      return Future.failedFuture(tooLarge);
    }
    return body.compose(
            whole ->
                exchange
                    .work()
                    .executeBlocking(() -> form(contentType, whole.getBytes(), shape), false))
        .compose(
            form ->
                same.picture(form.image(), form.crop())
                    .recover(ImageSearchHandler::told)
                    .map(like -> form.request().by(like, form.request().filter())));
  }

  private record Form(byte[] image, @Nullable Crop crop, SearchRequest request) {}

  private Form form(@Nullable String contentType, byte[] body, @Nullable Shape shape) {
    Map<String, byte[]> parts = FormParts.read(String.valueOf(contentType), body);
    ObjectNode said = JsonNodeFactory.instance.objectNode();
    parts.forEach(
        (name, content) -> {
          if (name.equals("image")) {
            said.put(name, "");
          } else {
            said.set(name, Parameters.typed(text(name, content), TYPES.getOrDefault(name, "")));
          }
        });
    if (shape != null) {
      shape.check(said);
    }
    byte[] image = parts.getOrDefault("image", new byte[0]);
    requireImage(image);
    said.put("deadline_ms", DEADLINE_MS);
    Crop crop = said.has("crop") ? crop(said.get("crop").textValue()) : null;
    return new Form(image, crop, requests.read(said));
  }

  private static String text(String name, byte[] content) {
    if (content.length > MOST_TEXT_BYTES) {
      throw new InvalidValueException(
          io.kinora.verticles.http.openapi.Shown.name(name),
          content.length + " bytes",
          "up to " + MOST_TEXT_BYTES + " bytes");
    }
    return new String(content, StandardCharsets.UTF_8);
  }

  private static void requireImage(byte[] image) {
    if (image.length == 0) {
      throw new InvalidValueException("image", "empty", "a JPEG, PNG, WebP or GIF");
    }
    if (image.length > MOST_IMAGE_BYTES) {
      throw Problem.of(
              ProblemType.TOO_LARGE,
              "image",
              "image has " + image.length + " bytes; allowed: up to " + MOST_IMAGE_BYTES)
          .exception();
    }
  }

  /** The schema has seen to it that these are four numbers of up to six digits. */
  private static Crop crop(String text) {
    String[] numbers = text.split(",");
    return new Crop(
        Integer.parseInt(numbers[0]),
        Integer.parseInt(numbers[1]),
        Integer.parseInt(numbers[2]),
        Integer.parseInt(numbers[3]));
  }

  private static <T> Future<T> told(Throwable failure) {
    if (!(failure instanceof UnusablePictureException unusable)) {
      return Future.failedFuture(failure);
    }
    ProblemType type =
        switch (unusable.reason()) {
          case NOT_A_PICTURE -> ProblemType.UNSUPPORTED_MEDIA_TYPE;
          case TOO_LARGE -> ProblemType.TOO_LARGE;
          case DAMAGED -> ProblemType.UNUSABLE;
        };
    String allowed = "; allowed: a JPEG, PNG, WebP (not animated) or GIF";
    String more = type == ProblemType.UNSUPPORTED_MEDIA_TYPE ? allowed : "";
    String verb = type == ProblemType.UNUSABLE ? "image is " : "image ";
    return Future.failedFuture(
        Problem.of(type, "image", verb + unusable.getMessage() + more).exception());
  }
}
