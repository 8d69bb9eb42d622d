package io.kinora.verticles.node;

import io.kinora.catalog.postgres.GenerationRepository;
import io.kinora.catalog.postgres.JobRepository;
import io.kinora.catalog.postgres.OutboxRepository;
import io.kinora.catalog.postgres.PlanRepository;
import io.vertx.sqlclient.Pool;

/** What of the catalogue several parts of a node need. */
record Catalogue(
    Pool pool,
    JobRepository jobs,
    PlanRepository plans,
    OutboxRepository outbox,
    GenerationRepository generations) {}
