package io.kinora.catalog.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.kinora.catalog.Interaction;
import io.kinora.catalog.InteractionType;
import io.kinora.catalog.ViewerKey;
import io.kinora.catalog.wire.proto.InteractionEvent;
import io.kinora.catalog.wire.proto.InteractionProto;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class InteractionCodecTest {

  private static final ViewerKey KEY = ViewerKey.random();

  private static Interaction full(InteractionType type) {
    return new Interaction(
        "event",
        type,
        "pseudonym",
        "video",
        "channel",
        "query-id",
        "secret words",
        3,
        41_000L,
        Instant.parse("2026-01-02T03:04:05.678Z"),
        Instant.parse("2026-01-02T03:04:06.789Z"));
  }

  private static Interaction bare() {
    Instant at = Instant.parse("2026-01-02T03:04:05Z");
    return new Interaction(
        "e", InteractionType.LIKE, "v", null, null, null, null, null, null, at, at);
  }

  @ParameterizedTest
  @EnumSource
  void an_interaction_comes_back_as_it_went(InteractionType type) {
    Interaction event = full(type);
    byte[] sealed = InteractionCodec.seal(event, KEY);

    assertThat(InteractionCodec.open("pseudonym", sealed, KEY)).contains(event);
  }

  @Test
  void what_was_left_out_stays_out() {
    assertThat(InteractionCodec.open("v", InteractionCodec.seal(bare(), KEY), KEY))
        .contains(bare());
  }

  @Test
  void sealed_it_shows_nothing_and_is_never_the_same_twice() {
    Interaction event = full(InteractionType.SEARCH);
    byte[] sealed = InteractionCodec.seal(event, KEY);

    String shown = new String(sealed, StandardCharsets.ISO_8859_1);
    assertThat(shown).doesNotContain("secret", "video", "pseudonym");
    assertThat(InteractionCodec.seal(event, KEY)).isNotEqualTo(sealed);
  }

  @Test
  void another_key_another_viewer_or_a_changed_byte_open_nothing() {
    byte[] sealed = InteractionCodec.seal(full(InteractionType.LIKE), KEY);
    byte[] changed = sealed.clone();
    changed[20] ^= 1;

    assertThat(InteractionCodec.open("pseudonym", sealed, ViewerKey.random())).isEmpty();
    assertThat(InteractionCodec.open("somebody", sealed, KEY)).isEmpty();
    assertThat(InteractionCodec.open("pseudonym", changed, KEY)).isEmpty();
    assertThat(InteractionCodec.open("pseudonym", new byte[5], KEY)).isEmpty();
  }

  @Test
  void fields_of_a_later_version_are_passed_over_and_its_types_told() throws Exception {
    Interaction event = full(InteractionType.CLICK);
    UnknownFieldSet later =
        UnknownFieldSet.newBuilder()
            .addField(
                1_000,
                UnknownFieldSet.Field.newBuilder()
                    .addLengthDelimited(ByteString.copyFromUtf8("news"))
                    .build())
            .build();
    InteractionEvent message = InteractionEvent.parseFrom(InteractionCodec.encode(event));

    byte[] grown = message.toBuilder().setUnknownFields(later).build().toByteArray();
    assertThat(InteractionCodec.decode("pseudonym", grown)).isEqualTo(event);
    byte[] foreign = message.toBuilder().setTypeValue(99).build().toByteArray();
    assertThatThrownBy(() -> InteractionCodec.decode("pseudonym", foreign))
        .isInstanceOf(MalformedStateException.class);
  }

  /** What is in somebody's log stays readable: a number, once given, is never given again. */
  @Test
  void every_field_and_type_keeps_its_number() {
    assertThat(
            InteractionProto.getDescriptor().getMessageTypes().getFirst().getFields().stream()
                .map(field -> field.getName() + "=" + field.getNumber() + " " + field.getType()))
        .containsExactly(
            "event_id=1 STRING",
            "type=2 ENUM",
            "video_id=3 STRING",
            "channel_id=4 STRING",
            "query_id=5 STRING",
            "query=6 STRING",
            "position=7 INT32",
            "watch_ms=8 INT64",
            "at_ms=9 INT64",
            "received_at_ms=10 INT64");
    assertThat(
            InteractionProto.getDescriptor().getEnumTypes().getFirst().getValues().stream()
                .map(value -> value.getName() + "=" + value.getNumber()))
        .containsExactly(
            "UNSPECIFIED=0",
            "IMPRESSION=1",
            "CLICK=2",
            "WATCH=3",
            "LIKE=4",
            "UNLIKE=5",
            "SHARE=6",
            "COMMENT=7",
            "FOLLOW=8",
            "UNFOLLOW=9",
            "HIDE=10",
            "REPORT=11",
            "SEARCH=12");
  }
}
