package io.kinora.indexing.shard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.FilteringTokenFilter;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/**
 * Words as people write them, in lower case: what a catalogue's vocabulary is made of and what may
 * be misspelt. Only words of letters; numbers, codes, signs and scripts without blanks between
 * words are none.
 */
public final class SurfaceWords {

  /** Longer ones are not words. */
  static final int LONGEST = 40;

  /**
   * A word and where it stands.
   *
   * @param end past its last character; a possessive {@code 's} is not part of the word
   */
  public record Word(String text, int start, int end) {}

  private static final Analyzer ANALYZER =
      new Analyzer() {
        @Override
        protected TokenStreamComponents createComponents(String field) {
          Tokenizer tokenizer = new StandardTokenizer();
          TokenStream tokens = new LowerCaseFilter(new EnglishPossessiveFilter(tokenizer));
          return new TokenStreamComponents(tokenizer, new Spelt(tokens));
        }
      };

  private SurfaceWords() {}

  static Analyzer analyzer() {
    return ANALYZER;
  }

  /** The words of a text, in order. */
  public static List<Word> of(String text) {
    List<Word> words = new ArrayList<>();
    try (TokenStream tokens = ANALYZER.tokenStream(ShardFields.SURFACE, text)) {
      CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
      OffsetAttribute offset = tokens.addAttribute(OffsetAttribute.class);
      tokens.reset();
      while (tokens.incrementToken()) {
        int start = offset.startOffset();
        int end = Math.min(offset.endOffset(), start + term.length());
        words.add(new Word(term.toString(), start, end));
      }
      tokens.end();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return words;
  }

  /** Lets through what is spelt with letters; apostrophes become straight. */
  private static final class Spelt extends FilteringTokenFilter {

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);

    Spelt(TokenStream tokens) {
      super(tokens);
    }

    @Override
    protected boolean accept() {
      if (term.length() > LONGEST) {
        return false;
      }
      char[] chars = term.buffer();
      for (int i = 0; i < term.length(); ) {
        int c = Character.codePointAt(chars, i, term.length());
        if (c == '\u2019') {
          chars[i] = '\'';
        } else if (c != '\'' && !spells(c)) {
          return false;
        }
        i += Character.charCount(c);
      }
      return true;
    }

    private static boolean spells(int c) {
      return switch (Character.UnicodeScript.of(c)) {
        case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> false;
        default -> Character.isLetter(c) || isMark(c);
      };
    }

    private static boolean isMark(int c) {
      int type = Character.getType(c);
      return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }
  }
}
