package io.kinora.verticles.demo.scenes;

import static io.kinora.verticles.demo.paint.Tint.rgb;

import io.kinora.verticles.demo.paint.Forms;
import io.kinora.verticles.demo.paint.Motion;
import io.kinora.verticles.demo.paint.Noise;
import io.kinora.verticles.demo.paint.Tint;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Area;
import java.awt.image.BufferedImage;

/** The continents, roughly: an equirectangular picture with invented relief. */
final class WorldMap {

  private static final int W = 720;
  private static final int H = 360;

  /** Outlines as longitude, latitude pairs in degrees. */
  private static final double[][] LANDS = {
    {
      -168, 66, -156, 71, -128, 70, -95, 72, -82, 68, -94, 59, -82, 55, -79, 62, -65, 59, -56, 52,
      -66, 45, -70, 42, -75, 36, -81, 31, -80, 25, -83, 30, -90, 30, -97, 27, -97, 20, -90, 21, -88,
      16, -83, 10, -79, 9, -86, 12, -96, 16, -105, 20, -110, 25, -115, 31, -122, 37, -124, 47, -133,
      55, -150, 60, -162, 56, -160, 61
    },
    {
      -78, 9, -72, 12, -62, 10, -51, 3, -44, -3, -35, -7, -39, -15, -42, -23, -49, -28, -57, -36,
      -63, -41, -68, -50, -71, -54, -75, -50, -73, -37, -70, -20, -77, -13, -81, -5, -79, 2
    },
    {
      -17, 15, -16, 22, -10, 30, -5, 36, 10, 37, 20, 32, 32, 31, 36, 22, 43, 12, 51, 11, 42, -2, 40,
      -12, 35, -20, 31, -29, 22, -34, 17, -30, 12, -16, 9, 0, 8, 5, -7, 5, -14, 9
    },
    {
      -9, 38, -9, 43, -2, 44, 2, 51, 8, 54, 10, 57, 6, 60, 14, 67, 25, 71, 40, 67, 60, 69, 75, 73,
      100, 77, 130, 73, 160, 70, 179, 67, 170, 60, 162, 58, 156, 51, 155, 60, 142, 57, 136, 54, 140,
      46, 130, 42, 126, 35, 121, 40, 122, 31, 115, 23, 108, 21, 109, 12, 104, 9, 101, 13, 103, 2,
      99, 8, 96, 17, 90, 22, 80, 15, 77, 8, 72, 20, 66, 25, 57, 26, 51, 25, 59, 22, 52, 16, 43, 13,
      35, 28, 36, 36, 27, 37, 23, 37, 19, 42, 13, 45, 18, 40, 16, 38, 9, 44, 3, 42, -2, 37
    },
    {
      114, -22, 122, -18, 130, -12, 137, -12, 140, -17, 143, -11, 147, -20, 153, -26, 150, -37, 144,
      -38, 138, -34, 131, -31, 118, -35
    },
    {-54, 60, -44, 60, -22, 70, -18, 80, -40, 83, -62, 81, -58, 75, -52, 68},
    {-5, 50, 1, 52, -2, 57, -5, 58, -4, 54},
    {131, 32, 136, 34, 140, 36, 142, 43, 139, 38},
    {44, -25, 49, -15, 50, -22, 46, -26},
    {96, 5, 104, -4, 106, -6, 100, 0},
    {109, 1, 117, 6, 118, 0, 114, -4},
    {131, -1, 141, -3, 148, -9, 139, -8},
    {167, -46, 174, -40, 178, -38, 172, -44},
    {-84, 22, -75, 20, -78, 22},
    {120, 18, 124, 12, 125, 7, 121, 14},
    {-23, 64, -14, 65, -18, 66},
    {
      -180, -90, -180, -76, -150, -77, -120, -74, -70, -74, -60, -65, -50, -78, 0, -70, 50, -67,
      100, -66, 150, -69, 180, -76, 180, -90
    }
  };

  private WorldMap() {}

  /** Row-major RGB, longitude -180 to 180 across, latitude 90 to -90 down. */
  static int[] pixels() {
    Area land = new Area();
    for (double[] outline : LANDS) {
      double[] xy = new double[outline.length];
      for (int i = 0; i < outline.length; i += 2) {
        xy[i] = (outline[i] + 180) * W / 360;
        xy[i + 1] = (90 - outline[i + 1]) * H / 180;
      }
      land.add(new Area(Forms.round(xy)));
    }
    boolean[] solid = solid(land);
    Noise noise = new Noise(11);
    int[] pixels = new int[W * H];
    for (int y = 0, i = 0; y < H; y++) {
      for (int x = 0; x < W; x++, i++) {
        int jx = (int) (x + (noise.fbm(x / 9.0, y / 9.0, 3) - 0.5) * 9);
        int jy = (int) (y + (noise.fbm(x / 9.0 + 50, y / 9.0, 3) - 0.5) * 9);
        boolean dry = solid[Math.max(0, Math.min(H - 1, jy)) * W + Math.floorMod(jx, W)];
        pixels[i] = colour(noise, x, y, dry).getRGB();
      }
    }
    return pixels;
  }

  private static boolean[] solid(Area land) {
    BufferedImage mask = new BufferedImage(W, H, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = mask.createGraphics();
    g.fill(land);
    g.dispose();
    boolean[] solid = new boolean[W * H];
    for (int i = 0; i < solid.length; i++) {
      solid[i] = (mask.getRGB(i % W, i / W) & 255) > 127;
    }
    return solid;
  }

  private static Color colour(Noise noise, int x, int y, boolean dry) {
    double latitude = Math.abs(90 - y * 180.0 / H);
    double relief = noise.fbm(x / 16.0, y / 16.0, 5);
    boolean line = x % 60 == 0 || y % 60 == 0;
    if (!dry) {
      Color sea = Tint.mix(rgb(0x2f7fc0), rgb(0x1b4f92), noise.fbm(x / 60.0, y / 60.0, 3) * 1.3);
      return line ? Tint.lit(sea, 1.16) : sea;
    }
    Color green = Tint.mix(rgb(0x4c8a3a), rgb(0x9db45a), relief * 1.3);
    Color sand = Tint.mix(rgb(0xe2c583), rgb(0xb8894a), relief);
    double arid = Motion.ease(10, 17, latitude) * (1 - Motion.ease(32, 42, latitude));
    Color land =
        Tint.mix(green, sand, arid * Motion.ease(0.3, 0.55, noise.fbm(x / 50.0, y / 50.0, 2)));
    land = Tint.mix(land, rgb(0x6d8a5a), Motion.ease(48, 60, latitude));
    land = Tint.mix(land, rgb(0xf2f5f6), Motion.ease(64, 74, latitude + relief * 8));
    return Tint.lit(land, line ? 0.9 : 0.8 + 0.4 * relief);
  }

  /** Nearest pixel; both angles in radians, longitude of any turn. */
  static int at(int[] pixels, double longitude, double latitude) {
    int x = Math.floorMod((int) Math.floor((longitude / (2 * Math.PI) + 0.5) * W), W);
    int y = (int) ((0.5 - latitude / Math.PI) * H);
    return pixels[Math.max(0, Math.min(H - 1, y)) * W + x];
  }
}
