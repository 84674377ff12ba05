package dev.hilo.messaging.outbound;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.provisioning.NumberRecord;
import dev.hilo.messaging.number.OwnNumber;
import dev.hilo.messaging.problem.MessagingProblem;
import dev.hilo.messaging.queue.Lane;
import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.Problem;
import dev.hilo.platform.problem.ProblemException;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Whatever keeps a text back is said with a sentence and the place of the field; all of it at once. */
class SendRulesTest {

    private static final Instant NOW = Instant.parse("2026-11-22T14:15:16Z");
    private static final OutboundConfig CONFIG = new SmallRyeConfigBuilder().addDiscoveredConverters()
            .withMapping(OutboundConfig.class).build().getConfigMapping(OutboundConfig.class);

    private static final String OURS = "+17865551234";
    private static final String TEXTS_ONLY = "+17865551235";
    private static final String NOT_YET = "+17865551236";
    private static final String LEAVING = "+17865551241";
    private static final String NO_TEXTS = "+17865551237";
    private static final String NO_CAMPAIGN = "+17865551238";
    private static final String TOLL_FREE = "+18335551239";
    private static final String THEIRS = "+17865551240";
    private static final String CONTACT = "+13053302277";

    private static final Map<PhoneNumber, OwnNumber> NUMBERS = numbers(
            number(OURS, NumberRecord.State.ACTIVE, true, true, "C0DEMO1"),
            number(TEXTS_ONLY, NumberRecord.State.ACTIVE, true, false, "C0DEMO1"),
            number(NOT_YET, NumberRecord.State.PROVISIONING, true, true, "C0DEMO1"),
            number(LEAVING, NumberRecord.State.RELEASING, true, true, "C0DEMO1"),
            number(NO_TEXTS, NumberRecord.State.ACTIVE, false, false, "C0DEMO1"),
            number(NO_CAMPAIGN, NumberRecord.State.ACTIVE, true, true, null),
            number(TOLL_FREE, NumberRecord.State.ACTIVE, true, true, null),
            number(THEIRS, NumberRecord.State.ACTIVE, true, true, "C0DEMO1"));

