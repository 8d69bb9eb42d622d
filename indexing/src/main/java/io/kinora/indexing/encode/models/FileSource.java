package io.kinora.indexing.encode.models;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.kinora.catalog.InvalidValueException;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where a model's file comes from, and how to know it is the right one. */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({
  @JsonSubTypes.Type(FileSource.Resource.class),
  @JsonSubTypes.Type(FileSource.Download.class),
  @JsonSubTypes.Type(FileSource.Local.class)
})
public sealed interface FileSource {

  /** Lower-case hexadecimal; null where the model file does not know it. */
  @Nullable String sha256();

  /** Size; null where the model file does not know it. */
  @Nullable Long bytes();

  /** Built in: a resource on the class path. */
  record Resource(String resource, String sha256, @Nullable Long bytes) implements FileSource {
    public Resource {
      Check.required("resource", resource);
      Check.sha256("sha256", Check.required("sha256", sha256));
      Check.size("bytes", bytes);
    }
  }

  /**
   * Fetched by {@code models pull}. The URL should name a revision, not a branch.
   *
   * @param sha256 without it, whoever pulls must confirm the sum
   */
  record Download(URI url, @Nullable String sha256, @Nullable Long bytes) implements FileSource {
    public Download {
      if (!secure(Check.required("url", url))) {
        throw new InvalidValueException("url", url, "an https:// URL");
      }
      Check.sha256("sha256", sha256);
      Check.size("bytes", bytes);
    }

    /** Whether what is fetched cannot be read or changed on its way. */
    static boolean secure(URI url) {
      String host = url.getHost();
      if (host == null) {
        return false;
      }
      boolean loopback =
          host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]");
      return "https".equals(url.getScheme()) || ("http".equals(url.getScheme()) && loopback);
    }
  }

  /**
   * Put there by the operator.
   *
   * @param path absolute, or relative to the folder of the model file
   */
  record Local(Path path, @Nullable String sha256, @Nullable Long bytes) implements FileSource {
    public Local {
      Check.required("path", path);
      Check.sha256("sha256", sha256);
      Check.size("bytes", bytes);
    }
  }
}
