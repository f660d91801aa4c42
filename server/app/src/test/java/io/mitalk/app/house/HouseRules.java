package io.mitalk.app.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/** Thread-safe. The walls of the house as ArchUnit rules. */
final class HouseRules {

    private static final Set<String> THREAD_STARTS =
            Set.of("ofPlatform", "ofVirtual", "startVirtualThread", "start");
    private static final Set<String> CHANCE =
            Set.of(
                    "java.util.Random",
                    "java.util.SplittableRandom",
                    "java.util.concurrent.ThreadLocalRandom",
                    "java.security.SecureRandom");
    private static final Set<String> BARE =
            Set.of(
                    "java.lang.RuntimeException",
                    "java.lang.Exception",
                    "java.lang.Error",
                    "java.lang.Throwable");

    private HouseRules() {}

    /** Classes of {@code module} use those of {@code allowed} modules only. */
    static ArchRule module(String module, String... allowed) {
        var ours = new String[allowed.length + 1];
        ours[0] = "io.mitalk." + module + "..";
        for (int i = 0; i < allowed.length; i++) {
            ours[i + 1] = "io.mitalk." + allowed[i] + "..";
        }
        var others =
                resideInAnyPackage("io.mitalk..")
                        .and(DescribedPredicate.not(resideInAnyPackage(ours)));
        return noClasses()
                .that(resideInAnyPackage(ours[0]))
                .should()
                .dependOnClassesThat(others)
                .as(module + " uses only " + List.of(allowed))
                .allowEmptyShould(true);
    }

    /** Only the packages {@code allowed} touch the packages of {@code library}. */
    static ArchRule quarantine(String library, String... allowed) {
        return noClasses()
                .that(DescribedPredicate.not(resideInAnyPackage(allowed)))
                .should()
                .dependOnClassesThat(resideInAnyPackage(library))
                .as(library + " only in " + List.of(allowed))
                .allowEmptyShould(true);
    }

    static ArchRule namesSayWhat() {
        return noClasses()
                .should()
                .haveNameMatching(".*(Manager|Helper|Utils?|Impl|Base|Dto)")
                .as("no name ends in Manager, Helper, Util, Impl, Base or Dto");
    }

    static ArchRule noThreadLocal() {
        return noClasses()
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(ThreadLocal.class)
                .as("no ThreadLocal");
    }

    static ArchRule consoleOnlyIn(String... allowed) {
        return access(
                "System.out and System.err only in " + List.of(allowed),
                target ->
                        target.getTargetOwner().isEquivalentTo(System.class)
                                && Set.of("out", "err").contains(target.getName()),
                allowed);
    }

    static ArchRule threadsOnlyIn(String... allowed) {
        return access(
                "threads only in " + List.of(allowed),
                target ->
                        target.getTargetOwner()
                                        .getFullName()
                                        .equals("java.util.concurrent.Executors")
                                || target.getTargetOwner().getFullName().equals("java.util.Timer")
                                || (target.getTargetOwner().isEquivalentTo(Thread.class)
                                        && (THREAD_STARTS.contains(target.getName())
                                                || isConstructor(target)))
                                || (target.getName().endsWith("Async")
                                        && !namesExecutor(target)
                                        && target.getTargetOwner()
                                                .getFullName()
                                                .equals("java.util.concurrent.CompletableFuture")),
                allowed);
    }

    static ArchRule timeOnlyIn(String... allowed) {
        return access(
                "time only from the clock in " + List.of(allowed),
                target ->
                        (target.getTargetOwner().isEquivalentTo(System.class)
                                        && Set.of("nanoTime", "currentTimeMillis")
                                                .contains(target.getName()))
                                || (target.getTargetOwner().getPackageName().equals("java.time")
                                        && (target.getName().equals("now")
                                                || target.getName().startsWith("system"))),
                allowed);
    }

    static ArchRule chanceOnlyIn(String... allowed) {
        return access(
                "chance only in " + List.of(allowed),
                target ->
                        (CHANCE.contains(target.getTargetOwner().getFullName())
                                        && isConstructor(target))
                                || target.getName().equals("randomUUID")
                                || (target.getTargetOwner().isEquivalentTo(Math.class)
                                        && target.getName().equals("random")),
                allowed);
    }

    static ArchRule failuresHaveNames() {
        return access(
                "no bare RuntimeException",
                target ->
                        BARE.contains(target.getTargetOwner().getFullName())
                                && isConstructor(target)
                                && !target.getOriginOwner().isAssignableTo(Throwable.class));
    }

    static ArchRule classesAreFinal() {
        return classes()
                .that(
                        describe(
                                "are classes of their own",
                                type ->
                                        !type.isInterface()
                                                && !type.isAnonymousClass()
                                                && !type.isEnum()
                                                && !type.isAnnotation()
                                                && !type.getSimpleName().isEmpty()))
                .and(
                        describe(
                                "are not sealed",
                                type -> !type.getModifiers().contains(JavaModifier.ABSTRACT)))
                .and(describe("are not parts of an enum", type -> !type.isAssignableTo(Enum.class)))
                .should()
                .haveModifier(JavaModifier.FINAL)
                .as("classes are final");
    }

    static ArchRule accessorsWithoutGet() {
        return noMethods()
                .that()
                .arePublic()
                .and(
                        describe(
                                "have no parameters",
                                method -> method.getRawParameterTypes().isEmpty()))
                .and(describe("are named by us", method -> !overrides(method)))
                .should()
                .haveNameMatching("get[A-Z].*")
                .as("accessors without get");
    }

    private static ArchRule access(String name, Which which, String... allowed) {
        return noClasses()
                .that(DescribedPredicate.not(allowedIn(allowed)))
                .should()
                .accessTargetWhere(describe(name, which::forbidden))
                .as(name);
    }

    private static DescribedPredicate<JavaClass> allowedIn(String... packages) {
        return packages.length == 0
                ? DescribedPredicate.alwaysFalse()
                : resideInAnyPackage(packages);
    }

    /** Whether a library gave the method its name. */
    private static boolean overrides(JavaMethod method) {
        var owner = method.getOwner();
        return Stream.concat(
                        owner.getAllRawSuperclasses().stream(),
                        owner.getAllRawInterfaces().stream())
                .anyMatch(type -> type.tryGetMethod(method.getName()).isPresent());
    }

    /** Whether a call says on whose threads it runs, instead of the common pool's. */
    private static boolean namesExecutor(JavaAccess<?> access) {
        return access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget called
                && called.getRawParameterTypes().stream()
                        .anyMatch(type -> type.isEquivalentTo(Executor.class));
    }

    private static boolean isConstructor(JavaAccess<?> access) {
        return access.getName().equals("<init>");
    }

    private interface Which {
        boolean forbidden(JavaAccess<?> access);
    }
}
