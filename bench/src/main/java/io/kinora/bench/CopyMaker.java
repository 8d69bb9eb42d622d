package io.kinora.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bytedeco.ffmpeg.ffmpeg;
import org.bytedeco.javacpp.Loader;

/** Makes copies of a video as people do, with the FFmpeg program that comes with the library. */
final class CopyMaker {

  private static final String PROGRAM = Loader.load(ffmpeg.class);

  /** Filters by kind of copy; {@code DUR} stands for the length in seconds. */
  private static final Map<String, List<String>> KINDS = new LinkedHashMap<>();

  static {
    kind("re-encoded", "-vf", "scale=trunc(iw/2)*2:trunc(ih/2)*2", "-b:v", "220k");
    kind("resized", "-vf", "scale=320:-2", "-b:v", "300k");
    kind("stretched", "-vf", "scale=480:480", "-b:v", "400k");
    kind(
        "letterboxed", "-vf", "scale=640:-2,pad=iw:trunc(ih*1.34/2)*2:0:(oh-ih)/2", "-b:v", "600k");
    kind("pillarboxed", "-vf", "scale=-2:480,pad=trunc(iw*1.4/2)*2:ih:(ow-iw)/2:0", "-b:v", "600k");
    kind(
        "watermarked",
        "-vf",
        "scale=640:-2,drawbox=x=iw*0.72:y=ih*0.06:w=iw*0.22:h=ih*0.14:color=white@0.7:t=fill,"
            + "drawbox=x=iw*0.76:y=ih*0.10:w=iw*0.14:h=ih*0.05:color=red@0.9:t=fill",
        "-b:v",
        "600k");
    kind("trimmed start", "-ss", "DUR*0.25", "-vf", "scale=640:-2", "-b:v", "600k");
    kind("trimmed end", "-t", "DUR*0.65", "-vf", "scale=640:-2", "-b:v", "600k");
    kind(
        "trimmed both", "-ss", "DUR*0.15", "-t", "DUR*0.65", "-vf", "scale=640:-2", "-b:v", "600k");
    kind("slower 0.8x", "-vf", "scale=640:-2,setpts=PTS/0.8", "-b:v", "600k");
    kind("faster 1.25x", "-vf", "scale=640:-2,setpts=PTS/1.25", "-b:v", "600k");
    kind("mirrored", "-vf", "scale=640:-2,hflip", "-b:v", "600k");
    kind("darker", "-vf", "scale=640:-2,lutyuv=y=val*0.8", "-b:v", "600k");
    kind(
        "several at once",
        "-ss",
        "DUR*0.10",
        "-vf",
        "scale=480:-2,hflip,setpts=PTS/1.1,pad=iw:trunc(ih*1.2/2)*2:0:(oh-ih)/2",
        "-b:v",
        "300k");
  }

  private CopyMaker() {}

  private static void kind(String name, String... arguments) {
    KINDS.put(name, List.of(arguments));
  }

  static List<String> kinds() {
    return List.copyOf(KINDS.keySet());
  }

  /** A copy as an MP4 file; one that is there already stays. */
  static Path make(Path original, double seconds, String kind, Path folder)
      throws IOException, InterruptedException {
    return cut(original, seconds, kind, KINDS.getOrDefault(kind, List.of()), folder);
  }

  /** A part of a video, from and to as shares of its length. */
  static Path part(Path original, double seconds, double from, double to, Path folder)
      throws IOException, InterruptedException {
    List<String> arguments =
        List.of(
            "-ss",
            "DUR*" + from,
            "-t",
            "DUR*" + (to - from),
            "-vf",
            "scale=640:-2",
            "-b:v",
            "600k");
    return cut(original, seconds, "part %.2f".formatted(from), arguments, folder);
  }

  private static Path cut(
      Path original, double seconds, String kind, List<String> arguments, Path folder)
      throws IOException, InterruptedException {
    Path target = folder.resolve(original.getFileName() + "." + kind.replace(' ', '-') + ".mp4");
    if (Files.exists(target)) {
      return target;
    }
    Path unfinished = folder.resolve("unfinished.mp4");
    List<String> command = new ArrayList<>(List.of(PROGRAM, "-v", "error", "-y"));
    List<String> input = new ArrayList<>();
    List<String> output = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i += 2) {
      String value = arguments.get(i + 1);
      if (value.startsWith("DUR*")) {
        double share = Double.parseDouble(value.substring(4));
        value = String.format(Locale.ROOT, "%.3f", share * seconds);
      }
      boolean cuts = arguments.get(i).equals("-ss") || arguments.get(i).equals("-t");
      (cuts ? input : output).addAll(List.of(arguments.get(i), value));
    }
    command.addAll(input);
    command.addAll(List.of("-i", original.toString(), "-an", "-c:v", "libopenh264"));
    command.addAll(output);
    command.addAll(List.of("-pix_fmt", "yuv420p", unfinished.toString()));
    Process process = new ProcessBuilder(command).inheritIO().start();
    if (process.waitFor() != 0) {
      throw new IOException("ffmpeg could not make " + target.getFileName());
    }
    return Files.move(unfinished, target);
  }
}
