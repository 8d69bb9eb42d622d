/**
 * What viewers do: taken in, checked, sealed and appended to the log ({@code EventIntake}); read
 * from there into PostgreSQL ({@code InteractionView}).
 */
@NullMarked
package io.kinora.verticles.events;

import org.jspecify.annotations.NullMarked;
