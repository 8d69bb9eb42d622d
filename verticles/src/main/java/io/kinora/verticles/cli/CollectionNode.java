package io.kinora.verticles.cli;

import io.kinora.verticles.config.NodeConfig;
import io.kinora.verticles.evaluation.BeirFiles;
import io.kinora.verticles.evaluation.DocumentIds;
import io.kinora.verticles.evaluation.DocumentVideo;
import io.kinora.verticles.node.Node;
import io.kinora.verticles.node.NodeStartException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** A node that holds a judged collection's documents, each as a video, and nothing else. */
final class CollectionNode implements AutoCloseable {

  /** In the data folder: the SHA-256 of the corpus that it holds, then what embedded all of it. */
  private static final String MARKER = "collection.sha256";

  private final Node node;
  private final Path data;
  private final String encoders;
  private final ApiClient client;
  private final PrintWriter out;
  private final Thread stopper;

  private CollectionNode(Node node, NodeConfig config, PrintWriter out) throws IOException {
    this.node = node;
    this.data = config.data();
    this.encoders = config.encoders().text() + " " + config.encoders().sight();
    this.out = out;
    this.client = new ApiClient(URI.create(node.url()), Files.readString(node.tokenFile()).strip());
    this.stopper = new Thread(node::close, "kinora-stop");
    Runtime.getRuntime().addShutdownHook(stopper);
  }

  static CollectionNode start(NodeConfig config, PrintWriter out) throws IOException {
    out.println("Starting a node, data in " + config.data());
    out.flush();
    try {
      return new CollectionNode(Node.start(config), config, out);
    } catch (NodeStartException failed) {
      throw new CommandFailedException(String.valueOf(failed.getMessage()));
    }
  }

  ApiClient client() {
    return client;
  }

  /**
   * @param documents how many there are
   * @param ids the document by the video's id, where it is another
   */
  record Loaded(long documents, Map<String, String> ids) {}

  /**
   * Brings the corpus in through the bulk API and waits until every document can be found and is
   * embedded, unless a run before did.
   */
  Loaded load(Path corpus) throws IOException, InterruptedException {
    String sum = sha256(corpus);
    boolean here = requireEmptyOr(corpus, sum).equals(complete(sum));
    Path marker = data.resolve(MARKER);
    Documents documents = new Documents(corpus);
    if (here) {
      documents.each(item -> {});
    } else {
      Files.writeString(marker, sum);
      long total = BeirFiles.count(corpus);
      if (!new Ingest(client, out, true).items(total, documents::each)) {
        throw new CommandFailedException("Not all of " + corpus + " came in; see above.");
      }
      Files.writeString(marker, complete(sum));
    }
    documents.sayWhatWasChanged();
    return new Loaded(documents.count, documents.ids);
  }

  /** What the marker says once every document is embedded by this node's encoders. */
  private String complete(String sum) {
    return sum + " " + encoders;
  }

  /** The corpus as videos, and what had to be changed for that. */
  private final class Documents {

    final Map<String, String> ids = new HashMap<>();
    private final Path corpus;
    private long count;
    private long continued;
    private long cut;

    Documents(Path corpus) {
      this.corpus = corpus;
    }

    void each(BeirFiles.Taker<IngestItem> taker) throws IOException, InterruptedException {
      BeirFiles.documents(
          corpus,
          document -> {
            DocumentVideo video = DocumentVideo.of(document);
            String id = DocumentIds.video(document.id());
            if (!id.equals(document.id())) {
              ids.put(id, document.id());
            }
            count++;
            continued += video.continued() ? 1 : 0;
            cut += video.cut() ? 1 : 0;
            taker.take(new IngestItem(document.id(), id, video.metadata(), null));
          });
    }

    void sayWhatWasChanged() {
      if (continued > 0) {
        out.printf(
            "%d documents are longer than a description may be; their rest is in the transcript.%n",
            continued);
      }
      if (cut > 0) {
        out.printf("%d documents are longer than even that and were cut.%n", cut);
      }
    }
  }

  /**
   * Documents of another collection beside these would be found too.
   *
   * @return what the marker says, empty if there is none
   */
  private String requireEmptyOr(Path corpus, String sum) throws IOException {
    Path marker = data.resolve(MARKER);
    String said = Files.exists(marker) ? Files.readString(marker).strip() : "";
    if (!said.isEmpty() && !said.startsWith(sum)) {
      throw new CommandFailedException(
          data + " holds another collection than " + corpus + ": name another folder with --data.");
    }
    if (said.isEmpty() && !isEmpty()) {
      throw new CommandFailedException(
          data + " holds videos already: name an empty folder with --data, or leave --corpus out.");
    }
    return said;
  }

  private boolean isEmpty() throws IOException {
    try {
      return client.get("/v1/search?limit=1").path("total").path("value").asLong() == 0;
    } catch (ApiClient.RefusedException refused) {
      throw new IOException(refused);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException(interrupted);
    }
  }

  private static String sha256(Path file) throws IOException {
    MessageDigest sha;
    try {
      sha = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha)) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(sha.digest());
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(stopper);
    } catch (IllegalStateException stoppingAlready) {
      return;
    }
    node.close();
  }
}
