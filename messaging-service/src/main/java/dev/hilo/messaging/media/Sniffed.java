package dev.hilo.messaging.media;

import java.util.Set;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** What bytes are, by themselves; what somebody declares is not believed. */
public enum Sniffed {
    JPEG("image/jpeg"), PNG("image/png"), GIF("image/gif"), WEBP("image/webp"), HEIC("image/heic"), MP4(
            "video/mp4"), QUICKTIME("video/quicktime"), THREE_GP("video/3gpp"), OGG("audio/ogg"), AMR(
                    "audio/amr"), MP3("audio/mpeg"), PDF("application/pdf"), VCARD(
                            "text/vcard"), OTHER("application/octet-stream");

    private static final Set<Sniffed> SHOWN_INLINE = Set.of(JPEG, PNG, GIF, WEBP, MP4, QUICKTIME, THREE_GP, OGG, AMR,
            MP3);

    private final String type;

    Sniffed(String type) {
        this.type = type;
    }

    public String type() {
        return type;
    }

    /** Whether a browser may show it in place; everything else is a download. */
    static boolean inline(String type) {
        return SHOWN_INLINE.stream().anyMatch(kind -> kind.type.equals(type));
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
        if (starts(bytes, 0, "RIFF") && starts(bytes, 8, "WEBP")) {
            return WEBP;
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
        if (starts(bytes, 0, "ID3") || starts(bytes, 0, "\u00ff\u00fb")) {
            return MP3;
        }
        if (starts(bytes, 0, "%PDF-")) {
            return PDF;
        }
        return starts(bytes, 0, "BEGIN:VCARD") ? VCARD : OTHER;
    }

    private static Sniffed ofBrand(byte[] bytes) {
        if (starts(bytes, 8, "hei") || starts(bytes, 8, "hev") || starts(bytes, 8, "mif1")) {
            return HEIC;
        }
        if (starts(bytes, 8, "qt")) {
            return QUICKTIME;
        }
        return starts(bytes, 8, "3g") ? THREE_GP : MP4;
    }

    private static boolean starts(byte[] bytes, int offset, String magic) {
        var expected = magic.getBytes(ISO_8859_1);
        if (bytes.length < offset + expected.length) {
            return false;
        }
        for (var i = 0; i < expected.length; i++) {
            if (bytes[offset + i] != expected[i]) {
                return false;
            }
        }
        return true;
    }
}
