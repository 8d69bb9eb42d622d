package io.kinora.catalog;

/**
 * The store of the catalogue is not there just now: it cannot be reached, is starting or stopping,
 * or has no room. The same may work in a moment. Whether a write that failed so was carried out is
 * not known.
 */
public final class CatalogueUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /**
   * @param why for operators; it never holds the store's password
   */
  public CatalogueUnavailableException(String why, Throwable cause) {
    super(why, cause);
  }
}
