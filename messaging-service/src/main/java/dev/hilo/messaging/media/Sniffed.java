package dev.hilo.messaging.media;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/** What bytes are, by themselves; what somebody declares is not believed. */
public enum Sniffed {
    JPEG("image/jpeg", "jpg jpeg jpe"), PNG("image/png", "png"), GIF("image/gif", "gif"), WEBP("image/webp",
            "webp"), HEIC("image/heic", "heic heif"), AVIF("image/avif", "avif"), MP4("video/mp4",
                    "mp4 m4v"), M4A("audio/mp4", "m4a"), QUICKTIME("video/quicktime", "mov qt"), THREE_GP("video/3gpp",
                            "3gp 3g2 3gpp"), OGG("audio/ogg", "ogg oga opus"), AMR("audio/amr",
                                    "amr"), MP3("audio/mpeg", "mp3"), AAC("audio/aac", "aac"), WAV("audio/wav",
                                            "wav"), PDF("application/pdf", "pdf"), VCARD("text/vcard",
                                                    "vcf"), CALENDAR("text/calendar", "ics"), TEXT("text/plain",
                                                            "txt text"), OTHER("application/octet-stream", "bin");

    /** What a browser may show in place; everything else is a download. */
    private static final Set<Sniffed> SHOWN_INLINE = Set.of(JPEG, PNG, GIF, WEBP, MP4, M4A, QUICKTIME, THREE_GP, OGG,
            AMR, MP3, AAC, WAV);

    /** What a browser, or a person who opens it, could take for a page or a program. */
    private static final Pattern MARKUP = Pattern.compile(
            "<(?:script|html|!doctype|\\?php|iframe|body|(?:svg|img|object|embed|meta|link|base|form)[\\s/>])|%PDF-",
            Pattern.CASE_INSENSITIVE);
    /** The end of a zip archive; programs that read archives look for it from behind. */
    private static final String ARCHIVE_END = "PK\u0005\u0006";
    private static final int ARCHIVE_TAIL = 65_557;

    private final String type;
    private final String extensions;

    /** @param extensions how names of such files end, the usual one first */
    Sniffed(String type, String extensions) {
        this.type = type;
        this.extensions = extensions;
    }

    public String type() {
        return type;
    }

    /** Names of files of this kind end so; the first one is the usual. */
    List<String> extensions() {
        return List.of(extensions.split(" "));
    }

    /** Whether a browser may show it in place; everything else is a download. */
    static boolean inline(String type) {
        return SHOWN_INLINE.stream().anyMatch(kind -> kind.type.equals(type));
    }

    /** Whether it is made of time: a player asks for parts of it. */
    static boolean played(String type) {
        return type.startsWith("audio/") || type.startsWith("video/");
    }

    static Sniffed ofType(String type) {
        return Arrays.stream(values()).filter(kind -> kind.type.equals(type)).findFirst().orElse(OTHER);
    }

    public static Sniffed of(byte[] bytes) {
        if (starts(bytes, 0, "\u00ff\u00d8\u00ff")) {
            return JPEG;
        }
        if (starts(bytes, 0, "\u0089PNG\r\n\u001a\n")) {
            return PNG;
        }
        if (starts(bytes, 0, "GIF87a") || starts(bytes, 0, "GIF89a")) {
            return GIF;
        }
        if (starts(bytes, 0, "RIFF")) {
            return starts(bytes, 8, "WEBP") ? WEBP : starts(bytes, 8, "WAVE") ? WAV : OTHER;
        }
        if (starts(bytes, 4, "ftyp")) {
            return ofBrand(bytes);
        }
        if (starts(bytes, 0, "OggS")) {
            return OGG;
        }
        if (starts(bytes, 0, "#!AMR")) {
            return AMR;
        }
        if (starts(bytes, 0, "ID3")) {
            return MP3;
        }
        if (bytes.length > 4 && bytes[0] == (byte) 0xFF && (bytes[1] & 0xE0) == 0xE0) {
            return ofFrame(bytes[1] & 0xFF);
        }
        return starts(bytes, 0, "%PDF-") ? PDF : ofText(bytes);
    }

    private static Sniffed ofBrand(byte[] bytes) {
        if (starts(bytes, 8, "hei") || starts(bytes, 8, "hev") || starts(bytes, 8, "mif1")
                || starts(bytes, 8, "msf1")) {
            return HEIC;
        }
        if (starts(bytes, 8, "avi")) {
            return AVIF;
        }
        if (starts(bytes, 8, "qt")) {
            return QUICKTIME;
        }
        if (starts(bytes, 8, "M4A")) {
            return M4A;
        }
        return starts(bytes, 8, "3g") ? THREE_GP : MP4;
    }

    /** ISO 11172-3 and 13818-7: the version and layer bits of a frame without a container. */
    private static Sniffed ofFrame(int second) {
        return switch (second) {
            case 0xF1, 0xF9 -> AAC;
            case 0xFB, 0xFA, 0xF3, 0xF2, 0xE3, 0xE2 -> MP3;
            default -> OTHER;
        };
    }

    private static Sniffed ofText(byte[] bytes) {
        String text;
        try {
            text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException notText) {
            return OTHER;
        }
        var begin = text.substring(0, Math.min(64, text.length())).replace("\uFEFF", "").strip()
                .toUpperCase(Locale.ROOT);
        if (begin.isEmpty() || begin.startsWith("<") || begin.startsWith("#!") || begin.startsWith("%!")
                || begin.startsWith("{\\RTF") || text.chars().anyMatch(Sniffed::isControl)
                || MARKUP.matcher(text).find()) {
            return OTHER;
        }
        if (begin.startsWith("BEGIN:VCARD")) {
            return VCARD;
        }
        return begin.startsWith("BEGIN:VCALENDAR") ? CALENDAR : TEXT;
    }

    private static boolean isControl(int c) {
        return c == 0x7F || (c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f');
    }

    /** Whether bytes are something else too: a page, a program's archive or a document inside a picture. */
    static boolean isPolyglot(byte[] bytes) {
        if (MARKUP.matcher(new String(bytes, ISO_8859_1)).find()) {
            return true;
        }
        var tail = new String(bytes, Math.max(0, bytes.length - ARCHIVE_TAIL), Math.min(bytes.length, ARCHIVE_TAIL),
                ISO_8859_1);
        return tail.contains(ARCHIVE_END);
    }

    private static boolean starts(byte[] bytes, int offset, String magic) {
        var expected = magic.getBytes(ISO_8859_1);
        return bytes.length >= offset + expected.length
                && Arrays.equals(bytes, offset, offset + expected.length, expected, 0, expected.length);
    }
}
