package io.kinora.search.lexicon;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.apache.lucene.store.DataInput;
import org.apache.lucene.store.DataOutput;
import org.jspecify.annotations.Nullable;

/** {@link LexiconPart} as bytes, words by what they add to the one before. */
public final class LexiconPartCodec {

  private LexiconPartCodec() {}

  public static byte[] write(LexiconPart part) {
    ByteBuffersDataOutput out = new ByteBuffersDataOutput();
    try {
      out.writeVLong(part.videos());
      writeWords(part.words(), out);
      out.writeVInt(part.names().size());
      for (Name name : part.names()) {
        out.writeByte((byte) name.type().ordinal());
        out.writeString(name.id());
        out.writeVLong(name.videos());
        out.writeVLong(name.views());
        writeSum(name.context(), out);
      }
      out.writeVInt(part.categories().size());
      for (var category : part.categories().entrySet()) {
        out.writeString(category.getKey());
        writeSum(category.getValue(), out);
      }
      writeSum(part.all(), out);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toArrayCopy();
  }

  private static void writeWords(WordCounts words, DataOutput out) throws IOException {
    out.writeVInt(words.size());
    String before = "";
    for (int i = 0; i < words.size(); i++) {
      String word = words.words()[i];
      int shared = sharedPrefix(before, word);
      out.writeVInt(shared);
      out.writeString(word.substring(shared));
      out.writeVInt(words.videos()[i]);
      before = word;
    }
  }

  private static int sharedPrefix(String a, String b) {
    int end = Math.min(a.length(), b.length());
    int shared = 0;
    while (shared < end && a.charAt(shared) == b.charAt(shared)) {
      shared++;
    }
    boolean splitsPair = shared > 0 && Character.isHighSurrogate(a.charAt(shared - 1));
    return splitsPair ? shared - 1 : shared;
  }

  private static void writeSum(@Nullable VectorSum sum, DataOutput out) throws IOException {
    if (sum == null) {
      out.writeVInt(0);
      return;
    }
    out.writeVInt(sum.count());
    out.writeVInt(sum.sum().length);
    for (float value : sum.sum()) {
      out.writeInt(Float.floatToIntBits(value));
    }
  }

  public static LexiconPart read(byte[] bytes) {
    ByteArrayDataInput in = new ByteArrayDataInput(bytes);
    try {
      long videos = in.readVLong();
      WordCounts words = readWords(in);
      int nameCount = in.readVInt();
      List<Name> names = new ArrayList<>(nameCount);
      for (int i = 0; i < nameCount; i++) {
        Name.Type type = Name.Type.values()[in.readByte()];
        names.add(new Name(type, in.readString(), in.readVLong(), in.readVLong(), readSum(in)));
      }
      TreeMap<String, VectorSum> categories = new TreeMap<>();
      for (int left = in.readVInt(); left > 0; left--) {
        String name = in.readString();
        VectorSum sum = readSum(in);
        if (sum != null) {
          categories.put(name, sum);
        }
      }
      return new LexiconPart(videos, words, names, categories, readSum(in));
    } catch (IOException malformed) {
      throw new UncheckedIOException(malformed);
    }
  }

  private static WordCounts readWords(DataInput in) throws IOException {
    int count = in.readVInt();
    String[] words = new String[count];
    int[] videos = new int[count];
    String before = "";
    for (int i = 0; i < count; i++) {
      before = before.substring(0, in.readVInt()) + in.readString();
      words[i] = before;
      videos[i] = in.readVInt();
    }
    return new WordCounts(words, videos);
  }

  private static @Nullable VectorSum readSum(DataInput in) throws IOException {
    int count = in.readVInt();
    if (count == 0) {
      return null;
    }
    float[] sum = new float[in.readVInt()];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = Float.intBitsToFloat(in.readInt());
    }
    return new VectorSum(sum, count);
  }
}
