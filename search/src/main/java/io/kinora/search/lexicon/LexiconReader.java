package io.kinora.search.lexicon;

import io.kinora.indexing.shard.ShardFields;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/**
 * Reads what a view of a shard says of language. Costs a pass over the shard's words, keywords and
 * text vectors. Deleted videos count as words, until their segment is merged, but not as anything
 * else.
 */
public final class LexiconReader {

  private LexiconReader() {}

  public static LexiconPart read(IndexSearcher searcher, LexiconLimits limits) throws IOException {
    IndexReader reader = searcher.getIndexReader();
    int videos = searcher.count(new TermQuery(new Term(ShardFields.KIND, ShardFields.VIDEO)));
    WordCounts words = words(reader, limits.words());
    TextVectors vectors = TextVectors.sum(reader);
    List<Name> names = new ArrayList<>();
    names.addAll(NameCounts.read(reader, Name.Type.CHANNEL));
    names.addAll(NameCounts.read(reader, Name.Type.TAG));
    names = LexiconPart.most(names, limits.names());
    return new LexiconPart(
        videos,
        words,
        withContexts(names, reader, limits),
        LexiconPart.largest(vectors.categories(), limits.categories()),
        vectors.all());
  }

  /** Which view it is: another text after every change. */
  public static String view(IndexSearcher searcher) {
    DirectoryReader reader = (DirectoryReader) searcher.getIndexReader();
    return reader.getVersion() + "/" + reader.numDocs();
  }

  /** Which of these lower-case words stand in some video, in order. */
  public static List<Boolean> known(IndexSearcher searcher, List<String> words) throws IOException {
    List<Boolean> known = new ArrayList<>(words.size());
    for (String word : words) {
      Term term = new Term(ShardFields.SURFACE, word);
      known.add(searcher.getIndexReader().docFreq(term) > 0);
    }
    return known;
  }

  private static WordCounts words(IndexReader reader, int most) throws IOException {
    Terms terms = MultiTerms.getTerms(reader, ShardFields.SURFACE);
    if (terms == null) {
      return WordCounts.NONE;
    }
    List<String> words = new ArrayList<>();
    List<Integer> videos = new ArrayList<>();
    TermsEnum each = terms.iterator();
    for (BytesRef term = each.next(); term != null; term = each.next()) {
      words.add(term.utf8ToString());
      videos.add(each.docFreq());
    }
    return new WordCounts(
            words.toArray(String[]::new), videos.stream().mapToInt(Integer::intValue).toArray())
        .top(most);
  }

  /** Only a name that means several things needs to be told apart. */
  private static List<Name> withContexts(List<Name> names, IndexReader reader, LexiconLimits limits)
      throws IOException {
    Map<String, List<Integer>> meanings = new TreeMap<>();
    for (int i = 0; i < names.size(); i++) {
      meanings.computeIfAbsent(FoldedText.key(names.get(i).id()), key -> new ArrayList<>(1)).add(i);
    }
    Map<Integer, List<Integer>> ambiguous = new HashMap<>();
    meanings.values().stream()
        .filter(indexes -> severalMeanings(names, indexes))
        .forEach(indexes -> ambiguous.put(indexes.getFirst(), indexes));
    List<Name> told = new ArrayList<>(names);
    int left = limits.contexts();
    for (int first = 0; first < names.size() && left > 0; first++) {
      for (int index : ambiguous.getOrDefault(first, List.of())) {
        Name name = names.get(index);
        VectorSum context = TextVectors.of(reader, field(name.type()), name.id(), limits);
        told.set(index, new Name(name.type(), name.id(), name.videos(), name.views(), context));
        left--;
      }
    }
    return told;
  }

  /** Tags that differ only in how they are written are one. */
  private static boolean severalMeanings(List<Name> names, List<Integer> indexes) {
    return indexes.size() > 1
        && indexes.stream().anyMatch(i -> names.get(i).type() == Name.Type.CHANNEL);
  }

  static String field(Name.Type type) {
    return switch (type) {
      case CHANNEL -> ShardFields.CHANNEL;
      case TAG -> ShardFields.TAG;
    };
  }
}
