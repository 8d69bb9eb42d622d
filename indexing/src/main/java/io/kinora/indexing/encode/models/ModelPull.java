package io.kinora.indexing.encode.models;

import io.kinora.catalog.InvalidValueException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Brings a model's files from the network into a store. What an interrupted pull has fetched stays
 * as {@code FILE.part} and the next one goes on from there; nothing is used before its SHA-256 was
 * found right.
 */
public final class ModelPull {

  private static final Duration CONNECT = Duration.ofSeconds(20);
  private static final int TRIES = 4;

  private final ModelStore store;
  private final Duration patience;

  public ModelPull(ModelStore store) {
    this(store, Duration.ofSeconds(60));
  }

  /**
   * @param patience how long a server may stay silent
   */
  public ModelPull(ModelStore store, Duration patience) {
    this.store = store;
    this.patience = patience;
  }

  /**
   * Fetches what is missing. Files that are there and right are left alone.
   *
   * @param confirmed SHA-256 by file, for files whose sum the model file does not know: what the
   *     operator has seen and accepts
   * @throws InvalidValueException if a sum is confirmed that is not asked for
   * @throws IOException if a file cannot be had, or is not the right one; the message says what to
   *     do
   */
  public void pull(ModelFile model, Map<String, String> confirmed, PullProgress progress)
      throws IOException, InterruptedException {
    confirmed.forEach((file, sha256) -> checkConfirmed(model, file, sha256));
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    try {
      for (var entry : model.files().entrySet()) {
        if (entry.getValue() instanceof FileSource.Download source) {
          pull(client, model, entry.getKey(), source, confirmed.get(entry.getKey()), progress);
        }
      }
    } finally {
      client.shutdownNow();
    }
  }

  private void pull(
      HttpClient client,
      ModelFile model,
      String name,
      FileSource.Download source,
      @Nullable String confirmed,
      PullProgress progress)
      throws IOException, InterruptedException {
    String known = confirmed != null ? confirmed : store.expected(model, name);
    Path file = store.path(model, name);
    if (known != null && Files.isRegularFile(file) && Sha256.of(file).equals(known)) {
      progress.at(name, Files.size(file), Files.size(file));
      return;
    }
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path part = file.resolveSibling(name + ".part");
    try (FileChannel channel =
            FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = lock(channel, part)) {
      assert lock.isValid();
      fetch(new Download(client, source, name, patience, progress), channel);
      String actual = Sha256.of(part);
      if (known == null) {
        throw new IOException(unconfirmed(model.name(), name, actual));
      }
      if (!actual.equals(known)) {
        channel.truncate(0);
        throw new IOException(
            "%s: SHA-256 of %s from %s is %s, not %s; it was thrown away"
                .formatted(model.name(), name, source.url(), actual, known));
      }
      store.adopt(model, name, part, known);
    }
  }

  /** Tries again at once while each try brings something. */
  private static void fetch(Download download, FileChannel part)
      throws IOException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      long before = part.size();
      try {
        download.run(part);
        return;
      } catch (Download.RefusedException e) {
        throw e;
      } catch (IOException e) {
        if (attempt >= TRIES || part.size() <= before) {
          throw e;
        }
      }
    }
  }

  private static FileLock lock(FileChannel channel, Path part) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return lock;
      }
    } catch (OverlappingFileLockException e) {
      throw new IOException("another pull is writing " + part, e);
    }
    throw new IOException("another pull is writing " + part);
  }

  private static String unconfirmed(String model, String name, String actual) {
    return ("%s: nobody has vouched for %s. What came has SHA-256 %s: compare it with what the"
            + " publisher shows, then write it into the model file, or pull again with --sha256 %s=%s")
        .formatted(model, name, actual, name, actual);
  }

  private static void checkConfirmed(ModelFile model, String file, String sha256) {
    String known = model.source(file).sha256();
    if (known != null && !known.equals(sha256)) {
      throw new InvalidValueException("sha256." + file, sha256, known + " as in the model file");
    }
    Check.sha256("sha256." + file, sha256);
  }
}
