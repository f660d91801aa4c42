package io.mitalk.app.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class HouseRulesTest {

    private static final JavaClasses OURS =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("io.mitalk");

    private static final JavaClasses SAMPLE =
            new ClassFileImporter().importPackages("io.mitalk.app.house.sample");

    private static Stream<ArchRule> walls() {
        return Stream.of(
                HouseRules.module("kit"),
                HouseRules.module("wire"),
                HouseRules.module("media", "kit", "wire"),
                HouseRules.module("db", "kit"),
                HouseRules.module("http", "kit"),
                HouseRules.module("livekit", "kit", "wire", "media", "http"),
                HouseRules.module("blob", "kit"),
                HouseRules.module("replay", "kit", "wire", "media"),
                HouseRules.module("realtime", "kit", "db", "http"),
                HouseRules.module("social", "kit", "wire", "db", "blob", "http", "realtime"),
                HouseRules.quarantine("org.bouncycastle..", "io.mitalk.media.dtls.."),
                HouseRules.quarantine("com.google.protobuf..", "io.mitalk.livekit.."),
                HouseRules.quarantine("livekit..", "io.mitalk.livekit.."),
                HouseRules.quarantine("com.nimbusds..", "io.mitalk.livekit.token.."),
                HouseRules.quarantine("org.eclipse.jetty..", "io.mitalk.http.."),
                HouseRules.quarantine(
                        "jakarta..", "io.mitalk.http..", "io.mitalk.social.mail.smtp.."),
                HouseRules.quarantine(
                        "io.javalin..",
                        "io.mitalk.http..",
                        "io.mitalk.livekit..",
                        "io.mitalk.social..",
                        "io.mitalk.app.."),
                HouseRules.quarantine(
                        "tools.jackson..",
                        "io.mitalk.kit.json..",
                        "io.mitalk.kit.config..",
                        "io.mitalk.http..",
                        "io.mitalk.realtime..",
                        "io.mitalk.social.."),
                HouseRules.quarantine("com.zaxxer..", "io.mitalk.db.."),
                HouseRules.quarantine("org.postgresql..", "io.mitalk.db.."),
                HouseRules.quarantine("org.flywaydb..", "io.mitalk.db.."),
                HouseRules.quarantine("org.tukaani..", "io.mitalk.db.embedded.."),
                HouseRules.quarantine(
                        "org.jdbi..",
                        "io.mitalk.db..",
                        "io.mitalk.realtime..",
                        "io.mitalk.social.."),
                HouseRules.quarantine("ch.qos.logback..", "io.mitalk.app.."),
                HouseRules.quarantine("com.webauthn4j..", "io.mitalk.social.auth.passkey.."),
                HouseRules.quarantine("com.google.zxing..", "io.mitalk.social.invite.qr.."),
                HouseRules.quarantine("io.prometheus..", "io.mitalk.app.."));
    }

    private static Stream<ArchRule> habits() {
        return Stream.of(
                HouseRules.namesSayWhat(),
                HouseRules.noThreadLocal(),
                HouseRules.consoleOnlyIn("io.mitalk.app"),
                HouseRules.threadsOnlyIn("io.mitalk.kit.lifecycle"),
                HouseRules.timeOnlyIn("io.mitalk.kit.time"),
                HouseRules.chanceOnlyIn("io.mitalk.kit.id"),
                HouseRules.failuresHaveNames(),
                HouseRules.classesAreFinal(),
                HouseRules.accessorsWithoutGet());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"walls", "habits"})
    @DisplayName("the code keeps the rules of the house")
    void kept(ArchRule rule) {
        assertThat(rule.evaluate(OURS).getFailureReport().getDetails()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("habits")
    @DisplayName("each habit's rule finds the sample that breaks it")
    void found(ArchRule habit) {
        assertThat(habit.evaluate(SAMPLE).hasViolation()).isTrue();
    }

    @Test
    @DisplayName("the walls can fall: a library or a module out of place is found")
    void walled() {
        assertThat(
                        HouseRules.quarantine("org.junit..", "io.mitalk.nowhere..")
                                .evaluate(SAMPLE)
                                .hasViolation())
                .isTrue();
        assertThat(
                        HouseRules.quarantine("org.junit..", "io.mitalk.app..")
                                .evaluate(SAMPLE)
                                .hasViolation())
                .isFalse();
        assertThat(HouseRules.module("media", "wire").evaluate(OURS).hasViolation())
                .as("media uses kit, so that a table without it must be refused")
                .isTrue();
    }
}
