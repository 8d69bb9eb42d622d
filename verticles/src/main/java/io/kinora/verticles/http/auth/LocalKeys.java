package io.kinora.verticles.http.auth;

import io.kinora.catalog.Hmac;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/**
 * A server's own secret and the operator token signed with it, so that a fresh install can be used
 * at once. Both lie in the data folder, readable by its owner only, and are kept over restarts.
 *
 * @param issuer that trusts the secret
 * @param operatorToken for whoever can read the data folder
 * @param tokenFile where the token lies
 */
public record LocalKeys(TrustedIssuer issuer, String operatorToken, Path tokenFile) {

  private static final String NAME = "kinora-local";
  private static final int SECRET_BYTES = 32;
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  /** Opens the keys of a data folder; makes them on the first start. */
  public static LocalKeys open(Path dataDir) throws IOException {
    Files.createDirectories(dataDir);
    Path secretFile = dataDir.resolve("token.secret");
    Path tokenFile = dataDir.resolve("operator.token");
    String secret = read(secretFile);
    if (secret.isEmpty()) {
      secret = newSecret();
      write(secretFile, secret);
    }
    String token = read(tokenFile);
    if (!signedWith(secret, token)) {
      token = sign(secret, operatorClaims());
      write(tokenFile, token);
    }
    TrustedIssuer issuer =
        new TrustedIssuer(
            List.of(new TrustedIssuer.Key("HS256", secret)),
            null,
            NAME,
            List.of("kinora"),
            Duration.ZERO);
    return new LocalKeys(issuer, token, tokenFile);
  }

  /** Never shows the token. */
  @Override
  public String toString() {
    return "LocalKeys[" + tokenFile + "]";
  }

  private static JsonObject operatorClaims() {
    return new JsonObject()
        .put("iss", NAME)
        .put("aud", "kinora")
        .put("sub", "operator")
        .put("roles", new JsonArray().add(Role.OPERATOR.key()))
        .put("iat", Instant.now().getEpochSecond());
  }

  private static String newSecret() {
    byte[] random = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(random);
    return base64(random);
  }

  private static String read(Path file) throws IOException {
    return Files.exists(file) ? Files.readString(file).strip() : "";
  }

  /** Whole or not at all, and never readable by others, not even for a moment. */
  private static void write(Path file, String content) throws IOException {
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] attributes =
        posix
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
            : new FileAttribute<?>[0];
    Path directory = file.toAbsolutePath().getParent();
    Path temporary = Files.createTempFile(directory, ".key", ".tmp", attributes);
    try {
      Files.writeString(temporary, content + "\n", StandardOpenOption.SYNC);
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException notAtomic) {
      Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static boolean signedWith(String secret, String token) {
    int dot = token.lastIndexOf('.');
    return dot > 0 && token.equals(token.substring(0, dot) + "." + mac(secret, token, dot));
  }

  /** JWS compact serialisation with HMAC-SHA-256 (RFC 7515, RFC 7518). */
  private static String sign(String secret, JsonObject claims) {
    String head = base64("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8));
    String signed = head + "." + base64(claims.encode().getBytes(StandardCharsets.UTF_8));
    return signed + "." + mac(secret, signed, signed.length());
  }

  private static String mac(String secret, String text, int length) {
    return base64(
        Hmac.sha256(
            secret.getBytes(StandardCharsets.UTF_8),
            text.substring(0, length).getBytes(StandardCharsets.US_ASCII)));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
