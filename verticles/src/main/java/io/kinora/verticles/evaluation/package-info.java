/**
 * Judged collections and reports of evaluations: reading BEIR's files and TREC's runs, documents as
 * videos, tables, JSON and HTML.
 */
@NullMarked
package io.kinora.verticles.evaluation;

import org.jspecify.annotations.NullMarked;
