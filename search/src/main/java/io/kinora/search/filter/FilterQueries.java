package io.kinora.search.filter;

import io.kinora.indexing.shard.ShardFields;
import io.kinora.search.filter.Filter.And;
import io.kinora.search.filter.Filter.Is;
import io.kinora.search.filter.Filter.Not;
import io.kinora.search.filter.Filter.Or;
import io.kinora.search.filter.Filter.Range;
import org.apache.lucene.document.LongField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;

/** A filter as a Lucene query. A negation also matches documents that are not videos. */
public final class FilterQueries {

  private FilterQueries() {}

  public static Query query(Filter filter) {
    return switch (filter) {
      case And and -> {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        for (Filter part : and.parts()) {
          all.add(query(part), Occur.FILTER);
        }
        yield and.parts().isEmpty() ? MatchAllDocsQuery.INSTANCE : all.build();
      }
      case Or or -> {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        for (Filter part : or.parts()) {
          any.add(query(part), Occur.SHOULD);
        }
        yield any.build();
      }
      case Not not ->
          new BooleanQuery.Builder()
              .add(MatchAllDocsQuery.INSTANCE, Occur.FILTER)
              .add(query(not.part()), Occur.MUST_NOT)
              .build();
      case Is is -> new TermQuery(new Term(indexField(is.field()), is.value()));
      case Range range -> range(range);
    };
  }

  /** The index's name of a field. */
  public static String indexField(FilterField field) {
    return switch (field) {
      case ID -> ShardFields.ID;
      case CHANNEL -> ShardFields.CHANNEL;
      case TAG -> ShardFields.TAG;
      case LANGUAGE -> ShardFields.LANGUAGE;
      case CATEGORY -> ShardFields.CATEGORY;
      case LICENSE -> ShardFields.LICENSE;
      case GROUP -> ShardFields.GROUP;
      case DURATION_S -> ShardFields.DURATION_MS;
      case VIEWS -> ShardFields.VIEWS;
      case LIKES -> ShardFields.LIKES;
      case PUBLISHED_AT -> ShardFields.PUBLISHED_AT;
    };
  }

  /** Both inclusive, in the index's unit; nothing lies between them if low is above high. */
  public record Bounds(long low, long high) {}

  public static Bounds bounds(Range range) {
    double scale = range.field() == FilterField.DURATION_S ? 1000 : 1;
    return new Bounds(
        low(range.low(), range.lowInclusive(), scale),
        high(range.high(), range.highInclusive(), scale));
  }

  private static Query range(Range range) {
    Bounds bounds = bounds(range);
    return bounds.low > bounds.high
        ? MatchNoDocsQuery.INSTANCE
        : LongField.newRangeQuery(indexField(range.field()), bounds.low, bounds.high);
  }

  /** The least whole number within the bound. */
  private static long low(@Nullable Double bound, boolean inclusive, double scale) {
    if (bound == null) {
      return Long.MIN_VALUE;
    }
    double value = scaled(bound, scale);
    double whole = inclusive ? Math.ceil(value) : Math.floor(value) + 1;
    return (long) whole;
  }

  /** The greatest whole number within the bound. */
  private static long high(@Nullable Double bound, boolean inclusive, double scale) {
    if (bound == null) {
      return Long.MAX_VALUE;
    }
    double value = scaled(bound, scale);
    double whole = inclusive ? Math.floor(value) : Math.ceil(value) - 1;
    return (long) whole;
  }

  /** Decimal fractions of a second are whole milliseconds, whatever binary fractions say. */
  private static double scaled(double bound, double scale) {
    double value = bound * scale;
    double whole = Math.rint(value);
    return scale != 1 && Math.abs(value - whole) < 1e-6 ? whole : value;
  }
}
