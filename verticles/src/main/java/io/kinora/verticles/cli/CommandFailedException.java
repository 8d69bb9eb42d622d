package io.kinora.verticles.cli;

/** A command could not do what it was asked; the message says why and what to do next. */
final class CommandFailedException extends RuntimeException {

  CommandFailedException(String message) {
    super(message);
  }
}
