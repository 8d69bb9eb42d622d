package io.kinora.verticles.live;

import io.kinora.search.standing.StandingQuery;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** What a subscription is about. */
sealed interface Subject {

  int CODE_BYTES = 6;

  /** Names the stream in tokens: the same for the same subject everywhere, 8 characters. */
  String code();

  /** Videos of a channel. */
  record OfChannel(String channel, String code) implements Subject {
    OfChannel(String channel) {
      this(channel, codeOf("channel", channel));
    }
  }

  /** Videos that fit a standing query. */
  record OfQuery(StandingQuery query, String code) implements Subject {
    OfQuery(StandingQuery query) {
      this(query, codeOf("query", query.key()));
    }
  }

  /**
   * Videos of the channels that a viewer follows.
   *
   * @param viewer pseudonym
   */
  record OfFollows(String viewer, String code) implements Subject {
    OfFollows(String viewer) {
      this(viewer, codeOf("follows", viewer));
    }
  }

  /** What is trending, as a table. */
  record OfTrending(String code) implements Subject {
    static final OfTrending LIST = new OfTrending(codeOf("trending", ""));
  }

  private static String codeOf(String kind, String key) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest((kind + "\n" + key).getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(Arrays.copyOf(digest, CODE_BYTES));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
