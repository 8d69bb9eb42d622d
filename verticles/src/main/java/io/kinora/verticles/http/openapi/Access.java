package io.kinora.verticles.http.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Set;

/** Who may call an operation, as its {@code security} in the document says. */
public sealed interface Access {

  /** Anyone, always. */
  record Open() implements Access {}

  /** Anyone, unless the operator wants a token. */
  record Anonymous() implements Access {}

  /** Anyone so far: the token may stand in the body, and then the operation itself looks at it. */
  record InBody() implements Access {}

  /** Whoever has a valid token with one of these roles; no roles means any valid token. */
  record Roles(Set<String> roles) implements Access {

    public Roles {
      roles = Set.copyOf(roles);
    }
  }

  /** Reads a list of security requirements (OpenAPI 3.1): alternatives, any of which will do. */
  static Access read(JsonNode security) {
    if (!security.isArray()) {
      throw new IllegalArgumentException("every operation says its security");
    }
    if (security.isEmpty()) {
      return new Open();
    }
    Set<String> roles = new LinkedHashSet<>();
    for (JsonNode requirement : security) {
      if (requirement.isEmpty()) {
        return new Anonymous();
      }
      requirement.path("bearer").forEach(role -> roles.add(role.textValue()));
    }
    return new Roles(roles);
  }
}
