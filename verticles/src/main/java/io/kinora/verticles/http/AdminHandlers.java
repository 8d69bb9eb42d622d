package io.kinora.verticles.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.kinora.verticles.ClusterView;
import io.kinora.verticles.ClusterView.KnownNode;
import io.kinora.verticles.http.json.JsonText;
import io.kinora.verticles.live.LiveCard;
import io.kinora.verticles.roster.ReplicaCard;
import io.kinora.verticles.roster.ReplicaState;
import io.vertx.core.Future;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What operators see of the cluster: {@code /v1/admin/*}. */
final class AdminHandlers {

  private final ClusterView cluster;

  AdminHandlers(ClusterView cluster) {
    this.cluster = cluster;
  }

  /** A replica and the node that has it. */
  private record Held(KnownNode node, ReplicaCard replica) {}

  Future<?> nodes(Exchange exchange) {
    return exchange.answerJson(
        200,
        JsonText.object(
            json -> {
              json.writeArrayFieldStart("nodes");
              for (KnownNode node : cluster.nodes()) {
                json.writeStartObject();
                json.writeStringField("id", node.card().id());
                json.writeStringField("url", node.card().url());
                json.writeBooleanField("self", node.self());
                json.writeArrayFieldStart("roles");
                for (String role : node.card().roles()) {
                  json.writeString(role);
                }
                json.writeEndArray();
                json.writeStringField("version", node.card().version());
                json.writeStringField(
                    "started_at", Instant.ofEpochMilli(node.card().startedMs()).toString());
                write(json, node.card().live());
                json.writeNumberField("silent_ms", node.silence().toMillis());
                write(
                    json, node.card().replicas().stream().map(one -> new Held(node, one)).toList());
                json.writeEndObject();
              }
              json.writeEndArray();
            }));
  }

  Future<?> shards(Exchange exchange) {
    List<KnownNode> nodes = cluster.nodes();
    int searched = cluster.searchedGeneration();
    long holders = nodes.stream().filter(node -> node.card().roles().contains("search")).count();
    long wanted = Math.min(cluster.replicas(), holders);
    return exchange.answerJson(
        200,
        JsonText.object(
            json -> {
              json.writeNumberField("generation", searched);
              json.writeNumberField("wanted_replicas", cluster.replicas());
              json.writeArrayFieldStart("shards");
              for (int shard = 0; shard < cluster.shards(); shard++) {
                List<Held> held = held(nodes, searched, shard);
                json.writeStartObject();
                json.writeNumberField("shard", shard);
                json.writeStringField("health", health(held, wanted));
                write(json, held);
                json.writeEndObject();
              }
              json.writeEndArray();
            }));
  }

  private static List<Held> held(List<KnownNode> nodes, int generation, int shard) {
    return nodes.stream()
        .flatMap(node -> node.card().replicas().stream().map(one -> new Held(node, one)))
        .filter(
            held -> held.replica().generation() == generation && held.replica().shard() == shard)
        .toList();
  }

  /** What a silent node said last counts for nothing here. */
  private static String health(List<Held> held, long wanted) {
    long serving =
        held.stream()
            .filter(one -> one.replica().state() == ReplicaState.SERVING && !one.node().silent())
            .count();
    if (serving == 0) {
      return "missing";
    }
    return serving >= wanted ? "whole" : "reduced";
  }

  private static void write(JsonGenerator json, LiveCard live) throws IOException {
    json.writeObjectFieldStart("live");
    json.writeNumberField("sockets", live.sockets());
    json.writeNumberField("subscriptions", live.subscriptions());
    json.writeNumberField("queries", live.queries());
    json.writeNumberField("queued_bytes", live.queuedBytes());
    json.writeNumberField("gaps", live.gaps());
    json.writeNumberField("behind", live.behind());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, List<Held> replicas) throws IOException {
    json.writeArrayFieldStart("replicas");
    for (Held held : replicas) {
      ReplicaCard replica = held.replica();
      json.writeStartObject();
      json.writeNumberField("generation", replica.generation());
      json.writeNumberField("shard", replica.shard());
      json.writeStringField("node", held.node().card().id());
      json.writeStringField("url", held.node().card().url());
      json.writeStringField("state", replica.state().name().toLowerCase(Locale.ROOT));
      json.writeNumberField("behind", replica.behind());
      json.writeNumberField("videos", replica.videos());
      json.writeNumberField("frames", replica.frames());
      json.writeNumberField("bytes", replica.bytes());
      json.writeStringField("trouble", replica.trouble());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
