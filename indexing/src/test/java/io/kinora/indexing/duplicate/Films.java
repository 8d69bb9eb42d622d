package io.kinora.indexing.duplicate;

import io.kinora.indexing.duplicate.Fingerprint.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Made-up films: a picture for each moment that moves on steadily and cuts now and then. */
final class Films {

  static final int SIDE = FrameSampler.SIDE;

  private final long seed;
  private final double seconds;
  private final double[][] scenes;

  Films(long seed, double seconds) {
    this.seed = seed;
    this.seconds = seconds;
    Random random = new Random(seed);
    scenes = new double[(int) Math.ceil(seconds / 4) + 1][];
    for (int i = 0; i < scenes.length; i++) {
      scenes[i] = random.doubles(6 * 5).toArray();
    }
  }

  /** What it shows at a time: lights of several sizes that drift. */
  GrayImage at(double second) {
    double[] scene = scenes[(int) Math.min(scenes.length - 1, Math.max(0, second) / 4)];
    double[] light = new double[SIDE * SIDE];
    for (int i = 0; i < scene.length; i += 5) {
      double size = 8 + 24 * scene[i + 4];
      double[] across = glow(scene[i] + 0.15 * second * (scene[i + 1] - 0.5), size);
      double[] down = glow(scene[i + 2] + 0.15 * second * (scene[i + 3] - 0.5), size);
      for (int at = 0; at < light.length; at++) {
        light[at] += 120 * across[at % SIDE] * down[at / SIDE];
      }
    }
    byte[] luma = new byte[light.length];
    for (int at = 0; at < luma.length; at++) {
      luma[at] = (byte) Math.min(255, 40 + light[at]);
    }
    return new GrayImage(SIDE, SIDE, luma);
  }

  /** A light's brightness along one side, which closes into a ring; its place as a share of it. */
  private static double[] glow(double place, double size) {
    double[] glow = new double[SIDE];
    double centre = SIDE * (place - Math.floor(place));
    for (int i = 0; i < SIDE; i++) {
      double straight = Math.abs(i - centre);
      double distance = Math.min(straight, SIDE - straight);
      glow[i] = Math.exp(-distance * distance / (size * size));
    }
    return glow;
  }

  /** How a copy treats a picture. */
  interface Treatment {
    GrayImage of(GrayImage image);
  }

  /** A copy that begins at a time, ends at a time and runs so many times as fast. */
  Fingerprint copy(double from, double to, double speed, double rate, Treatment treatment) {
    double length = (to - from) / speed;
    FrameSampler sampler = new FrameSampler(Math.round(1000 * length));
    for (int frame = 0; frame / rate < length; frame++) {
      long position = Math.round(1000 * frame / rate);
      if (sampler.wants(position)) {
        sampler.take(position, treatment.of(at(from + speed * frame / rate)));
      }
    }
    return sampler.fingerprint();
  }

  Fingerprint whole() {
    return copy(0, seconds, 1, 24, image -> image);
  }

  static GrayImage mirrored(GrayImage image) {
    byte[] luma = new byte[image.luma().length];
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        luma[y * image.width() + x] = (byte) image.at(image.width() - 1 - x, y);
      }
    }
    return new GrayImage(image.width(), image.height(), luma);
  }

  /** Squeezed between black bars that take a share of the height, half above and half below. */
  static GrayImage letterboxed(GrayImage image, double share) {
    int height = image.height();
    int bar = (int) Math.round(height * share / 2);
    byte[] luma = new byte[image.luma().length];
    for (int y = bar; y < height - bar; y++) {
      double source = (y - bar + 0.5) * height / (height - 2.0 * bar) - 0.5;
      int above = (int) Math.max(0, Math.floor(source));
      int below = Math.min(height - 1, above + 1);
      double part = Math.max(0, source - above);
      for (int x = 0; x < image.width(); x++) {
        double value = (1 - part) * image.at(x, above) + part * image.at(x, below);
        luma[y * image.width() + x] = (byte) Math.round(value);
      }
    }
    return new GrayImage(image.width(), height, luma);
  }

  /** As after coding at a low rate: a little darker, with noise. */
  GrayImage coarse(GrayImage image) {
    Random random = new Random(seed);
    byte[] luma = new byte[image.luma().length];
    for (int i = 0; i < luma.length; i++) {
      double value = 0.9 * (image.luma()[i] & 0xff) + 6 * random.nextGaussian();
      luma[i] = (byte) Math.max(0, Math.min(255, value));
    }
    return new GrayImage(image.width(), image.height(), luma);
  }

  /** Hashes without any order, as of a film that nobody made. */
  static Fingerprint noise(long seed, int samples) {
    Random random = new Random(seed);
    List<Sample> all = new ArrayList<>();
    for (int i = 0; i < samples; i++) {
      all.add(
          new Sample(
              250 * i,
              new FrameHash(
                  random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong())));
    }
    return new Fingerprint(250L * samples, all);
  }
}
