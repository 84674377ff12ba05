package dev.hilo.messaging.media;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.messaging.scan.Verdict;
import dev.hilo.messaging.scan.VirusScan;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** What becomes of bytes from outside: scanned, recognised by themselves, and drawn small when they are a picture. */
@ApplicationScoped
public class Inspection {

    /** The outcome for one medium. */
    public sealed interface Finding {

        /** @param type what it is served as; a download when a browser must not show it in place */
        record Fit(String type, @Nullable Preview preview) implements Finding {
        }

        /** Not to be kept. */
        record Unfit(MediaProblem problem) implements Finding {
        }

        /** The scanner has no word yet; until it has, nobody may see it. */
        record Unscanned() implements Finding {
        }
    }

    private final VirusScan scan;
    private final Darkroom darkroom;
    private final MediaConfig config;

    Inspection(VirusScan scan, Darkroom darkroom, MediaConfig config) {
        this.scan = scan;
        this.darkroom = darkroom;
        this.config = config;
    }

    public Uni<Finding> of(Buffer content) {
        return scan.scan(content).chain(verdict -> switch (verdict) {
            case Verdict.Clean _ -> darkroom.work(() -> look(content.getBytes(), config.maxPixels(),
                    config.keepUnknown()));
            case Verdict.Infected _ -> Uni.createFrom().<Finding>item(new Finding.Unfit(MediaProblem.INFECTED));
            case Verdict.TooLarge _ -> Uni.createFrom().<Finding>item(new Finding.Unfit(MediaProblem.TOO_LARGE));
            case Verdict.Away _ -> Uni.createFrom().<Finding>item(new Finding.Unscanned());
        });
    }

    /** Without a scanner's word; decodes, so it takes its time. */
    static Finding look(byte[] bytes, long maxPixels, boolean keepUnknown) {
        var kind = Sniffed.of(bytes);
        if (kind == Sniffed.OTHER) {
            return keepUnknown
                    ? new Finding.Fit(kind.type(), null)
                    : new Finding.Unfit(MediaProblem.UNSAFE_TYPE);
        }
        var preview = Preview.of(bytes, kind, maxPixels);
        return new Finding.Fit(isSafe(bytes, kind, preview) ? kind.type() : Sniffed.OTHER.type(), preview);
    }

    /** A picture that we cannot decode may be anything, and a browser's decoder is not ours to risk. */
    private static boolean isSafe(byte[] bytes, Sniffed kind, @Nullable Preview preview) {
        return switch (kind) {
            case JPEG, PNG, GIF, WEBP -> preview != null && !Sniffed.isPolyglot(bytes);
            case MP4, M4A, QUICKTIME, THREE_GP, OGG, AMR, MP3, AAC, WAV -> !Sniffed.isPolyglot(bytes);
            case HEIC, AVIF, PDF, VCARD, CALENDAR, TEXT, OTHER -> true;
        };
    }
}
