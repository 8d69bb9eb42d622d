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
      draft.method = Values.one(random, METHODS);
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
          draft.target.substring(0, at) + Values.one(random, PIECES) + draft.target.substring(at);
    }
  },
  OTHER_PATH {
    @Override
    void change(Random random, Draft draft) {
      draft.target = Values.one(random, PATHS);
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
        String name = random.nextBoolean() ? Values.odd(random) : Values.one(random, NAMES);
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
      query(draft, Values.one(random, QUERIES));
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
      String header = Values.one(random, HEADERS);
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
      draft.headers.add(random.nextInt(draft.headers.size() + 1), Values.one(random, ILLEGAL));
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
      draft.header("Authorization", Values.one(random, TOKENS));
    }
  },
  CONTENT_TYPE {
    @Override
    void change(Random random, Draft draft) {
      draft.removeHeader("Content-Type");
      draft.header("Content-Type", Values.one(random, TYPES));
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
      draft.body(Values.one(random, BODIES));
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
      draft.headers.add(Values.one(random, FRAMINGS));
      draft.wellFormed = false;
    }
  };

  static final List<Mutation> ALL = List.of(values());

  private static final int LARGE = 300_000;

  private static final List<String> METHODS =
      List.of(
          "GET",
          "HEAD",
          "POST",
          "PUT",
          "PATCH",
          "DELETE",
          "OPTIONS",
          "TRACE",
          "CONNECT",
          "PURGE",
          "PROPFIND",
          "A",
          "get",
          "G\u0000T",
          "",
          "X".repeat(200));
  private static final List<String> PIECES =
      List.of(
          "/",
          "//",
          "/../",
          "/./",
          "%2e%2e/",
          "%2f",
          "%5c",
          "\\",
          "%00",
          "%",
          "%zz",
          "%ff",
          "%c0%af",
          "%25%32%65",
          "%e2%82",
          ";a=b",
          ":",
          "@",
          "*",
          "?",
          "#x",
          "+",
          "%20",
          "%0d%0aX-Injected:%201",
          "%u0041",
          "~",
          ".",
          "..;/",
          "%F0%9F%9A%80",
          "a".repeat(300),
          "/..%c0%af",
          "|",
          "^",
          "`");
  private static final List<String> PATHS =
      List.of(
          "/",
          "*",
          "/..",
          "/../../../../etc/passwd",
          "//etc/passwd",
          "http://other.example/v1/search",
          "http://[::1",
          "/%2e%2e/%2e%2e/token.secret",
          "/v1",
          "/v1/",
          "/v1/videos",
          "/v1/videos/",
          "/v1/videos:",
          "/v1/videos:bulk/",
          "/v1/videos//media",
          "/v1/videos/%2e%2e/status",
          "/v1/thumbnails/",
          "/v1/thumbnails/media/v0",
          "/v1/thumbnails/../token.secret",
          "/v1/thumbnails/..%2f..%2ftoken.secret",
          "/v1/thumbnails//",
          "/client/",
          "/client",
          "/app/../index.html",
          "/index.html%00.png",
          "/META-INF/MANIFEST.MF",
          "/logback.xml",
          "/openapi.yaml/",
          "/health",
          "/metrics/",
          "/.git/config",
          "/" + "a/".repeat(3_000),
          "?q=a",
          "//",
          "///",
          "/%",
          "/%0a",
          "/\u00e4",
          "/v1/search/");
  private static final List<String> QUERIES =
      List.of(
          "&",
          "=",
          "&&==&",
          "q",
          "q=",
          "=q",
          "q=%",
          "q=%zz",
          "q=%ff%fe",
          "q=%00",
          "q=%ed%a0%80",
          "?",
          "q=a;b=c",
          "q[]=a",
          "q=a+b%2Bc",
          "%71=a",
          "q=a%0d%0aX-Injected:%201",
          "limit=1e2",
          "limit=0x10",
          "limit=%2B5",
          "limit=-1",
          "limit=99999999999999999999",
          "explain=TRUE",
          "facets=,",
          "facets=tag,tag",
          "facets=tag,,tag",
          "fields=%2C",
          "deadline_ms=0",
          "deadline_ms=10",
          "cursor=AAAA",
          "cursor=%00",
          "cursor=____",
          "wait=never",
          "include=vectors",
          "include=vectors,transcript,vectors",
          "sort=newest&sort=newest",
          "vector=1",
          "#",
          "q=\u00e4",
          "mode=visual&q=",
          "q=" + "%20".repeat(600),
          "filter=" + "(".repeat(1_900),
          "filter=" + "NOT%20".repeat(400) + "id:a",
          "filter=views:%5B0%20TO%20" + "9".repeat(400) + "%5D");
  private static final List<String> NAMES =
      List.of(
          "q", "mode", "limit", "cursor", "filter", "facets", "sort", "wait", "include", "lang");
  private static final List<String> HEADERS =
      List.of(
          "Accept: ",
          "Accept: */*;q=0",
          "Accept: text/html",
          "Accept-Encoding: gzip, deflate, br",
          "Accept-Encoding: *;q=0",
          "Accept-Charset: utf-7",
          "Connection: close",
          "Connection: keep-alive, Authorization",
          "Connection: Upgrade\r\nUpgrade: websocket",
          "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__",
          "Expect: 100-continue",
          "Expect: 200-ok",
          "Expect: ",
          "Host: ",
          "Host: a b",
          "Host: other.example",
          "Host: 127.0.0.1:99999",
          "Host: [::1",
          "If-Match: *",
          "If-Match: \"0\"",
          "If-Match: W/\"1\"",
          "If-Match: \"999999999999999999\"",
          "If-Match: \"1\", \"2\"",
          "If-None-Match: *",
          "If-None-Match: ,,,\"",
          "If-Range: \"x\"",
          "If-Modified-Since: yesterday",
          "Range: bytes=0-",
          "Range: bytes=-1",
          "Range: bytes=-0",
          "Range: bytes=5-2",
          "Range: bytes=0-0,5-9",
          "Range: bytes=999999999999999999-",
          "Range: bytes=999999999999999999999-",
          "Range: lines=1-2",
          "Range: bytes=0-999999999999999999",
          "Origin: null",
          "Origin: http://evil.example",
          "Origin: http://127.0.0.1",
          "Origin: \u0001",
          "Access-Control-Request-Method: PUT",
          "X-Request-Id: ",
          "X-Request-Id: a b",
          "X-Request-Id: " + "i".repeat(65),
          "X-Request-Id: <script>",
          "X-Forwarded-For: 1.2.3.4",
          "X-Http-Method-Override: DELETE",
          "Forwarded: for=\"_x\"",
          "Cookie: " + "a=b; ".repeat(500),
          "Content-Language: xx",
          "Content-Encoding: identity",
          "Content-Encoding: gzip, gzip",
          "Content-Range: bytes 0-1/2",
          "Content-Disposition: attachment; filename=\"../../x\"",
          "TE: trailers",
          "Trailer: X",
          "Via: 1.1 a",
          "Upgrade-Insecure-Requests: 1",
          "Sec-WebSocket-Key: AAAA",
          "Proxy-Authorization: Basic AAAA",
          "X-\u00e4: \u00e4");
  private static final List<String> ILLEGAL =
      List.of(
          "no colon",
          ": no name",
          "Bad Name: a",
          "X-Null: a\u0000b",
          " Folded: a",
          "X-Fold: a\r\n b",
          "X-Bare-Cr: a\rb",
          "\u0000: a",
          "Host: a\r\nHost: b",
          "X-Ctl: \u0001\u007f",
          "é: x",
          "X:\t");
  private static final List<String> TOKENS =
      List.of(
          "",
          "Bearer",
          "Bearer ",
          "bearer x",
          "Bearer a.b.c",
          "Bearer ..",
          "Basic dTpw",
          "Digest x",
          "Bearer eyJhbGciOiJub25lIn0.eyJyb2xlcyI6WyJvcGVyYXRvciJdfQ.",
          "Bearer eyJhbGciOiJub25lIn0.eyJyb2xlcyI6WyJvcGVyYXRvciJdfQ.AAAA",
          "Bearer eyJhbGciOiJIUzI1NiJ9.bm90IGpzb24.AAAA",
          "Bearer " + "a.".repeat(5_000),
          "Bearer \u00e4");
  private static final List<String> TYPES =
      List.of(
          "",
          "text/plain",
          "application/json; charset=utf-16",
          "application/json;",
          "APPLICATION/JSON",
          "application/merge-patch+json",
          "application/x-ndjson",
          "application/x-www-form-urlencoded",
          "multipart/form-data",
          "multipart/form-data; boundary=x",
          "multipart/mixed; boundary=\"",
          "video/mp4",
          "text/html",
          "*/*",
          "a/b/c",
          ";;;",
          "image/svg+xml",
          "x".repeat(500));
  private static final List<String> FRAMINGS =
      List.of(
          "Content-Length: 5",
          "Content-Length: -1",
          "Content-Length: abc",
          "Content-Length: +3",
          "Content-Length: 99999999999999999999",
          "Content-Length: 1, 1",
          "Content-Length: 1, 2",
          "Content-Length: 0x5",
          "Content-Length: ",
          "Content-Length: 9223372036854775807",
          "Transfer-Encoding: chunked",
          "Transfer-Encoding: gzip, chunked",
          "Transfer-Encoding: identity",
          "Transfer-Encoding: chunked, chunked",
          "Transfer-Encoding:\u000bchunked",
          "Transfer-Encoding: xchunked",
          "transfer-encoding: CHUNKED",
          "Transfer-Encoding : chunked");
  private static final List<String> BODIES =
      List.of(
          "",
          " ",
          "null",
          "true",
          "0",
          "\"\"",
          "[]",
          "{}",
          "[[[]]]",
          "{\"a\":1,\"a\":2}",
          "{",
          "}",
          "{\"q\":}",
          "{'q':'a'}",
          "// comment\n{}",
          "{\"q\":\"a\"}{\"q\":\"b\"}",
          "\uFEFF{}",
          "NaN",
          "{\"limit\":1e400}",
          "{\"limit\":" + "9".repeat(2_000) + "}",
          "{\"limit\":1.0}",
          "{\"limit\":1e1}",
          "{\"q\":\"\\ud800\"}",
          "{\"title\":\"\\u0000\"}",
          "{\"title\":\"a\\u0000b\"}",
          "{\"#\":1}",
          "{\"\":1}",
          "{\"put\":null}",
          "{\"put\":{\"id\":\"a\"}}\n{\"put\":{\"id\":\"a\"}}",
          "\n\n\n",
          "{\"delete\":{\"id\":\"v1\"}}\u0000",
          "--x\r\nContent-Disposition: form-data; "
              + "name=\"file\"; filename=\"../../a\"\r\n\r\nabc\r\n--x--\r\n",
          "q=a&limit=5",
          "<?xml?><a/>",
          "{\"vector\":{\"field\":\"text\",\"values\":[" + "0,".repeat(383) + "0]}}",
          "{\"vector\":{\"field\":\"frame\",\"values\":[" + "1e300,".repeat(383) + "1]}}",
          "{\"vector\":{\"field\":\"video\",\"values\":[" + "1e-300,".repeat(383) + "1e-300]}}",
          "{\"title\":\"a\",\"vectors\":{\"text\":[" + "3e38,".repeat(383) + "3e38]}}",
          "{\"title\":\"a\",\"tags\":[" + "\"t\",".repeat(300) + "\"t\"]}");

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
