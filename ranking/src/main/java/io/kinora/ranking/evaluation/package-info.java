/**
 * How good ranked lists are, by the judgements of people: measures of one list, their means with
 * confidence intervals, and whether one configuration is better than another beyond chance. The
 * definitions are those of trec_eval, so figures compare with published ones.
 */
@NullMarked
package io.kinora.ranking.evaluation;

import org.jspecify.annotations.NullMarked;
