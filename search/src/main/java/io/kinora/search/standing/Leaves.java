package io.kinora.search.standing;

import java.util.function.Supplier;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.util.automaton.ByteRunAutomaton;

/** Counts a query's conditions as Lucene does, which refuses to match one of too many. */
final class Leaves extends QueryVisitor {

  private int count;

  private Leaves() {}

  static int of(Query query) {
    Leaves leaves = new Leaves();
    query.visit(leaves);
    return leaves.count;
  }

  @Override
  public QueryVisitor getSubVisitor(Occur occur, Query parent) {
    // Those that exclude count too, which visitors pass over unless they say otherwise.
    return this;
  }

  @Override
  public void visitLeaf(Query query) {
    count++;
  }

  @Override
  public void consumeTerms(Query query, Term... terms) {
    count++;
  }

  @Override
  public void consumeTermsMatching(
      Query query, String field, Supplier<ByteRunAutomaton> automaton) {
    count++;
  }
}
