package io.kinora.verticles.http;

import io.kinora.catalog.SentEvent;
import io.kinora.verticles.http.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request reports.
 *
 * @param events those that could be read
 * @param indices where each of them stood in the request, from 0
 * @param refused those that could not be read
 * @param single whether it is one event and no list of them
 * @param token in the body, or null
 * @param session likewise
 */
record SentEvents(
    List<SentEvent> events,
    List<Integer> indices,
    List<Refused> refused,
    boolean single,
    @Nullable String token,
    @Nullable String session) {

  record Refused(int index, Problem problem) {}
}
