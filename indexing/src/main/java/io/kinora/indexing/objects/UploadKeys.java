package io.kinora.indexing.objects;

import java.util.UUID;

/**
 * The keys of an upload and of what is made of it. Each upload has its own, so that nothing ever
 * changes under an address.
 */
public final class UploadKeys {

  private static final String MEDIA = "media/";
  private static final String FRAMES = "frames/";

  private UploadKeys() {}

  /** Of a new file for a video: {@code media/ID/UPLOAD}. */
  public static String newMedia(String videoId) {
    return MEDIA + videoId + "/" + UUID.randomUUID();
  }

  /** Below which the pictures of a file's frames are: {@code frames/ID/UPLOAD/}. */
  public static String frames(String mediaKey) {
    return FRAMES + mediaKey.substring(MEDIA.length()) + "/";
  }
}
