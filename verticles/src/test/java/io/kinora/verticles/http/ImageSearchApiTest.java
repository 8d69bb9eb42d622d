package io.kinora.verticles.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.catalog.Vector;
import io.kinora.indexing.encode.FrameEncoder;
import io.kinora.indexing.media.Resize;
import io.kinora.indexing.media.RgbImage;
import io.kinora.search.SearchRequest;
import io.kinora.search.filter.Filter;
import io.kinora.search.filter.FilterField;
import io.kinora.search.shard.VideoContent;
import io.kinora.verticles.BoundedPool;
import io.kinora.verticles.http.openapi.ApiDocument;
import io.kinora.verticles.search.PictureEncoder;
import io.vertx.core.Future;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImageSearchApiTest {

  private static final String BOUNDARY = "----a-boundary";

  @TempDir static Path folder;
  private static TestApi api;
  private static BoundedPool pool;

  @BeforeAll
  static void start() {
    api = TestApi.start(folder);
    pool = new BoundedPool("picture", 2, 16);
  }

  @AfterAll
  static void stop() {
    api.close();
    pool.close();
  }

  @BeforeEach
  void answerAlike() {
    api.search = request -> Future.succeededFuture(TestApi.ANSWER);
    api.pictures = new PictureEncoder(new MeanColour(), pool);
    api.searches.clear();
    api.contents.clear();
  }

  @Test
  void a_picture_is_searched_by_and_the_answer_is_that_of_a_search() throws IOException {
    TestApi.Answer answer =
        send(new Form().part("limit", "3").part("image", picture("png")).part("q", "cars"));

    assertThat(answer.status()).isEqualTo(200);
    ApiDocument.load().shape("SearchResponse").check(answer.json());
    SearchRequest asked = api.searches.getFirst();
    assertThat(asked.q()).isEqualTo("cars");
    assertThat(asked.limit()).isEqualTo(3);
    assertThat(asked.like().sight()).isEqualTo(new Vector(new float[] {200, 100, 50}));
    assertThat(asked.like().picture().width()).isEqualTo(64);
  }

  @Test
  void formats_are_told_by_content_and_not_by_what_the_part_says() throws IOException {
    for (String format : List.of("png", "jpeg", "gif")) {
      assertThat(send(new Form().file("image", "x.html", "text/html", picture(format))).status())
          .isEqualTo(200);
    }
    assertRefused(new Form().part("image", "<html></html>"), 415, "image", "HTML");
    assertRefused(new Form().part("image", "<svg></svg>"), 415, "image", "SVG");
  }

  @Test
  void a_crop_is_what_is_looked_for() throws IOException {
    send(new Form().part("image", picture("png")).part("crop", "0,0,10,20"));
    assertThat(api.searches.getFirst().like().picture().height()).isEqualTo(64);
  }

  @Test
  void every_bad_part_is_refused_by_name() throws IOException {
    byte[] image = picture("jpeg");
    assertRefused(new Form().part("q", "cars"), 400, "image", "missing");
    assertRefused(new Form().part("image", ""), 400, "image", "empty");
    assertRefused(new Form().part("image", image).part("image", image), 400, "image", "once");
    assertRefused(new Form().part("image", image).part("colour", "red"), 400, "colour", "crop");
    assertRefused(new Form().part("image", image).part("limit", "0"), 400, "limit", "1 to 100");
    assertRefused(new Form().part("image", image).part("limit", "x"), 400, "limit", "number");
    assertRefused(new Form().part("image", image).part("fields", "a"), 400, "fields[0]", "title");
    assertRefused(new Form().part("image", image).part("filter", "!"), 400, "filter", "position");
    assertRefused(new Form().part("image", image).part("explain", "1"), 400, "explain", "true");
    for (String crop : List.of("1,2,3", "a,b,c,d", "0,0,-8,8", "1.5,0,8,8", "", "0,0,8,8,8")) {
      assertRefused(new Form().part("image", image).part("crop", crop), 400, "crop", "x,y,width");
    }
    for (String crop : List.of("0,0,33,8", "30,0,8,8", "0,0,1,1", "0,20,8,8")) {
      assertRefused(new Form().part("image", image).part("crop", crop), 400, "crop", "32 x 24");
    }
  }

  @Test
  void bad_pictures_are_refused_before_they_cost_anything() throws IOException {
    byte[] png = picture("png");
    byte[] bomb = picture("png");
    ByteBuffer.wrap(bomb).putInt(16, 60_000).putInt(20, 60_000);
    CRC32 sum = new CRC32();
    sum.update(bomb, 12, 17);
    ByteBuffer.wrap(bomb).putInt(29, (int) sum.getValue());
    assertRefused(new Form().part("image", bomb), 413, "image", "pixels");
    assertRefused(new Form().part("image", Arrays.copyOf(png, 20)), 422, "image", "PNG");
    assertRefused(new Form().part("image", Arrays.copyOf(png, 60)), 422, "image", "PNG");
    byte[] large = Arrays.copyOf(png, ImageSearchHandler.MOST_IMAGE_BYTES + 1);
    assertRefused(new Form().part("image", large), 413, "image", "bytes");
  }

  @Test
  void what_is_no_form_is_refused() {
    TestApi.Answer json = api.post("/v1/search/image", "{}");
    assertThat(json.status()).isEqualTo(415);
    assertThat(json.field()).isEqualTo("Content-Type");
    assertThat(raw("multipart/form-data", "x").status()).isEqualTo(400);
    assertThat(raw("multipart/form-data; boundary=b", "").status()).isEqualTo(400);
    assertThat(raw("multipart/form-data; boundary=b", "--b\r\nnothing").status()).isEqualTo(400);
    String cut = "--b\r\nContent-Disposition: form-data; name=\"image\"\r\n\r\nabc";
    assertThat(raw("multipart/form-data; boundary=b", cut).status()).isEqualTo(400);
  }

  @Test
  void without_a_sight_encoder_it_says_so() throws IOException {
    api.pictures = new PictureEncoder(null, pool);
    TestApi.Answer answer = send(new Form().part("image", picture("png")));
    assertThat(answer.status()).isEqualTo(501);
    assertThat(answer.detail()).contains("encoders.sight is none");
  }

  @Test
  void damaged_pictures_and_forms_are_never_a_fault_of_the_server() throws IOException {
    long seed = Long.getLong("kinora.seed", new Random().nextLong());
    Random random = new Random(seed);
    List<byte[]> seeds = List.of(picture("png"), picture("jpeg"), picture("gif"));
    for (int i = 0; i < 300; i++) {
      byte[] bytes = seeds.get(i % seeds.size()).clone();
      byte[] form = new Form().part("crop", "0,0,16,16").part("image", bytes).bytes();
      int changes = 1 + random.nextInt(6);
      int from = i % 5 == 0 ? 0 : form.length - bytes.length - BOUNDARY.length() - 10;
      for (int change = 0; change < changes; change++) {
        form[from + random.nextInt(form.length - from)] = (byte) random.nextInt(256);
      }
      TestApi.Answer answer =
          api.send(
              "POST",
              "/v1/search/image",
              BodyPublishers.ofByteArray(form),
              "Content-Type",
              "multipart/form-data; boundary=" + BOUNDARY);
      assertThat(answer.status()).as("seed %d, %d: %s", seed, i, answer.text()).isLessThan(500);
    }
  }

  @Test
  void similar_videos_are_searched_by_content_without_the_video_itself_and_its_copies() {
    Vector text = new Vector(new float[] {1, 0});
    api.contents.put("a", new VideoContent(true, text, null, "oldest"));

    TestApi.Answer answer = api.get("/v1/videos/a/similar?limit=4&filter=channel:x");

    assertThat(answer.status()).isEqualTo(200);
    SearchRequest asked = api.searches.getFirst();
    assertThat(asked.like().text()).isEqualTo(text);
    assertThat(asked.like().picture()).isNull();
    assertThat(asked.limit()).isEqualTo(4);
    assertThat(asked.filter())
        .isEqualTo(
            new Filter.And(
                List.of(
                    new Filter.Is(FilterField.CHANNEL, "x"),
                    new Filter.Not(new Filter.Is(FilterField.ID, "a")),
                    new Filter.Not(new Filter.Is(FilterField.GROUP, "oldest")))));
  }

  @Test
  void nothing_is_similar_to_what_is_not_there_or_has_no_vectors() {
    TestApi.Answer unknown = api.get("/v1/videos/gone/similar");
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.field()).isEqualTo("id");

    api.contents.put("b", new VideoContent(true, null, null));
    TestApi.Answer bare = api.get("/v1/videos/b/similar");
    assertThat(bare.status()).isEqualTo(200);
    ApiDocument.load().shape("SearchResponse").check(bare.json());
    assertThat(bare.json().get("hits")).isEmpty();
    assertThat(bare.json().get("partial").get(0).asText()).contains("no vectors");
    assertThat(api.searches).isEmpty();
  }

  private static void assertRefused(Form form, int status, String field, String word)
      throws IOException {
    TestApi.Answer answer = send(form);
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.field()).as(answer.text()).isEqualTo(field);
    assertThat(answer.detail()).contains(word);
  }

  private static TestApi.Answer send(Form form) throws IOException {
    return api.send(
        "POST",
        "/v1/search/image",
        BodyPublishers.ofByteArray(form.bytes()),
        "Content-Type",
        "multipart/form-data; boundary=" + BOUNDARY);
  }

  private static TestApi.Answer raw(String contentType, String body) {
    return api.send(
        "POST", "/v1/search/image", BodyPublishers.ofString(body), "Content-Type", contentType);
  }

  /** 32 by 24 of one colour. */
  private static byte[] picture(String format) throws IOException {
    BufferedImage image = new BufferedImage(32, 24, BufferedImage.TYPE_3BYTE_BGR);
    for (int i = 0; i < 32 * 24; i++) {
      image.setRGB(i % 32, i / 32, 0xc86432);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, format, bytes);
    return bytes.toByteArray();
  }

  private static final class Form {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Form part(String name, String text) throws IOException {
      return part(name, text.getBytes(ISO_8859_1));
    }

    Form part(String name, byte[] content) throws IOException {
      return add("name=\"" + name + "\"\r\n", content);
    }

    Form file(String name, String file, String type, byte[] content) throws IOException {
      return add(
          "name=\"" + name + "\"; filename=\"" + file + "\"\r\nContent-Type: " + type + "\r\n",
          content);
    }

    private Form add(String head, byte[] content) throws IOException {
      bytes.write(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; ").getBytes(ISO_8859_1));
      bytes.write((head + "\r\n").getBytes(ISO_8859_1));
      bytes.write(content);
      bytes.write("\r\n".getBytes(ISO_8859_1));
      return this;
    }

    byte[] bytes() throws IOException {
      ByteArrayOutputStream whole = new ByteArrayOutputStream();
      bytes.writeTo(whole);
      whole.write(("--" + BOUNDARY + "--\r\n").getBytes(ISO_8859_1));
      return whole.toByteArray();
    }
  }

  /** Sees nothing but the mean of a picture's colours. */
  private static final class MeanColour implements FrameEncoder {

    @Override
    public String name() {
      return "mean-colour";
    }

    @Override
    public int dimension() {
      return 3;
    }

    @Override
    public RgbImage prepare(RgbImage frame) {
      return Resize.area(frame, 1, 1);
    }

    @Override
    public List<Vector> encode(List<RgbImage> prepared) {
      return prepared.stream().map(MeanColour::vector).toList();
    }

    private static Vector vector(RgbImage pixel) {
      return new Vector(
          new float[] {pixel.rgb()[0] & 0xff, pixel.rgb()[1] & 0xff, pixel.rgb()[2] & 0xff});
    }

    @Override
    public void close() {}
  }
}
