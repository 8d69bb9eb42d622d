package io.kinora.verticles.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.verticles.FeedService;
import io.vertx.core.Promise;
import java.net.Socket;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FeedApiTest {

  @TempDir Path folder;

  @Test
  void a_feed_is_told_when_its_client_closes_the_connection() throws Exception {
    try (TestApi api = TestApi.start(folder)) {
      CountDownLatch asked = new CountDownLatch(1);
      api.feed =
          () -> {
            asked.countDown();
            return Promise.<FeedService.Page>promise().future();
          };
      try (Socket client = new Socket("127.0.0.1", api.port)) {
        client.getOutputStream().write(request(api));
        asked.await();
        assertThat(api.lastLeft.isComplete()).isFalse();
      }

      TestApi.await(api.lastLeft);
    }
  }

  private static byte[] request(TestApi api) {
    return ("GET /v1/feed HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer "
            + api.operator
            + "\r\n\r\n")
        .getBytes(US_ASCII);
  }
}
