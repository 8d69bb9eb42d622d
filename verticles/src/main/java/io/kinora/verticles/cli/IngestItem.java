package io.kinora.verticles.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A video to be brought in.
 *
 * @param origin where it was read, for messages: a file, or a file and a line
 * @param metadata as the API takes it, without the id
 * @param file its media, or null
 */
record IngestItem(String origin, String id, ObjectNode metadata, @Nullable Path file) {}
