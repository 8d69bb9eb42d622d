package io.kinora.verticles.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** Something done to a request that was right. What breaks HTTP itself marks it as such. */
enum Mutation {
  METHOD {
    @Override
    void change(Random random, Draft draft) {
      draft.method = Values.one(random, HostileTexts.METHODS);
      draft.wellFormed &= draft.method.matches("[A-Z]+") && !draft.method.equals("CONNECT");
    }
  },
  LOWER_CASE_METHOD {
    @Override
    void change(Random random, Draft draft) {
      draft.method = draft.method.toLowerCase(Locale.ROOT);
      draft.wellFormed = false;
    }
  },
  PATH {
    @Override
    void change(Random random, Draft draft) {
      int at = random.nextInt(draft.target.length() + 1);
      draft.target =
          draft.target.substring(0, at)
              + Values.one(random, HostileTexts.PIECES)
              + draft.target.substring(at);
    }
  },
  OTHER_PATH {
    @Override
    void change(Random random, Draft draft) {
      draft.target = Values.one(random, HostileTexts.PATHS);
    }
  },
  RAW_TARGET {
    @Override
    void change(Random random, Draft draft) {
      draft.target = Values.damaged(random, draft.target);
      draft.wellFormed = false;
    }
  },
  ODD_PARAMETER {
    @Override
    void change(Random random, Draft draft) {
      int equals = draft.target.indexOf('=', draft.target.indexOf('?') + 1);
      String value = RequestFuzzer.encoded(Values.odd(random));
      if (equals < 0 || random.nextInt(4) == 0) {
        String name =
            random.nextBoolean() ? Values.odd(random) : Values.one(random, HostileTexts.NAMES);
        query(draft, RequestFuzzer.encoded(name) + "=" + value);
        return;
      }
      int end = draft.target.indexOf('&', equals);
      draft.target =
          draft.target.substring(0, equals + 1)
              + value
              + (end < 0 ? "" : draft.target.substring(end));
    }
  },
  ODD_QUERY {
    @Override
    void change(Random random, Draft draft) {
      query(draft, Values.one(random, HostileTexts.QUERIES));
    }
  },
  REPEATED_PARAMETER {
    @Override
    void change(Random random, Draft draft) {
      int start = draft.target.indexOf('?');
      query(draft, start < 0 ? "q=a&q=b" : draft.target.substring(start + 1));
    }
  },
  LONG_QUERY {
    @Override
    void change(Random random, Draft draft) {
      query(draft, "q=" + "a".repeat(random.nextInt(20_000)));
    }
  },
  HEADER {
    @Override
    void change(Random random, Draft draft) {
      String header = Values.one(random, HostileTexts.HEADERS);
      draft.removeHeader(header.substring(0, header.indexOf(':')));
      draft.headers.add(header);
    }
  },
  DOUBLED_HEADER {
    @Override
    void change(Random random, Draft draft) {
      if (!draft.headers.isEmpty()) {
        draft.headers.add(Values.one(random, draft.headers));
      }
      draft.wellFormed = false;
    }
  },
  MISSING_HEADER {
    @Override
    void change(Random random, Draft draft) {
      if (!draft.headers.isEmpty()) {
        draft.headers.remove(random.nextInt(draft.headers.size()));
      }
    }
  },
  ILLEGAL_HEADER {
    @Override
    void change(Random random, Draft draft) {
      draft.headers.add(
          random.nextInt(draft.headers.size() + 1), Values.one(random, HostileTexts.ILLEGAL));
      draft.wellFormed = false;
    }
  },
  MANY_HEADERS {
    @Override
    void change(Random random, Draft draft) {
      for (int i = random.nextInt(5_000); i > 0; i--) {
        draft.headers.add("X-" + i + ": " + i);
      }
    }
  },
  LARGE_HEADER {
    @Override
    void change(Random random, Draft draft) {
      draft.header("X-Large", "x".repeat(random.nextInt(60_000)));
    }
  },
  TOKEN {
    @Override
    void change(Random random, Draft draft) {
      draft.removeHeader("Authorization");
      draft.header("Authorization", Values.one(random, HostileTexts.TOKENS));
    }
  },
  CONTENT_TYPE {
    @Override
    void change(Random random, Draft draft) {
      draft.removeHeader("Content-Type");
      draft.header("Content-Type", Values.one(random, HostileTexts.TYPES));
    }
  },
  OLD_VERSION {
    @Override
    void change(Random random, Draft draft) {
      draft.version = Values.one(random, List.of("HTTP/1.0", "HTTP/1.2", "HTTP/2.0", "http/1.1"));
      draft.wellFormed = false;
    }
  },
  BODY_VALUE {
    @Override
    void change(Random random, Draft draft) {
      JsonNode json = json(draft);
      if (json != null) {
        changeOne(random, json);
        draft.body(json.toString());
      }
    }
  },
  BODY_TEXT {
    @Override
    void change(Random random, Draft draft) {
      if (draft.hasBody && draft.body.length < LARGE) {
        draft.body(damagedJson(random, draft.bodyText()));
      }
    }
  },
  BODY_BYTES {
    @Override
    void change(Random random, Draft draft) {
      if (draft.hasBody && draft.body.length > 0) {
        byte[] bytes = draft.body.clone();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        draft.body(bytes);
      }
    }
  },
  OTHER_BODY {
    @Override
    void change(Random random, Draft draft) {
      draft.body(Values.one(random, HostileTexts.BODIES));
    }
  },
  DEEP_BODY {
    @Override
    void change(Random random, Draft draft) {
      int depth = 1 + random.nextInt(40_000);
      String open = Values.one(random, List.of("[", "{\"a\":", "{\"put\":", "{\"vectors\":"));
      draft.body(open.repeat(depth) + (random.nextBoolean() ? "]".repeat(depth) : ""));
    }
  },
  LARGE_BODY {
    @Override
    void change(Random random, Draft draft) {
      if (random.nextInt(4) == 0) {
        draft.body("{\"title\":\"" + "a".repeat(random.nextInt(3 << 20)) + "\"}");
      }
    }
  },
  ZIPPED_BODY {
    @Override
    void change(Random random, Draft draft) {
      draft.header("Content-Encoding", Values.one(random, List.of("gzip", "deflate", "br", "x")));
      draft.body(random.nextBoolean() ? zipped(draft.body) : draft.body);
    }
  },
  CHUNKED {
    @Override
    void change(Random random, Draft draft) {
      draft.hasBody = true;
      draft.framing = Draft.Framing.CHUNKED;
    }
  },
  FALSE_FRAMING {
    @Override
    void change(Random random, Draft draft) {
      draft.headers.add(Values.one(random, HostileTexts.FRAMINGS));
      draft.wellFormed = false;
    }
  };

