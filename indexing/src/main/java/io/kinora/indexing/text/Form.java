package io.kinora.indexing.text;

/**
 * A term under which a piece of a text can be found.
 *
 * @param start of the piece in the text
 * @param end past its last character
 * @param position of the word among the text's words, from 0; forms of one word share it
 */
public record Form(String term, int start, int end, int position, Kind kind) {

  /** Where a form comes from. */
  public enum Kind {
    /**
     * The word itself: lower case, without accents. Pairs of characters where no blanks part words.
     */
    NEUTRAL,
    /** The word with the signs that it is written with: {@code c++}, {@code #shorts}. */
    SIGNED,
    /** Words that a sign joins, as one: {@code wi-fi} is {@code wifi} too. */
    JOINED,
    /** What a language's analysis makes of the word. */
    LANGUAGE
  }
}
