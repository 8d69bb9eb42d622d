package io.kinora.verticles.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One video of the demo.
 *
 * @param file name of its MP4 file, without a folder
 * @param metadata what is said of it, as the API takes it
 */
public record DemoClip(String id, String file, ObjectNode metadata) {}
