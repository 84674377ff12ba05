package dev.hilo.messaging.outbound;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;

import dev.hilo.contracts.ConversationKey;
import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.provisioning.NumberRecord;
import dev.hilo.messaging.number.OwnNumber;
import dev.hilo.messaging.problem.MessagingProblem;
import dev.hilo.messaging.queue.Lane;
import dev.hilo.messaging.segment.Segments;
import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.Problem;
import dev.hilo.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** Whether a text may be accepted, with a sentence for each field that keeps it back. */
final class SendRules {

    private static final int LONGEST_ADDRESS = 2_000;
    /** The carrier passes on JPEG and PNG. An address with another ending, or none, may still be one of these. */
    private static final Set<String> NO_PICTURES = Set.of("gif", "webp", "heic", "heif", "avif", "bmp", "tif", "tiff",
            "svg", "mp4", "mov", "3gp", "webm", "mp3", "amr", "wav", "pdf", "vcf", "txt", "smil");
    private static final Set<String> TOLL_FREE = Set.of("800", "833", "844", "855", "866", "877", "888");

    /**
     * A request that can be accepted.
     *
     * @param body as it will be sent: NFC, line ends as LF
     * @param sendAt null for at once
     */
    record Checked(ConversationKey conversation, @Nullable String campaignId, String body, @Nullable URI mediaUrl,
            List<UUID> mediaIds, int segments, @Nullable Instant sendAt, Lane lane) {
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
        var address = request.mediaUrl() == null || request.mediaUrl().isBlank() ? null : request.mediaUrl().strip();
        var mediaUrl = address == null ? null : mediaUrl(address);
        var mediaIds = mediaIds(request.mediaIds());
        content(body, address, mediaIds, own, to);
        if (request.lastSeqSeen() != null && request.lastSeqSeen() < 0) {
            error("/lastSeqSeen", "not a place of a thread: the first is 1, an empty thread is 0");
        }
        var sendAt = moment(request.sendAt(), now, config, fault -> error("/sendAt", fault));
        if (from == null || to == null || own == null || !errors.isEmpty()) {
            if (own != null) {
                campaignFault(own, config).ifPresent(fault -> error("/from", fault));
            }
            throw ProblemException.at(CommonProblem.INVALID_REQUEST, errors);
        }
        requireCampaign(own, config);
        var mms = address != null || !mediaIds.isEmpty();
        return new Checked(new ConversationKey(from, to), own.campaignId(), body, mediaUrl, mediaIds,
                mms ? 1 : Segments.of(body), sendAt, request.lane() == null ? Lane.LIVE : request.lane());
    }

    /**
     * The moment a text is to leave.
     *
     * @return null for at once
     * @throws ProblemException when it is over, or too far ahead
     */
    static @Nullable Instant sendAt(@Nullable Instant wanted, Instant now, OutboundConfig config) {
        return moment(wanted, now, config, fault -> {
            throw ProblemException.at(CommonProblem.INVALID_REQUEST,
                    List.of(new Problem.FieldError("/sendAt", fault)));
        });
    }