    static Stream<Arguments> faults() {
        var id = UUID.randomUUID();
        return Stream.of(
                arguments("no sender", text(null, CONTACT, "Hi"), "/from: a phone number is needed"),
                arguments("no phone number", text("hilo", CONTACT, "Hi"), "/from: not a phone number"),
                arguments("nobody's number", text("+17865559999", CONTACT, "Hi"), "/from: not one of your numbers"),
                arguments("another team's number", text(THEIRS, CONTACT, "Hi"), "/from: not one of your numbers"),
                arguments("a number that is given back soon", text(LEAVING, CONTACT, "Hi"),
                        "/from: the number is about to be given back"),
                arguments("a number that is not active", text(NOT_YET, CONTACT, "Hi"),
                        "/from: the number is being set up"),
                arguments("a number without texts", text(NO_TEXTS, CONTACT, "Hi"), "/from: the number is not enabled"),
                arguments("no recipient", text(OURS, " ", "Hi"), "/to: a phone number is needed"),
                arguments("a recipient who cannot exist", text(OURS, "+11111111111", "Hi"), "/to: "),
                arguments("to itself", text(OURS, OURS, "Hi"), "/to: a number cannot write to itself"),
                arguments("nothing", text(OURS, CONTACT, null), "/body: a text or a picture is needed"),
                arguments("blanks", text(OURS, CONTACT, " \n "), "/body: a text or a picture is needed"),
                arguments("blanks and an empty address", picture(OURS, CONTACT, " ", " ", null),
                        "/body: a text or a picture is needed"),
                arguments("too long", text(OURS, CONTACT, "a".repeat(1531)), "/body: too long: 11 parts, at most 10"),
                arguments("too long beside a picture", picture(OURS, CONTACT, "a".repeat(1001), null, List.of(id)),
                        "/body: too long: at most 1000 characters"),
                arguments("too many pictures", picture(OURS, CONTACT, "", null, ids(6)), "/mediaIds: at most 5"),
                arguments("too many with the one elsewhere",
                        picture(OURS, CONTACT, "", "https://a.example/1.png", ids(5)), "/mediaIds: at most 5"),
                arguments("an upload that is null", picture(OURS, CONTACT, "", null, Arrays.asList(id, null)),
                        "/mediaIds/1: the id of an upload is needed"),
                arguments("pictures from a number without them", picture(TEXTS_ONLY, CONTACT, "", null, List.of(id)),
                        "/mediaIds: the number is not enabled for pictures"),
                arguments("a picture elsewhere from a number without them",
                        picture(TEXTS_ONLY, CONTACT, "", "https://a.example/1.png", null),
                        "/mediaUrl: the number is not enabled for pictures"),
                arguments("a picture to a short code", picture(OURS, "12345", "", null, List.of(id)),
                        "/mediaIds: a short code takes no pictures"),
                arguments("no address", picture(OURS, CONTACT, "", "ftp://a.example/1.png", null),
                        "/mediaUrl: not an http(s) address"),
                arguments("no picture", picture(OURS, CONTACT, "", "https://a.example/film.MP4?x=1.png", null),
                        "/mediaUrl: the carrier takes JPEG and PNG"),
                arguments("an endless address",
                        picture(OURS, CONTACT, "", "https://a.example/" + "a".repeat(2000), null),
                        "/mediaUrl: at most 2000 characters"),
                arguments("a place that is none", seen(-1L), "/lastSeqSeen: "),
                arguments("a moment that is over", at(NOW.minus(Duration.ofSeconds(61))),
                        "/sendAt: this moment is over"),
                arguments("a moment too far ahead", at(NOW.plus(Duration.ofDays(91))), "/sendAt: at most 90 days"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void saysWhatIsWrongAndWhere(String name, SendRequest request, String expected) {
        assertThat(faultsOf(request)).singleElement().asString().startsWith(expected);
    }

    @Test
    void saysEverythingAtOnce() {
        var request = new SendRequest(NO_CAMPAIGN, "nobody", "a".repeat(1001), "gopher://x", ids(6), -1L, null,
                NOW.minusSeconds(3600), Lane.BULK);
        assertThat(faultsOf(request)).extracting(fault -> fault.substring(0, fault.indexOf(':')))
                .containsExactlyInAnyOrder("/from", "/to", "/body", "/mediaUrl", "/mediaIds", "/lastSeqSeen",
                        "/sendAt");
    }

    @Test
    void aLongCodeWithoutACampaignIsAProblemOfItsOwnWithTheWayToFixIt() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> check(text(NO_CAMPAIGN, CONTACT, "Hi")))
                .satisfies(problem -> assertThat(problem.kind()).isEqualTo(MessagingProblem.CAMPAIGN_MISSING))
                .satisfies(problem -> assertThat(problem.errors()).singleElement().satisfies(error -> {
                    assertThat(error.pointer()).isEqualTo("/from");
                    assertThat(error.detail()).contains("manager", "/api/numbers/provision");
                }));
        assertThat(check(text(TOLL_FREE, CONTACT, "Hi")).campaignId()).isNull();
    }

    @Test
    void whatHasJustPassedIsAtOnceAndWhatLiesAheadIsKept() {
        assertThat(check(at(NOW.minusSeconds(59))).sendAt()).isNull();
        assertThat(check(at(NOW)).sendAt()).isNull();
        assertThat(check(at(NOW.plusSeconds(1))).sendAt()).isEqualTo(NOW.plusSeconds(1));
        assertThat(check(text(OURS, CONTACT, "Hi")).sendAt()).isNull();
    }

    @Test
    void somebodyWaitsForATextUnlessItIsSaidToBeBulk() {
        assertThat(check(text(OURS, CONTACT, "Hi")).lane()).isEqualTo(Lane.LIVE);
        assertThat(check(new SendRequest(OURS, CONTACT, "Hi", null, null, null, null, null, Lane.BULK)).lane())
                .isEqualTo(Lane.BULK);
    }

    @Test
    void countsAndSendsOneAndTheSameText() {
        var checked = check(text(OURS, CONTACT, "cafe\u0301\r\nal fin\rya\u0000"));
        assertThat(checked.body()).isEqualTo("café\nal fin\nya");
        assertThat(checked.segments()).isEqualTo(1);
    }

    @Test
    void aPictureElsewhereMayHaveAnAddressWithoutAnEnding() {
        assertThat(check(picture(OURS, CONTACT, "", "https://a.example/media/1?exp=2&sig=x", null)).mediaUrl())
                .hasToString("https://a.example/media/1?exp=2&sig=x");
    }

    private static List<String> faultsOf(SendRequest request) {
        try {
            return List.of("none: " + check(request));
        } catch (ProblemException problem) {
            assertThat(problem.kind()).isEqualTo(CommonProblem.INVALID_REQUEST);
            return problem.errors().stream().map(SendRulesTest::line).toList();
        }
    }

    private static String line(Problem.FieldError error) {
        return error.pointer() + ": " + error.detail();
    }

    private static SendRules.Checked check(SendRequest request) {
        return new SendRules(CONFIG, NUMBERS, did -> !did.value().equals(THEIRS)).check(request, NOW);
    }

    private static SendRequest text(@Nullable String from, String to, @Nullable String body) {
        return new SendRequest(from, to, body, null, null, null, null, null, null);
    }

    private static SendRequest picture(String from, String to, String body, @Nullable String url,
            @Nullable List<UUID> ids) {
        return new SendRequest(from, to, body, url, ids, null, null, null, null);
    }

    private static SendRequest at(Instant sendAt) {
        return new SendRequest(OURS, CONTACT, "Hi", null, null, null, null, sendAt, null);
    }

    private static SendRequest seen(Long lastSeqSeen) {
        return new SendRequest(OURS, CONTACT, "Hi", null, null, lastSeqSeen, null, null, null);
    }

    private static List<UUID> ids(int count) {
        return IntStream.range(0, count).mapToObj(_ -> UUID.randomUUID()).toList();
    }

    private static Map<PhoneNumber, OwnNumber> numbers(OwnNumber... numbers) {
        return Arrays.stream(numbers).collect(java.util.stream.Collectors.toMap(OwnNumber::did, own -> own));
    }

    private static OwnNumber number(String did, NumberRecord.State state, boolean sms, boolean mms,
            @Nullable String campaign) {
        return new OwnNumber(PhoneNumber.of(did), "A number", state, sms, mms, campaign, List.of("support"));
    }
}
