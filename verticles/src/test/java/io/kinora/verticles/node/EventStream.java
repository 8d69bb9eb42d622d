package io.kinora.verticles.node;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A client of the live feed over Server-Sent Events. */
record EventStream(BufferedReader lines) implements AutoCloseable {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  static EventStream open(String url, String query, @Nullable String last) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + "/v1/live/events?" + query));
    if (last != null) {
      request.header("Last-Event-ID", last);
    }
    HttpResponse<InputStream> answer = HTTP.send(request.build(), BodyHandlers.ofInputStream());
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer.statusCode() + " " + answer.headers());
    }
    return new EventStream(
        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8)));
  }

  /** The next event's lines; heartbeats are passed over. */
  String next() throws IOException {
    StringBuilder event = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (!line.isEmpty()) {
        event.append(line).append('\n');
      } else if (event.indexOf("event: pong") < 0) {
        return event.toString();
      } else {
        event.setLength(0);
      }
    }
    throw new AssertionError("the stream has ended after " + event);
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
