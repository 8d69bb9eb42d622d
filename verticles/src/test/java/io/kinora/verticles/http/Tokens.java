package io.kinora.verticles.http;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Makes tokens, good ones and others. */
final class Tokens implements AutoCloseable {

  private final Vertx vertx = Vertx.vertx();

  /** As {@link TestApi#testIssuer} wants them. */
  static JsonObject claims(String... roles) {
    return new JsonObject()
        .put("iss", "test")
        .put("aud", "kinora")
        .put("sub", "someone")
        .put("roles", new JsonArray(List.of(roles)));
  }

  /**
   * @param key a shared secret, or a private key as PEM
   */
  String sign(String algorithm, String key, JsonObject claims) {
    JWTAuthOptions options =
        new JWTAuthOptions()
            .addPubSecKey(new PubSecKeyOptions().setAlgorithm(algorithm).setBuffer(key));
    return JWTAuth.create(vertx, options)
        .generateToken(claims, new JWTOptions().setAlgorithm(algorithm));
  }

  /** Signed with the secret that {@link TestApi#testIssuer} trusts. */
  String good(JsonObject claims) {
    return sign("HS256", TestApi.SECRET, claims);
  }

  /** Put together by hand: the verifier must not believe what the header says. */
  static String written(String header, JsonObject claims, String signature) {
    return base64(header) + "." + base64(claims.encode()) + "." + signature;
  }

  /** With a header of one's own, and a signature (RS256) that is right for it. */
  static String signedByHand(KeyPair pair, JsonObject header, JsonObject claims) {
    String signed = base64(header.encode()) + "." + base64(claims.encode());
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(pair.getPrivate());
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signed + "." + base64(signature.sign());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has SHA256withRSA", impossible);
    }
  }

  static String base64(String text) {
    return base64(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static KeyPair rsa() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has RSA", impossible);
    }
  }

  static String publicPem(KeyPair pair) {
    return pem("PUBLIC KEY", pair.getPublic().getEncoded());
  }

  static String privatePem(KeyPair pair) {
    return pem("PRIVATE KEY", pair.getPrivate().getEncoded());
  }

  private static String pem(String what, byte[] encoded) {
    return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
        .formatted(what, Base64.getMimeEncoder().encodeToString(encoded), what);
  }

  /** The public half as a JSON Web Key (RFC 7517). */
  static JsonObject jwk(KeyPair pair) {
    RSAPublicKey key = (RSAPublicKey) pair.getPublic();
    return new JsonObject()
        .put("kty", "RSA")
        .put("alg", "RS256")
        .put("use", "sig")
        .put("n", unsigned(key.getModulus().toByteArray()))
        .put("e", unsigned(key.getPublicExponent().toByteArray()));
  }

  private static String unsigned(byte[] number) {
    int skip = number[0] == 0 ? 1 : 0;
    return base64(Arrays.copyOfRange(number, skip, number.length));
  }

  @Override
  public void close() {
    TestApi.await(vertx.close());
  }
}
