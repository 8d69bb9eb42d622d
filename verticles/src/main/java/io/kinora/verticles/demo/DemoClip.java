package io.kinora.verticles.demo;

import io.kinora.catalog.VideoMetadata;

/**
 * One video of the demo.
 *
 * @param file name of its MP4 file, without a folder
 */
public record DemoClip(String id, String file, VideoMetadata metadata) {}
