package io.kinora.verticles.http.json;

/** Where things are served from. */
public final class Links {

  private Links() {}

  public static String media(String id) {
    return "/v1/videos/" + id + "/media";
  }

  /**
   * @param key object key of a picture
   */
  public static String thumbnail(String key) {
    return "/v1/thumbnails/" + key;
  }
}
