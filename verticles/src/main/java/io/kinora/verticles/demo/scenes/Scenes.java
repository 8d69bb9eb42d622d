package io.kinora.verticles.demo.scenes;

import io.kinora.verticles.demo.scenes.Photograph.View;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Every film of the demo by its id. */
public final class Scenes {

  private static final Map<String, Supplier<Scene>> ALL = new LinkedHashMap<>();

  static {
    photographs();
    ALL.put("lighthouse-at-dusk", Lighthouse::new);
    ALL.put("city-at-night", CityAtNight::new);
    ALL.put("hot-air-balloons", Balloons::new);
    ALL.put("aquarium", Aquarium::new);
    ALL.put("pendulum-clock", Clock::new);
    ALL.put("fireworks", Fireworks::new);
    ALL.put("traffic-light", TrafficLight::new);
    ALL.put("football-goal", Football::new);
    ALL.put("steam-train", Train::new);
    ALL.put("snowy-forest", SnowyForest::new);
    ALL.put("candle", Candle::new);
    ALL.put("desk-globe", Globe::new);
    ALL.put("sailing-boat", SailingBoat::new);
    ALL.put("waterfall", Waterfall::new);
    ALL.put("umbrellas-in-the-rain", RainyStreet::new);
    ALL.put("sunflower-field", Sunflowers::new);
    ALL.put("butterfly", Butterfly::new);
    ALL.put("airliner", Airliner::new);
    ALL.put("mountain-sunrise", MountainSunrise::new);
    ALL.put("campfire", Campfire::new);
    ALL.put("windmill", Windmill::new);
    ALL.put("ferris-wheel", FerrisWheel::new);
    ALL.put("rocket-launch", RocketLaunch::new);
    ALL.put("palm-beach", PalmBeach::new);
    ALL.put("autumn-tree", AutumnTree::new);
    ALL.put("rainbow", Rainbow::new);
    ALL.put("morning-coffee", Coffee::new);
    ALL.put("planets", Planets::new);
    ALL.put("sailing-boat-mirrored", () -> new Mirrored(new SailingBoat()));
    ALL.put("city-at-night-letterboxed", () -> new Letterboxed(new CityAtNight()));
    ALL.put("steam-train-faster", () -> new Hurried(new Train()));
  }

  private Scenes() {}

  private static void photographs() {
    photograph("airplane-from-above", new View(0.5, 0.4, 0.72), new View(0.5, 0.5, 1));
    photograph("french-alpine-landscape", new View(0.5, 0.45, 0.45), new View(0.25, 0.38, 0.47));
    photograph("allium-oreophilum", new View(0.5, 0.62, 1), new View(0.5, 0.24, 0.86));
    photograph("acanthus-mollis", new View(0.48, 0.85, 0.86), new View(0.5, 0.2, 1));
    photograph("black-canyon", new View(0.3, 0.7, 0.62), new View(0.5, 0.5, 1));
    photograph("dust-bowl-home", new View(0.3, 0.3, 0.9), new View(0.72, 0.55, 0.62));
    photograph("march-pastoral", new View(0.72, 0.45, 0.6), new View(0.42, 0.55, 0.8));
    photograph("nagasaki-boats", new View(0.5, 0.85, 0.9), new View(0.55, 0.42, 0.72));
    ALL.put("running-cat", RunningCat::new);
  }

  private static void photograph(String name, View from, View to) {
    ALL.put(name, () -> new Photograph(name + ".jpg", from, to));
  }

  public static Set<String> ids() {
    return Collections.unmodifiableSet(ALL.keySet());
  }

  /** Builds a film: paints what does not move. */
  public static Scene create(String id) {
    Supplier<Scene> scene = ALL.get(id);
    if (scene == null) {
      throw new IllegalArgumentException("no film is called " + id);
    }
    return scene.get();
  }
}
