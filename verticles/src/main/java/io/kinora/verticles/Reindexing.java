package io.kinora.verticles;

import io.kinora.catalog.Generation;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds of the whole index beside the one that is searched. Completes on the caller's context. */
public interface Reindexing {

  /**
   * What the new index is to be; null leaves a thing as it is in the one that is searched.
   *
   * @param byHand searched only once {@link #search} says so; else as soon as it is whole
   */
  record Wish(
      @Nullable String textEncoder,
      @Nullable String sightEncoder,
      @Nullable String language,
      boolean byHand) {}

  /**
   * @param waitsFor what is still lacking before it can be searched, for people; empty if nothing
   * @param videos in its shards, counted once
   * @param toEmbed videos that wait for an encoder of any live generation
   * @param failed videos that could not be embedded
   */
  record Progress(
      Generation generation, List<String> waitsFor, long videos, long toEmbed, long failed) {}

  /** Those that are live, by number. */
  Future<List<Progress>> generations();

  /**
   * Begins to build another.
   *
   * @return fails with {@link io.kinora.catalog.InvalidValueException} for a model that there is
   *     not or that is not installed, with {@link ConflictException} if one is being built already
   */
  Future<Generation> begin(Wish wish);

  /**
   * Lets a generation be searched that is whole, or was searched before.
   *
   * @return fails with {@link ConflictException} if it is not
   */
  Future<Generation> search(int number);

  /**
   * Gives one up that is being built, or was searched before.
   *
   * @return fails with {@link ConflictException} if it is searched, or there is none
   */
  Future<Void> drop(int number);

  /** What is asked for does not go together with how things stand. */
  final class ConflictException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ConflictException(String why) {
      super(why, null, false, false);
    }
  }
}
