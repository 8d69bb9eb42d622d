package io.kinora.indexing.encode.models;

/**
 * What people should know about a model before they use it.
 *
 * @param title one line
 * @param summary what it is good at, and what not
 * @param licence SPDX identifier, or the terms in words
 * @param source where it comes from
 * @param note a caveat shown wherever models are listed; empty if there is none
 */
public record ModelCard(String title, String summary, String licence, String source, String note) {

  public ModelCard {
    Check.text("title", title, 120);
    Check.text("summary", summary, 2000);
    Check.text("licence", licence, 200);
    Check.text("source", source, 500);
    note = note == null ? "" : note.strip();
  }
}
