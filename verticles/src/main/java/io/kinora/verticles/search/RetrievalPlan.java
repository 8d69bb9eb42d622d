package io.kinora.verticles.search;

import io.kinora.catalog.InvalidValueException;
import io.kinora.catalog.Vector;
import io.kinora.indexing.shard.VectorSpaces;
import io.kinora.indexing.shard.VectorSpaces.Space;
import io.kinora.search.Likeness;
import io.kinora.search.Mode;
import io.kinora.search.QueryVector;
import io.kinora.search.Retriever;
import io.kinora.search.SearchRequest;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which retrievers answer a request, and what each goes by.
 *
 * @param retrievers empty: browse
 * @param semantic vector in the text space, or null
 * @param frame vector in the sight space for frames, or null
 * @param video vector in the sight space for whole videos, or null
 */
record RetrievalPlan(
    Set<Retriever> retrievers,
    @Nullable Vector semantic,
    @Nullable Vector frame,
    @Nullable Vector video) {

  /** What a request needs encoded before it can be planned. */
  record Needs(boolean text, boolean sight) {}

  /**
   * @param canText a text encoder is in use
   * @param canSight a sight encoder is in use
   * @throws InvalidValueException if the mode asks for an encoder that is not in use
   */
  static Needs needs(SearchRequest request, String words, boolean canText, boolean canSight) {
    if (words.isEmpty() || request.vector() != null) {
      return new Needs(false, false);
    }
    if (request.like() != null) {
      return new Needs(canText && request.like().text() == null, false);
    }
    return switch (request.mode()) {
      case TEXT -> new Needs(false, false);
      case HYBRID -> new Needs(canText, canSight);
      case SEMANTIC -> new Needs(required(canText, request.mode(), "encoders.text"), false);
      case VISUAL -> new Needs(false, required(canSight, request.mode(), "encoders.sight"));
    };
  }

  private static boolean required(boolean present, Mode mode, String setting) {
    if (!present) {
      throw new InvalidValueException(
          "mode",
          mode.name().toLowerCase(java.util.Locale.ROOT),
          "hybrid or text, or a vector of your own (" + setting + " is none here)");
    }
    return true;
  }

  /**
   * @param text the words in the text space, or null if not encoded
   * @param sight the words in the sight space, or null if not encoded
   */
  static RetrievalPlan of(
      SearchRequest request,
      String words,
      VectorSpaces spaces,
      @Nullable Vector text,
      @Nullable Vector sight) {
    Set<Retriever> retrievers = EnumSet.noneOf(Retriever.class);
    boolean byWords =
        !words.isEmpty() && (request.mode() == Mode.HYBRID || request.mode() == Mode.TEXT);
    if (byWords) {
      retrievers.add(Retriever.LEXICAL);
    }
    QueryVector own = request.vector();
    if (own != null && request.mode() != Mode.TEXT) {
      return withOwn(own, request.mode(), retrievers, spaces);
    }
    if (request.like() != null) {
      return alike(request.like(), retrievers, text);
    }
    if (text != null) {
      retrievers.add(Retriever.SEMANTIC);
    }
    if (sight != null) {
      retrievers.add(Retriever.FRAME);
      retrievers.add(Retriever.VIDEO);
    }
    return new RetrievalPlan(retrievers, text, sight, sight);
  }

  /**
   * Without the retrievers that are switched off.
   *
   * @throws InvalidValueException if none is left to answer
   */
  RetrievalPlan only(Set<Retriever> inPlay, SearchRequest request) {
    Set<Retriever> left = EnumSet.noneOf(Retriever.class);
    left.addAll(retrievers);
    left.retainAll(inPlay);
    if (left.isEmpty() && !retrievers.isEmpty()) {
      throw new InvalidValueException(
          "mode",
          request.mode().name().toLowerCase(java.util.Locale.ROOT),
          "one with retrievers that are in play here: "
              + String.join(", ", inPlay.stream().map(Retriever::key).sorted().toList()));
    }
    return new RetrievalPlan(left, semantic, frame, video);
  }

  /**
   * A picture is compared with frames, a video with whole videos. A picture with whole videos too
   * found its own less often: a frame is not like the mean of all.
   */
  private static RetrievalPlan alike(
      Likeness like, Set<Retriever> retrievers, @Nullable Vector words) {
    Vector text = like.text() == null ? words : like.text();
    if (text != null) {
      retrievers.add(Retriever.SEMANTIC);
    }
    Vector sight = like.sight();
    if (sight == null) {
      return new RetrievalPlan(retrievers, text, null, null);
    }
    boolean picture = like.picture() != null;
    retrievers.add(picture ? Retriever.FRAME : Retriever.VIDEO);
    return new RetrievalPlan(retrievers, text, picture ? sight : null, picture ? null : sight);
  }

  private static RetrievalPlan withOwn(
      QueryVector own, Mode mode, Set<Retriever> retrievers, VectorSpaces spaces) {
    boolean text = own.field() == QueryVector.Field.TEXT;
    boolean fits = mode == Mode.HYBRID || (mode == Mode.SEMANTIC) == text;
    if (!fits) {
      throw new InvalidValueException(
          "vector.field",
          own.field().name().toLowerCase(java.util.Locale.ROOT),
          mode == Mode.SEMANTIC ? "text in mode semantic" : "video or frame in mode visual");
    }
    Space space = text ? spaces.text() : spaces.sight();
    if (!space.fits(own.vector())) {
      throw new InvalidValueException(
          "vector.values",
          own.vector().dimension() + " numbers",
          space.dimension() + " numbers (" + space.encoder() + ")");
    }
    Vector unit = own.vector().normalised();
    return switch (own.field()) {
      case TEXT -> {
        retrievers.add(Retriever.SEMANTIC);
        yield new RetrievalPlan(retrievers, unit, null, null);
      }
      case FRAME -> {
        retrievers.add(Retriever.FRAME);
        yield new RetrievalPlan(retrievers, null, unit, null);
      }
      case VIDEO -> {
        retrievers.add(Retriever.VIDEO);
        yield new RetrievalPlan(retrievers, null, null, unit);
      }
    };
  }
}
