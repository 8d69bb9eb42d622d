package io.kinora.verticles.node;

import io.kinora.catalog.Generation;
import io.kinora.catalog.Generation.Spec;
import io.kinora.catalog.postgres.GenerationRepository;
import io.kinora.catalog.postgres.IdentityRepository;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the settings: if they name other encoders than when a node last started, an index with
 * these is built beside the one that is searched. If they did not change they have no say: the
 * index may have been given other encoders since by an operator's request.
 */
final class ConfiguredSpec {

  private static final Logger LOG = LoggerFactory.getLogger(ConfiguredSpec.class);
  private static final String KEY = "encoders";

  private final GenerationRepository generations;
  private final IdentityRepository identity;

  ConfiguredSpec(GenerationRepository generations, IdentityRepository identity) {
    this.generations = generations;
    this.identity = identity;
  }

  void follow(Spec configured) {
    String now = configured.toString();
    String before = Node.await(identity.agree(KEY, now));
    if (before.equals(now)) {
      return;
    }
    List<Generation> live = Node.await(generations.live());
    boolean there =
        live.stream()
            .filter(one -> one.state() != Generation.State.PREVIOUS)
            .anyMatch(one -> one.spec().equals(configured));
    if (!there && Node.await(generations.begin(configured, false)).isEmpty()) {
      LOG.warn(
          "The settings ask for {}, but another index is being built: start again once it is whole",
          configured);
      return;
    }
    Node.await(identity.set(KEY, now));
    LOG.info("The settings asked for {} and ask for {} now", before, configured);
  }
}
