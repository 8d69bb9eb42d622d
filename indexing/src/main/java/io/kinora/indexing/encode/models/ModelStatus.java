package io.kinora.indexing.encode.models;

/**
 * A line of {@code models list}.
 *
 * @param installed whether its files are at hand
 * @param builtIn whether they come with the program
 * @param bytes of its files together, as far as the model file knows
 */
public record ModelStatus(
    String name,
    ModelKind kind,
    int dimension,
    ModelCard card,
    boolean installed,
    boolean builtIn,
    long bytes) {}