  static final List<Mutation> ALL = List.of(values());

  private static final int LARGE = 300_000;

  abstract void change(Random random, Draft draft);

  final void apply(Random random, Draft draft) {
    change(random, draft);
    draft.done.add(name().toLowerCase(Locale.ROOT).replace('_', ' '));
    // A blank in a target or a header over several lines is another request than it seems.
    draft.wellFormed &= draft.target.matches("[!-~]+");
  }

  private static void query(Draft draft, String more) {
    draft.target += (draft.target.contains("?") ? "&" : "?") + more;
  }

  private static JsonNode json(Draft draft) {
    if (!draft.hasBody || draft.body.length > LARGE) {
      return null;
    }
    try {
      return RawAnswer.JSON.readTree(draft.body);
    } catch (IOException notJson) {
      return null;
    }
  }

  /** Replaces, adds or removes a member somewhere in the tree. */
  private static void changeOne(Random random, JsonNode json) {
    List<JsonNode> inner = new ArrayList<>();
    collect(json, inner);
    if (inner.isEmpty()) {
      return;
    }
    switch (Values.one(random, inner)) {
      case ObjectNode object -> {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        if (names.isEmpty() || random.nextInt(5) == 0) {
          object.set(Values.odd(random), Values.oddNode(random));
        } else if (random.nextInt(5) == 0) {
          object.remove(Values.one(random, names));
        } else {
          object.set(Values.one(random, names), Values.oddNode(random));
        }
      }
      case ArrayNode array when array.isEmpty() || random.nextInt(4) == 0 -> {
        JsonNode more = Values.oddNode(random);
        for (int i = random.nextInt(random.nextBoolean() ? 3 : 1_200); i >= 0; i--) {
          array.add(more);
        }
      }
      case ArrayNode array -> array.set(random.nextInt(array.size()), Values.oddNode(random));
      default -> throw new IllegalStateException("no container");
    }
  }

  private static void collect(JsonNode node, List<JsonNode> inner) {
    if (node.isContainerNode()) {
      inner.add(node);
      node.forEach(part -> collect(part, inner));
    }
  }

  static String damagedJson(Random random, String json) {
    return switch (random.nextInt(4)) {
      case 0 -> json.substring(0, random.nextInt(json.length() + 1));
      case 1 -> json + json;
      case 2 -> json.replaceFirst("\\d+", "1" + "0".repeat(random.nextInt(400)));
      default -> Values.damaged(random, json);
    };
  }

  private static byte[] zipped(byte[] bytes) {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write(bytes);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return zipped.toByteArray();
  }
}
