package io.kinora.indexing.encode.models;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The files of models on this machine, as {@code CACHE/MODEL/FILE}. No file leaves it unless its
 * SHA-256 is the one that the model file, or the operator who pulled it, named.
 */
public final class ModelStore {

  private final Path cache;

  /**
   * @param cache folder for what is unpacked or pulled; made when needed
   */
  public ModelStore(Path cache) {
    this.cache = cache;
  }

  /**
   * A model's file, verified, ready to be read.
   *
   * @throws ModelNotInstalledException if it has to be pulled first
   * @throws IOException if it is damaged or cannot be read; the message says which and why
   */
  public synchronized Path file(ModelFile model, String name) throws IOException {
    return switch (model.source(name)) {
      case FileSource.Resource source -> unpacked(model, name, source);
      case FileSource.Download d -> {
        Path file = path(model, name);
        String sha256 = expected(model, name);
        if (sha256 == null || !Files.isRegularFile(file)) {
          throw new ModelNotInstalledException(model.name(), name);
        }
        yield verified(model, name, file, sha256);
      }
      case FileSource.Local source -> {
        if (!Files.isRegularFile(source.path())) {
          throw new IOException(model.name() + ": there is no file " + source.path());
        }
        String sha256 = source.sha256();
        yield sha256 == null ? source.path() : verified(model, name, source.path(), sha256);
      }
    };
  }

  /** What is there, without reading the files. */
  public List<ModelStatus> statuses(Collection<ModelFile> models) {
    return models.stream().map(this::status).toList();
  }

  private ModelStatus status(ModelFile model) {
    boolean installed = true;
    boolean builtIn = true;
    long bytes = 0;
    for (var entry : model.files().entrySet()) {
      FileSource source = entry.getValue();
      installed &= present(model, entry.getKey(), source);
      builtIn &= source instanceof FileSource.Resource;
      Long size = source.bytes();
      bytes += size == null ? 0 : size;
    }
    return new ModelStatus(
        model.name(), model.kind(), model.dimension(), model.card(), installed, builtIn, bytes);
  }

  private boolean present(ModelFile model, String name, FileSource source) {
    return switch (source) {
      case FileSource.Resource r -> getClass().getClassLoader().getResource(r.resource()) != null;
      case FileSource.Download d -> Files.isRegularFile(path(model, name));
      case FileSource.Local l -> Files.isRegularFile(l.path());
    };
  }

  /** Where a pulled or unpacked file lies. */
  Path path(ModelFile model, String name) {
    return cache.resolve(model.name()).resolve(name);
  }

  /**
   * Takes over a fetched file whose sum was checked.
   *
   * @param sha256 its sum, remembered as the operator's word where the model file names none
   */
  synchronized void adopt(ModelFile model, String name, Path fetched, String sha256)
      throws IOException {
    Path file = path(model, name);
    settle(fetched, file);
    if (model.source(name).sha256() == null) {
      Files.writeString(beside(model, name, ".sha256"), sha256 + "\n");
    }
    Stamp.of(file, sha256).write(beside(model, name, ".stamp"));
  }

  /**
   * The sum that a file must have: the model file's, or that of the operator who pulled it; null if
   * nobody has named one.
   */
  @Nullable String expected(ModelFile model, String name) throws IOException {
    String known = model.source(name).sha256();
    if (known != null) {
      return known;
    }
    Path pin = beside(model, name, ".sha256");
    return Files.isRegularFile(pin) ? Files.readString(pin).strip() : null;
  }

  private Path unpacked(ModelFile model, String name, FileSource.Resource source)
      throws IOException {
    Path file = path(model, name);
    if (Files.isRegularFile(file)
        && sum(file, beside(model, name, ".stamp")).equals(source.sha256())) {
      return file;
    }
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path fresh = Files.createTempFile(file.toAbsolutePath().getParent(), name, ".new");
    try {
      String actual = copy(model, source.resource(), fresh);
      refuseOther(model.name(), name, source.sha256(), actual, null);
      settle(fresh, file);
    } finally {
      Files.deleteIfExists(fresh);
    }
    Stamp.of(file, source.sha256()).write(beside(model, name, ".stamp"));
    return file;
  }

  private String copy(ModelFile model, String resource, Path to) throws IOException {
    try (InputStream in = getClass().getClassLoader().getResourceAsStream(resource);
        OutputStream out = Files.newOutputStream(to)) {
      if (in == null) {
        throw new IOException(model.name() + ": " + resource + " is not on the class path");
      }
      return Sha256.copying(in, out);
    }
  }

  private Path verified(ModelFile model, String name, Path file, String expected)
      throws IOException {
    String actual = sum(file, beside(model, name, ".stamp"));
    refuseOther(model.name(), name, expected, actual, file);
    return file;
  }

  private static void refuseOther(
      String model, String name, String expected, String actual, @Nullable Path file)
      throws IOException {
    if (actual.equals(expected)) {
      return;
    }
    throw new IOException(
        "%s: SHA-256 of %s is %s, not %s%s"
            .formatted(
                model,
                name,
                actual,
                expected,
                file == null ? "" : "; delete " + file + " and pull again"));
  }

  private static String sum(Path file, Path stampFile) throws IOException {
    Optional<Stamp> stamp = Stamp.read(stampFile);
    if (stamp.isPresent() && stamp.get().equals(Stamp.of(file, stamp.get().sha256()))) {
      return stamp.get().sha256();
    }
    String sum = Sha256.of(file);
    Stamp.of(file, sum).write(stampFile);
    return sum;
  }

  /** Gives a finished file its name, all of it on disk before that. */
  private static void settle(Path fresh, Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private Path beside(ModelFile model, String name, String suffix) {
    return cache.resolve(model.name()).resolve(name + suffix);
  }
}
