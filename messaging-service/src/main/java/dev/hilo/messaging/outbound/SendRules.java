package dev.hilo.messaging.outbound;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

import dev.hilo.contracts.ConversationKey;
import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.provisioning.NumberRecord;
import dev.hilo.messaging.number.OwnNumber;
import dev.hilo.messaging.problem.MessagingProblem;
import dev.hilo.messaging.segment.Segments;
import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.Problem;
import dev.hilo.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** Whether a text may be accepted, with a sentence for each field that keeps it back. */
final class SendRules {

    private static final Set<String> TOLL_FREE = Set.of("800", "833", "844", "855", "866", "877", "888");

    /**
     * A request that can be accepted.
     *
     * @param body as it will be sent: NFC, line ends as LF
     */
    record Checked(ConversationKey conversation, @Nullable String campaignId, String body, @Nullable URI mediaUrl,
            List<UUID> mediaIds, int segments, Instant sendAt) {
    }

    private final OutboundConfig config;
    private final Map<PhoneNumber, OwnNumber> numbers;
    private final Predicate<PhoneNumber> visible;
    private final List<Problem.FieldError> errors = new ArrayList<>();

    SendRules(OutboundConfig config, Map<PhoneNumber, OwnNumber> numbers, Predicate<PhoneNumber> visible) {
        this.config = config;
        this.numbers = numbers;
        this.visible = visible;
    }

    /** @throws ProblemException with all fields at fault */
    Checked check(SendRequest request, Instant now) {
        var from = number("/from", request.from());
        var to = number("/to", request.to());
        var own = from == null ? null : ownNumber(from);
        if (to != null && !to.isDialable()) {
            error("/to", "no such number can exist");
        }
        if (to != null && to.equals(from)) {
            error("/to", "a number cannot write to itself");
        }
        var body = Segments.normalised(request.body() == null ? "" : request.body());
        var mediaUrl = request.mediaUrl() == null || request.mediaUrl().isBlank()
                ? null
                : mediaUrl(request.mediaUrl().strip());
        var mediaIds = request.mediaIds() == null ? List.<UUID>of() : request.mediaIds();
        var mms = request.mediaUrl() != null || !mediaIds.isEmpty();
        content(body, mms, mediaIds, own, to);
        var sendAt = sendAt(request.sendAt(), now);
        if (from == null || to == null || own == null || !errors.isEmpty()) {
            throw ProblemException.at(CommonProblem.INVALID_REQUEST, errors);
        }
        requireCampaign(own);
        return new Checked(new ConversationKey(from, to), own.campaignId(), body, mediaUrl, mediaIds,
                mms ? 1 : Segments.of(body), sendAt);
    }

    private @Nullable PhoneNumber number(String pointer, @Nullable String text) {
        if (text == null || text.isBlank()) {
            error(pointer, "a phone number is needed");
            return null;
        }
        var number = PhoneNumber.parse(text);
        if (number.isEmpty()) {
            error(pointer, "not a phone number; write it as +17865551234");
        }
        return number.orElse(null);
    }

    /** A number that is not the caller's is answered like one that does not exist. */
    private @Nullable OwnNumber ownNumber(PhoneNumber from) {
        var own = numbers.get(from);
        if (own == null || !visible.test(from)) {
            error("/from", "not one of your numbers");
            return null;
        }
        if (own.state() != NumberRecord.State.ACTIVE) {
            error("/from", "the number is " + own.state().wire() + ", not active");
        } else if (!own.smsEnabled()) {
            error("/from", "the number is not enabled for texts");
        }
        return own;
    }

    private void content(String body, boolean mms, List<UUID> mediaIds, @Nullable OwnNumber own,
            @Nullable PhoneNumber to) {
        if (body.isBlank() && !mms) {
            error("/body", "a text or a picture is needed");
        }
        if (mms && mediaIds.size() > config.maxMedia()) {
            error("/mediaIds", "at most " + config.maxMedia() + " pictures");
        }
        if (mms && own != null && !own.mmsEnabled()) {
            error("/mediaIds", "the number is not enabled for pictures");
        }
        if (mms && to != null && to.isShortCode()) {
            error("/to", "a short code takes no pictures");
        }
        if (mms && body.length() > config.maxMmsText()) {
            error("/body", "at most " + config.maxMmsText() + " characters beside a picture");
        }
        if (!mms && Segments.of(body) > config.maxSegments()) {
            error("/body", "too long: " + Segments.of(body) + " parts, at most " + config.maxSegments());
        }
    }

    private @Nullable URI mediaUrl(String text) {
        try {
            var uri = new URI(text);
            var scheme = String.valueOf(uri.getScheme());
            if ((scheme.equals("https") || scheme.equals("http")) && uri.getHost() != null) {
                return uri;
            }
        } catch (URISyntaxException unreadable) {
            // Said below, as for every other address that cannot be fetched.
        }
        error("/mediaUrl", "not an http(s) address");
        return null;
    }

    private Instant sendAt(@Nullable Instant wanted, Instant now) {
        if (wanted == null || wanted.isBefore(now)) {
            return now;
        }
        if (wanted.isAfter(now.plus(config.scheduleLimit()))) {
            error("/sendAt", "at most " + config.scheduleLimit().toDays() + " days ahead");
        }
        return wanted;
    }

    private void requireCampaign(OwnNumber own) {
        if (config.campaignRequired() && own.campaignId() == null && isLongCode(own.did())) {
            throw ProblemException.at(MessagingProblem.CAMPAIGN_MISSING, "/from",
                    "carriers block texts of a number without a 10DLC campaign; a manager can assign one under "
                            + "Numbers, or with POST /api/numbers/provision {\"did\", \"campaignId\"}");
        }
    }

    private static boolean isLongCode(PhoneNumber did) {
        return did.value().startsWith("+1") && did.value().length() == 12
                && !TOLL_FREE.contains(did.value().substring(2, 5));
    }

    private void error(String pointer, String detail) {
        errors.add(new Problem.FieldError(pointer, detail));
    }
}
