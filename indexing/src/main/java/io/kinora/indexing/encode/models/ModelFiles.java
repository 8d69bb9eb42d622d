package io.kinora.indexing.encode.models;

import io.kinora.catalog.InvalidValueException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The models that this installation knows: those that come with the program and those in the
 * operator's folder, which wins where both have a name.
 */
public final class ModelFiles {

  private static final List<String> SHIPPED =
      List.of("bge-small-en-v1.5", "frame-encoder", "clip-vit-b32", "siglip-base-patch16-224");

  private final Map<String, ModelFile> byName;

  private ModelFiles(Map<String, ModelFile> byName) {
    this.byName = Collections.unmodifiableMap(byName);
    byName.values().forEach(this::checkReference);
  }

  /** Only those that come with the program. */
  public static ModelFiles shipped() {
    return new ModelFiles(readShipped());
  }

  /**
   * @param folder of {@code *.yaml} files, one model each, named after it; it may be absent
   * @throws ModelFileException if one of them is wrong
   * @throws IOException if the folder cannot be read
   */
  public static ModelFiles load(Path folder) throws IOException {
    Map<String, ModelFile> models = readShipped();
    if (!Files.isDirectory(folder)) {
      return new ModelFiles(models);
    }
    ModelYaml yaml = new ModelYaml(folder);
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> files = entries.filter(f -> f.toString().endsWith(".yaml")).sorted().toList();
      for (Path file : files) {
        ModelFile model = yaml.read(file.toString(), Files.readAllBytes(file));
        if (!file.endsWith(model.name() + ".yaml")) {
          throw new ModelFileException(
              file.toString(),
              new InvalidValueException("name", model.name(), "the name of the file"));
        }
        models.put(model.name(), model);
      }
    }
    return new ModelFiles(models);
  }

  /** All models, by name. */
  public Collection<ModelFile> all() {
    return byName.values();
  }

  /**
   * @throws InvalidValueException if there is none of that name
   */
  public ModelFile get(String name) {
    ModelFile model = byName.get(name);
    if (model == null) {
      throw new InvalidValueException("model", name, names(ModelFile.class));
    }
    return model;
  }

  /**
   * @throws InvalidValueException if there is no text model of that name
   */
  public TextModelFile text(String name) {
    if (byName.get(name) instanceof TextModelFile model) {
      return model;
    }
    throw new InvalidValueException("text model", name, names(TextModelFile.class));
  }

  /**
   * @throws InvalidValueException if there is no sight model of that name
   */
  public SightModelFile sight(String name) {
    if (byName.get(name) instanceof SightModelFile model) {
      return model;
    }
    throw new InvalidValueException("sight model", name, names(SightModelFile.class));
  }

  private void checkReference(ModelFile model) {
    if (!(model instanceof SightModelFile sight)
        || !(sight.query() instanceof CentredQuery query)) {
      return;
    }
    String file = model.name() + ".yaml";
    if (!(byName.get(query.encoder()) instanceof TextModelFile text)) {
      String allowed = names(TextModelFile.class);
      throw new ModelFileException(
          file, new InvalidValueException("query.encoder", query.encoder(), allowed));
    }
    if (text.dimension() != model.dimension()) {
      String allowed = text.dimension() + ", as of " + text.name();
      throw new ModelFileException(
          file, new InvalidValueException("dimension", model.dimension(), allowed));
    }
  }

  private String names(Class<? extends ModelFile> kind) {
    return byName.values().stream()
        .filter(kind::isInstance)
        .map(ModelFile::name)
        .collect(Collectors.joining(", "));
  }

  private static Map<String, ModelFile> readShipped() {
    ModelYaml yaml = new ModelYaml(Path.of("").toAbsolutePath());
    Map<String, ModelFile> models = new TreeMap<>();
    for (String name : SHIPPED) {
      String resource = "models/" + name + ".yaml";
      try (InputStream in = ModelFiles.class.getClassLoader().getResourceAsStream(resource)) {
        if (in == null) {
          throw new IllegalStateException(resource + " is not on the class path");
        }
        models.put(name, yaml.read(resource, in.readAllBytes()));
      } catch (IOException e) {
        throw new IllegalStateException(resource + " cannot be read", e);
      }
    }
    return models;
  }
}
