package io.kinora.verticles.config;

/**
 * A setting that cannot be used; the message names it, where it came from, its value and what would
 * be allowed.
 */
public final class WrongSettingException extends RuntimeException {

  public WrongSettingException(String message) {
    super(message);
  }

  static WrongSettingException of(Setting<?> setting, String value, String source) {
    return new WrongSettingException(
        setting.name()
            + " (from "
            + source
            + ") is \""
            + value
            + "\"; allowed: "
            + setting.allowed());
  }
}
