package io.kinora.verticles.roster;

/**
 * How far a node is with a build of the index.
 *
 * @param searchable whether it can be searched from this node: a node that does not answer HTTP
 *     need not be able to
 * @param trouble what is wrong, empty if nothing
 */
public record GenerationCard(int number, boolean searchable, String trouble) {}
