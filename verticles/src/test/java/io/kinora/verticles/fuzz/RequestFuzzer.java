package io.kinora.verticles.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import io.kinora.verticles.fuzz.ApiGrammar.Call;
import io.kinora.verticles.fuzz.ApiGrammar.Parameter;
import io.kinora.verticles.fuzz.RawRequest.Delivery;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.StringJoiner;

/**
 * Makes requests: of a random operation, right at first, then with up to three things done to it.
 * The same seed makes the same request.
 */
final class RequestFuzzer {

  private static final int MOST_MUTATIONS = 3;
  private static final int MOST_PIPELINED = 4;
  private static final int MOST_LINES = 12;

  private final ApiGrammar grammar;
  private final Values values;
  private final String token;
  private final byte[] film;

  RequestFuzzer(ApiGrammar grammar, Values values, String token, byte[] film) {
    this.grammar = grammar;
    this.values = values;
    this.token = token;
    this.film = film;
  }

  RawRequest request(long seed) {
    Random random = new Random(seed);
    if (random.nextInt(25) == 0) {
      return pipelined(random);
    }
    Draft draft = draft(random);
    byte[] bytes = draft.bytes(random);
    boolean wellFormed = draft.wellFormed;
    if (random.nextInt(20) == 0) {
      bytes = WireDamage.of(random, bytes);
      draft.done.add("damaged on the wire");
      wellFormed = false;
    }
    return new RawRequest(
        String.join(", ", draft.done),
        bytes,
        List.of(draft.method.equals("HEAD")),
        wellFormed,
        delivery(random, wellFormed));
  }

  private RawRequest pipelined(Random random) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    List<Boolean> heads = new ArrayList<>();
    List<String> about = new ArrayList<>(List.of("pipelined"));
    boolean wellFormed = true;
    for (int i = 2 + random.nextInt(MOST_PIPELINED - 1); i > 0; i--) {
      Draft draft = draft(random);
      bytes.writeBytes(draft.bytes(random));
      heads.add(draft.method.equals("HEAD"));
      wellFormed &= draft.wellFormed;
      about.addAll(draft.done);
    }
    return new RawRequest(
        String.join(", ", about),
        bytes.toByteArray(),
        heads,
        wellFormed,
        wellFormed ? Delivery.WHOLE : Delivery.HALF_CLOSED);
  }

  /** What may stay incomplete must end, or the server is right to wait for the rest of it. */
  private static Delivery delivery(Random random, boolean wellFormed) {
    int dice = random.nextInt(100);
    if (dice < 3) {
      return Delivery.ABORTED;
    }
    if (!wellFormed || dice < 6) {
      return Delivery.HALF_CLOSED;
    }
    return dice < 15 ? Delivery.PIECES : dice < 16 ? Delivery.STALLED : Delivery.WHOLE;
  }

  private Draft draft(Random random) {
    Draft draft = good(random, Values.one(random, grammar.calls()));
    for (int i = random.nextInt(MOST_MUTATIONS + 1); i > 0; i--) {
      Values.one(random, Mutation.ALL).apply(random, draft);
    }
    return draft;
  }

  /** A request that the document allows. */
  private Draft good(Random random, Call call) {
    String path = call.path();
    StringJoiner query = new StringJoiner("&");
    Draft draft = new Draft(call.method(), "");
    draft.done.add(call.id());
    draft.header("Host", "127.0.0.1");
    for (Parameter parameter : call.parameters()) {
      boolean inPath = parameter.place().equals("path");
      if (!inPath && !parameter.required() && random.nextInt(4) > 0) {
        continue;
      }
      String value = asText(values.good(random, parameter.name(), parameter.schema()));
      switch (parameter.place()) {
        case "path" -> path = path.replace("{" + parameter.name() + "}", value);
        case "query" -> query.add(parameter.name() + "=" + encoded(value));
        default -> draft.header(parameter.name(), value);
      }
    }
    draft.target = query.length() == 0 ? path : path + "?" + query;
    if (random.nextInt(10) > 0) {
      draft.header("Authorization", "Bearer " + token);
    }
    if (!call.bodies().isEmpty()) {
      body(random, draft, Values.one(random, List.copyOf(call.bodies().entrySet())));
    }
    return draft;
  }

  private void body(Random random, Draft draft, Map.Entry<String, JsonNode> content) {
    String type = content.getKey();
    if (type.startsWith("multipart/")) {
      form(random, draft, grammar.resolved(content.getValue()));
      return;
    }
    draft.header("Content-Type", type.contains("*") ? "video/mp4" : type);
    if (type.endsWith("ndjson")) {
      StringBuilder lines = new StringBuilder();
      for (int i = random.nextInt(MOST_LINES + 1); i > 0; i--) {
        JsonNode line = values.good(random, "", content.getValue());
        lines.append(random.nextInt(6) == 0 ? Mutation.damagedJson(random, line.toString()) : line);
        lines.append(random.nextInt(20) == 0 ? "\r\n\n" : "\n");
      }
      draft.body(lines.toString());
    } else if (type.endsWith("json")) {
      draft.body(values.good(random, "", content.getValue()).toString());
    } else if (random.nextInt(3) == 0) {
      draft.body(film);
    } else {
      byte[] noise = new byte[random.nextInt(2_000)];
      random.nextBytes(noise);
      draft.body(noise);
    }
    draft.framing = random.nextInt(4) == 0 ? Draft.Framing.CHUNKED : Draft.Framing.LENGTH;
  }

  private void form(Random random, Draft draft, JsonNode schema) {
    FormBody form = new FormBody(random);
    for (var part : schema.path("properties").properties()) {
      String name = part.getKey();
      boolean picture = part.getValue().has("contentMediaType");
      if (picture) {
        form.part(random, name, null);
      } else if (random.nextInt(4) == 0) {
        form.part(random, name, asText(values.good(random, name, part.getValue())));
      }
    }
    draft.header("Content-Type", form.type());
    draft.body(form.end());
  }

  private static String asText(JsonNode value) {
    if (!value.isArray()) {
      return value.asText();
    }
    StringJoiner list = new StringJoiner(",");
    value.forEach(item -> list.add(item.asText()));
    return list.toString();
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
