package io.kinora.indexing.shard;

import io.kinora.catalog.SuppliedFrame;
import io.kinora.catalog.Track;
import io.kinora.catalog.Vector;
import io.kinora.catalog.Video;
import io.kinora.catalog.VideoMetadata;
import io.kinora.indexing.text.Form;
import io.kinora.indexing.text.LanguageDetector;
import io.kinora.indexing.text.TextForms;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.KeywordField;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A video as a block of documents: its frames that have a vector, ascending in time, then the video
 * itself. A video without frames is a block of one, a deleted video a tombstone: id and version.
 */
final class VideoDocuments {

  private static final Logger log = LoggerFactory.getLogger(VideoDocuments.class);

  /** How often a word counts by where it stands. */
  private static final int TITLE_WEIGHT = 3;

  private static final int TAG_WEIGHT = 2;
  private static final int CHANNEL_WEIGHT = 2;
  private static final int DESCRIPTION_WEIGHT = 1;

  private final VectorSpaces spaces;
  private final VideoLanguage languages;
  private final AtomicLong outsideSpace = new AtomicLong();

  VideoDocuments(VectorSpaces spaces, String fallbackLanguage) {
    this.spaces = spaces;
    this.languages = new VideoLanguage(LanguageDetector.shipped(), fallbackLanguage);
  }

  /** Vectors left out because their dimension is not the space's. */
  long outsideSpace() {
    return outsideSpace.get();
  }

  List<Document> block(Video video) {
    if (video.deleted()) {
      return List.of(tombstone(video));
    }
    List<Document> block = new ArrayList<>();
    for (SuppliedFrame frame : video.framesSeenBy(spaces.sight().encoder())) {
      Document child = frame(video, frame);
      if (child != null) {
        block.add(child);
      }
    }
    block.add(video(video));
    return block;
  }

  private static Document identified(String kind, String id) {
    Document document = new Document();
    document.add(new StringField(ShardFields.BLOCK, id, Store.NO));
    document.add(new StringField(ShardFields.KIND, kind, Store.NO));
    return document;
  }

  private static Document versioned(String kind, Video video) {
    Document document = identified(kind, video.id());
    document.add(new StringField(ShardFields.ID, video.id(), Store.NO));
    document.add(new BinaryDocValuesField(ShardFields.ID, new BytesRef(video.id())));
    document.add(new NumericDocValuesField(ShardFields.VERSION, video.version()));
    return document;
  }

  private static Document tombstone(Video video) {
    return versioned(ShardFields.TOMBSTONE, video);
  }

  private @Nullable Document frame(Video video, SuppliedFrame frame) {
    float[] vector = fitting(video.id(), ShardFields.FRAME_VECTOR, frame.vector(), spaces.sight());
    if (vector == null) {
      return null;
    }
    Document document = identified(ShardFields.FRAME, video.id());
    document.add(new NumericDocValuesField(ShardFields.TIMESTAMP_MS, frame.timestampMs()));
    document.add(vectorField(ShardFields.FRAME_VECTOR, vector));
    return document;
  }

  private Document video(Video video) {
    Document document = versioned(ShardFields.VIDEO, video);
    document.add(new BinaryDocValuesField(ShardFields.CARD, VideoCard.of(video).toBytes()));
    document.add(
        new BinaryDocValuesField(
            ShardFields.STORED, StoredVideoCodec.write(StoredVideo.of(video))));
    Track track = video.derived().track();
    if (track != null) {
      document.add(new BinaryDocValuesField(ShardFields.TRACK, new BytesRef(track.bytes())));
    }
    addSurface(document, video.metadata());
    addConditions(document, video);
    Vector text = video.textVector(spaces.text().encoder());
    addVector(
        document,
        ShardFields.TEXT_VECTOR,
        fitting(video.id(), ShardFields.TEXT_VECTOR, text, spaces.text()));
    addVector(document, ShardFields.VIDEO_VECTOR, videoVector(video));
    return document;
  }

  /** The unit vector of a whole video as the index has it, or null. */
  float @Nullable [] videoVector(Video video) {
    Vector whole = video.videoVector(spaces.sight().encoder());
    return fitting(video.id(), ShardFields.VIDEO_VECTOR, whole, spaces.sight());
  }

  /** What words and filters can ask for. */
  void addConditions(Document document, Video video) {
    addWords(document, video.metadata());
    addKeywords(document, video.metadata());
    addKeyword(document, ShardFields.GROUP, video.derived().group());
    addNumbers(document, video);
  }

