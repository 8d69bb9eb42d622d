package io.kinora;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The house as docs/architecture.md draws it. */
@AnalyzeClasses(packages = "io.kinora", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule modulesDependDownwardsOnly =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("catalog")
          .definedBy("io.kinora.catalog..")
          .layer("cluster")
          .definedBy("io.kinora.cluster..")
          .layer("indexing")
          .definedBy("io.kinora.indexing..")
          .layer("search")
          .definedBy("io.kinora.search..")
          .layer("ranking")
          .definedBy("io.kinora.ranking..")
          .layer("verticles")
          .definedBy("io.kinora.verticles..")
          .whereLayer("verticles")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("ranking")
          .mayOnlyBeAccessedByLayers("verticles")
          .whereLayer("search")
          .mayOnlyBeAccessedByLayers("ranking", "verticles")
          .whereLayer("indexing")
          .mayOnlyBeAccessedByLayers("search", "ranking", "verticles")
          .whereLayer("cluster")
          .mayOnlyBeAccessedByLayers("verticles");

  @ArchTest
  static final ArchRule noVertxBelowVerticles =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.kinora.cluster..",
              "io.kinora.indexing..",
              "io.kinora.search..",
              "io.kinora.ranking..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.vertx..");

  @ArchTest
  static final ArchRule theCatalogueKnowsVertxOnlyAsItsPostgresClient =
      noClasses()
          .that()
          .resideInAPackage("io.kinora.catalog..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.vertx.ext..",
              "io.vertx.core.http..",
              "io.vertx.core.eventbus..",
              "io.vertx.spi..");

  @ArchTest
  static final ArchRule librariesStartNoThreads =
      noClasses()
          .that()
          .resideInAnyPackage("io.kinora.indexing..", "io.kinora.search..", "io.kinora.ranking..")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.util.concurrent.Executors")
          .orShould()
          .callConstructor(Thread.class);

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("io.kinora.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule namesTellTheRole =
      classes()
          .that()
          .areTopLevelClasses()
          .should()
          .haveNameNotMatching(".*(Util|Utils|Manager|Impl|Helper)$");
}
