/**
 * PostgreSQL, where the catalogue is true: videos, the outbox that leads them to the log, the jobs
 * that are still to be done for them, and a server to keep them in where none is given.
 */
@NullMarked
package io.kinora.catalog.postgres;

import org.jspecify.annotations.NullMarked;
