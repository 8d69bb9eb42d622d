package io.kinora.catalog.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import io.kinora.catalog.Announcement;
import io.kinora.catalog.News;
import io.kinora.catalog.wire.proto.AnnouncementState;
import io.kinora.catalog.wire.proto.NewsKind;
import java.util.EnumSet;
import java.util.Set;

/** Announcements as bytes; kinds of news that a newer version has added are passed over. */
public final class AnnouncementCodec {

  private AnnouncementCodec() {}

  public static byte[] encode(Announcement announcement) {
    AnnouncementState.Builder state =
        AnnouncementState.newBuilder().setVideo(VideoCodec.message(announcement.video()));
    announcement.news().stream().sorted().map(AnnouncementCodec::kind).forEach(state::addNews);
    return state.build().toByteArray();
  }

  /**
   * @throws MalformedStateException if the bytes are not an announcement
   */
  public static Announcement decode(byte[] bytes) {
    try {
      AnnouncementState state = AnnouncementState.parseFrom(bytes);
      Set<News> news = EnumSet.noneOf(News.class);
      for (NewsKind kind : state.getNewsList()) {
        switch (kind) {
          case NEWS_PUBLIC -> news.add(News.PUBLIC);
          case NEWS_DECODED -> news.add(News.DECODED);
          case NEWS_SEEN -> news.add(News.SEEN);
          case NEWS_UNKNOWN, UNRECOGNIZED -> {}
        }
      }
      return new Announcement(news, VideoCodec.video(state.getVideo()));
    } catch (InvalidProtocolBufferException malformed) {
      throw new MalformedStateException("an announcement", malformed);
    }
  }

  private static NewsKind kind(News news) {
    return switch (news) {
      case PUBLIC -> NewsKind.NEWS_PUBLIC;
      case DECODED -> NewsKind.NEWS_DECODED;
      case SEEN -> NewsKind.NEWS_SEEN;
    };
  }
}