  private void addWords(Document document, VideoMetadata said) {
    String language = languages.of(said);
    if (language != null) {
      document.add(new StringField(ShardFields.ANALYSED, language, Store.NO));
    }
    List<Form> title = TextForms.written(said.title(), language);
    document.add(PlacedText.of(ShardFields.TITLE, said.title(), title));
    addText(document, said.title(), title, TITLE_WEIGHT);
    for (String tag : said.tags()) {
      addText(document, tag, TextForms.written(tag, language), TAG_WEIGHT);
    }
    if (said.channel() != null) {
      List<Form> channel = TextForms.written(said.channel(), language);
      addText(document, said.channel(), channel, CHANNEL_WEIGHT);
    }
    if (!said.description().isEmpty()) {
      List<Form> description = TextForms.written(said.description(), language);
      addText(document, said.description(), description, DESCRIPTION_WEIGHT);
    }
    if (!said.transcript().isEmpty()) {
      List<Form> transcript = TextForms.written(said.transcript(), language);
      document.add(PlacedText.scored(ShardFields.TRANSCRIPT, said.transcript(), transcript));
    }
  }

  private static void addSurface(Document document, VideoMetadata said) {
    document.add(new SurfaceText(said.title()));
    said.tags().forEach(tag -> document.add(new SurfaceText(tag)));
    if (said.channel() != null) {
      document.add(new SurfaceText(said.channel()));
    }
    document.add(new SurfaceText(said.description()));
    document.add(new SurfaceText(said.transcript()));
  }

  private static void addText(Document document, String text, List<Form> forms, int weight) {
    document.add(new WeightedText(ShardFields.WORDS, text, forms, weight));
    document.add(PlacedText.of(ShardFields.PHRASES, text, asWritten(forms)));
  }

  private static List<Form> asWritten(List<Form> forms) {
    List<Form> kept = new ArrayList<>(forms.size());
    for (Form form : forms) {
      if (form.kind() == Form.Kind.NEUTRAL || form.kind() == Form.Kind.SIGNED) {
        kept.add(form);
      }
    }
    return kept;
  }

  private static void addKeywords(Document document, VideoMetadata said) {
    addKeyword(document, ShardFields.CHANNEL, said.channel());
    addKeyword(document, ShardFields.LANGUAGE, said.language());
    addKeyword(document, ShardFields.CATEGORY, said.category());
    addKeyword(document, ShardFields.LICENSE, said.license());
    for (String tag : said.tags()) {
      addKeyword(document, ShardFields.TAG, tag);
    }
  }

  private static void addKeyword(Document document, String field, @Nullable String value) {
    if (value != null) {
      document.add(new KeywordField(field, value, Store.NO));
    }
  }

  private static void addNumbers(Document document, Video video) {
    VideoMetadata said = video.metadata();
    document.add(new LongField(ShardFields.VIEWS, said.views(), Store.NO));
    document.add(new LongField(ShardFields.LIKES, said.likes(), Store.NO));
    Long duration = video.durationMs();
    if (duration != null) {
      document.add(new LongField(ShardFields.DURATION_MS, duration, Store.NO));
    }
    if (said.publishedAt() != null) {
      document.add(
          new LongField(ShardFields.PUBLISHED_AT, said.publishedAt().toEpochMilli(), Store.NO));
    }
  }

  private static void addVector(Document document, String field, float @Nullable [] unit) {
    if (unit != null) {
      document.add(vectorField(field, unit));
    }
  }

  private static KnnFloatVectorField vectorField(String field, float[] unit) {
    return new KnnFloatVectorField(field, unit, VectorSimilarityFunction.DOT_PRODUCT);
  }

  /**
   * The vector with length 1, or null if there is none or it is of another space. The log may hold
   * vectors of encoders used before; one of them must not stop all that comes after it.
   */
  private float @Nullable [] fitting(
      String id, String field, @Nullable Vector vector, VectorSpaces.Space space) {
    if (vector == null) {
      return null;
    }
    if (vector.dimension() == space.dimension()) {
      float[] unit = vector.normalised().values();
      if (isUnit(unit)) {
        return unit;
      }
    }
    long leftOut = outsideSpace.incrementAndGet();
    if (Long.bitCount(leftOut) == 1) { // a replay may meet millions: warn at 1, 2, 4, 8...
      log.warn(
          "left out {} of video {}: {} numbers or no direction; its space ({}) has {};"
              + " {} left out so far",
          field,
          id,
          vector.dimension(),
          space.encoder(),
          space.dimension(),
          leftOut);
    }
    return null;
  }

  /** A NaN, an infinity or a vector of zeros does not come out with length 1. */
  private static boolean isUnit(float[] vector) {
    double squares = 0;
    for (float value : vector) {
      squares += (double) value * value;
    }
    return Math.abs(squares - 1) < 1e-3;
  }
}
