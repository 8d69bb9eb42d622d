package io.kinora.indexing.objects;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Objects as files of a local folder: the key is the path. An object is written under another name,
 * forced to disk and then renamed into place, so that a crash leaves all of it or nothing.
 *
 * <p>Safe for use by several threads. Several owners may share a folder, each with one store at a
 * time, for what an owner's crash left half-written is removed when its store is made. Links inside
 * the folder are never followed. {@code a} and {@code a/b} cannot both be objects.
 */
public final class LocalFolderObjectStore implements ObjectStore {

  /** No key can lead here: {@code +} is not among the characters of keys. */
  private static final String INCOMING = "+incoming";

  /** How often a folder may vanish, by a delete at the same moment, before a write gives up. */
  private static final int ATTEMPTS = 100;

  private final Path root;
  private final Path incoming;

  /**
   * @param root made if it is not there
   * @param owner whose store this is, a file name: several owners may share the folder
   */
  public LocalFolderObjectStore(Path root, String owner) throws IOException {
    Files.createDirectories(root);
    this.root = root.toRealPath();
    this.incoming = incoming(this.root).resolve(owner);
    deleteTree(incoming);
    Files.createDirectories(incoming);
  }

  /** Where the objects of all owners lie while they are written. */
  public static Path incoming(Path root) {
    return root.resolve(INCOMING);
  }

  @Override
  public void put(String key, InputStream content) throws IOException {
    Path target = path(ObjectKey.check(key));
    Path unfinished = incoming.resolve(UUID.randomUUID().toString());
    try {
      try (FileChannel channel =
              FileChannel.open(
                  unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
          OutputStream output = Channels.newOutputStream(channel)) {
        content.transferTo(output);
        channel.force(true);
      }
      moveIntoPlace(unfinished, target);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  @Override
  public void adopt(String key, Path file) throws IOException {
    Path target = path(ObjectKey.check(key));
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new NoSuchFileException(file.toString(), null, "not a regular file");
    }
    force(file, StandardOpenOption.WRITE);
    try {
      moveIntoPlace(file, target);
    } catch (AtomicMoveNotSupportedException onAnotherFileSystem) {
      try (InputStream content = Files.newInputStream(file)) {
        put(key, content);
      }
      Files.delete(file);
    }
  }

  @Override
  public Optional<InputStream> open(String key) throws IOException {
    Optional<Path> file = file(key);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.newInputStream(file.get(), LinkOption.NOFOLLOW_LINKS));
    } catch (NoSuchFileException deletedMeanwhile) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<Path> file(String key) throws IOException {
    Path file = path(ObjectKey.check(key));
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        ? Optional.of(file)
        : Optional.empty();
  }

  @Override
  public void delete(String key) throws IOException {
    if (ObjectKey.isPrefix(key)) {
      Path folder = path(ObjectKey.checkPrefix(key));
      if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        deleteTree(folder);
      }
      return;
    }
    Path file = path(ObjectKey.check(key));
    if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      Files.deleteIfExists(file);
    }
  }

  /** The file of a checked key; refuses to pass through a link. */
  private Path path(String key) throws IOException {
    Path path = root;
    for (String segment : key.split("/", -1)) {
      if (Files.isSymbolicLink(path)) {
        throw new IOException("a link in the object store: " + path);
      }
      path = path.resolve(segment);
    }
    return path;
  }

  private void moveIntoPlace(Path file, Path target) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        Files.createDirectories(parent(target));
        Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
        break;
      } catch (NoSuchFileException | FileAlreadyExistsException folderDeletedMeanwhile) {
        // "Exists" is said of a folder that was there to be made and gone when looked at.
        if (attempt == ATTEMPTS || !Files.exists(file)) {
          throw folderDeletedMeanwhile;
        }
      }
    }
    recordFolders(parent(target));
  }

  /**
   * Forces to disk that a folder and those above it hold what they hold: all of them, since one
   * that another writer has just made may not be recorded yet. After the move, for between making a
   * folder and using it there must be no time to delete it in.
   */
  private void recordFolders(Path lowest) throws IOException {
    for (Path folder = lowest; folder.startsWith(root); folder = parent(folder)) {
      try {
        force(folder, StandardOpenOption.READ);
      } catch (NoSuchFileException deletedMeanwhile) {
        // With all in it, which is what whoever deleted it asked for: nothing is left to record.
      }
    }
  }

  private static Path parent(Path inside) {
    Path parent = inside.getParent();
    if (parent == null) {
      throw new IllegalStateException(inside + " is in no folder");
    }
    return parent;
  }

  private static void force(Path fileOrFolder, StandardOpenOption access) throws IOException {
    try (FileChannel channel = FileChannel.open(fileOrFolder, access)) {
      channel.force(true);
    }
  }

  /** Removes a folder with all in it; of a link, the link. */
  private static void deleteTree(Path folder) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            if (failure instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw failure;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            try {
              Files.deleteIfExists(visited);
            } catch (DirectoryNotEmptyException writtenToMeanwhile) {
              // What came in after the delete began stays.
              return FileVisitResult.CONTINUE;
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
