package io.kinora.search;

/**
 * The account of one stage.
 *
 * @param in candidates that went in, -1 where that has no meaning
 * @param out candidates that came out, -1 where that has no meaning
 */
public record StageTime(String name, double ms, int in, int out) {}