    /** @throws ProblemException campaign-missing, for a long code that every US carrier would block */
    static void requireCampaign(OwnNumber own, OutboundConfig config) {
        campaignFault(own, config).ifPresent(fault -> {
            throw ProblemException.at(MessagingProblem.CAMPAIGN_MISSING, "/from", fault);
        });
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
            error("/from", whyNot(own.state()));
        } else if (!own.smsEnabled()) {
            error("/from", "the number is not enabled for texts");
        }
        return own;
    }

    private static String whyNot(NumberRecord.State state) {
        return switch (state) {
            case PROVISIONING -> "the number is being set up";
            case FAILED -> "setting the number up failed";
            case RELEASING -> "the number is about to be given back";
            case RELEASED -> "the number was given back";
            case ACTIVE -> throw new IllegalArgumentException("an active number may send");
        };
    }

    private List<UUID> mediaIds(@Nullable List<@Nullable UUID> wanted) {
        List<UUID> ids = new ArrayList<>();
        for (var id : wanted == null ? List.<@Nullable UUID>of() : wanted) {
            if (id == null) {
                error("/mediaIds/" + ids.size(), "the id of an upload is needed");
                return ids;
            }
            ids.add(id);
        }
        return ids;
    }

    private void content(String body, @Nullable String address, List<UUID> mediaIds, @Nullable OwnNumber own,
            @Nullable PhoneNumber to) {
        var count = mediaIds.size() + (address == null ? 0 : 1);
        if (count == 0) {
            words(body);
            return;
        }
        var pointer = mediaIds.isEmpty() ? "/mediaUrl" : "/mediaIds";
        if (count > config.maxMedia()) {
            error(pointer, "at most " + config.maxMedia() + " pictures; these are " + count);
        }
        if (own != null && !own.mmsEnabled()) {
            error(pointer, "the number is not enabled for pictures");
        }
        if (to != null && to.isShortCode()) {
            error(pointer, "a short code takes no pictures");
        }
        if (body.length() > config.maxMmsText()) {
            error("/body", "too long: at most " + config.maxMmsText() + " characters beside a picture; these are "
                    + body.length());
        }
    }

    private void words(String body) {
        if (body.isBlank()) {
            error("/body", "a text or a picture is needed");
        } else if (Segments.of(body) > config.maxSegments()) {
            error("/body", "too long: " + Segments.of(body) + " parts, at most " + config.maxSegments());
        }
    }

    private @Nullable URI mediaUrl(String text) {
        if (text.length() > LONGEST_ADDRESS) {
            error("/mediaUrl", "at most " + LONGEST_ADDRESS + " characters");
            return null;
        }
        var uri = address(text);
        if (uri == null) {
            error("/mediaUrl", "not an http(s) address");
        } else if (!mayBePicture(uri)) {
            error("/mediaUrl", "the carrier takes JPEG and PNG");
        }
        return uri;
    }

    private static @Nullable URI address(String text) {
        try {
            var uri = new URI(text);
            var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            return (scheme.equals("https") || scheme.equals("http")) && uri.getHost() != null ? uri : null;
        } catch (URISyntaxException unreadable) {
            return null;
        }
    }

    private static boolean mayBePicture(URI address) {
        var path = String.valueOf(address.getPath());
        var name = path.substring(path.lastIndexOf('/') + 1);
        var dot = name.lastIndexOf('.');
        return dot < 0 || !NO_PICTURES.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
    }

    private static @Nullable Instant moment(@Nullable Instant wanted, Instant now, OutboundConfig config,
            Consumer<String> fault) {
        if (wanted == null || !wanted.isAfter(now)) {
            if (wanted != null && wanted.isBefore(now.minus(config.sendAtGrace()))) {
                fault.accept("this moment is over; leave it out to send at once");
            }
            return null;
        }
        if (wanted.isAfter(now.plus(config.scheduleLimit()))) {
            fault.accept("at most " + config.scheduleLimit().toDays() + " days ahead");
        }
        return wanted.truncatedTo(ChronoUnit.MICROS);
    }

    private static Optional<String> campaignFault(OwnNumber own, OutboundConfig config) {
        return config.campaignRequired() && own.campaignId() == null && isLongCode(own.did())
                ? Optional.of("carriers block texts of a number without a 10DLC campaign; a manager can assign one "
                        + "under Numbers, or with POST /api/numbers/provision {\"did\", \"campaignId\"}")
                : Optional.empty();
    }

    private static boolean isLongCode(PhoneNumber did) {
        return did.value().startsWith("+1") && did.value().length() == 12
                && !TOLL_FREE.contains(did.value().substring(2, 5));
    }

    private void error(String pointer, String detail) {
        errors.add(new Problem.FieldError(pointer, detail));
    }
}
