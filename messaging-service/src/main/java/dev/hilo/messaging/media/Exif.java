package dev.hilo.messaging.media;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Reads the one thing of a photo's metadata that its picture needs: which side is up. */
final class Exif {

    private static final int ORIENTATION = 0x0112;
    static final int UPRIGHT = 1;

    private Exif() {
    }

    /** Whether a JPEG or PNG carries metadata (Exif, XMP, text): where and when it was taken must not leave with it. */
    static boolean hasMetadata(byte[] picture, Sniffed kind) {
        return switch (kind) {
            case JPEG -> segment(picture, 0xE1) >= 0 || segment(picture, 0xED) >= 0 || segment(picture, 0xFE) >= 0;
            case PNG -> contains(picture, "eXIf") || contains(picture, "tEXt") || contains(picture, "iTXt")
                    || contains(picture, "zTXt");
            default -> true;
        };
    }

    /** The orientation of a JPEG as TIFF numbers it, 1 to 8; 1 when it says nothing or nonsense. */
    static int orientation(byte[] jpeg) {
        try {
            var at = segment(jpeg, 0xE1);
            return at < 0 ? UPRIGHT : orientationOf(ByteBuffer.wrap(jpeg), at);
        } catch (IndexOutOfBoundsException cutShort) {
            return UPRIGHT;
        }
    }

    private static int orientationOf(ByteBuffer jpeg, int app1) {
        var tiff = app1 + 10;
        if (jpeg.getInt(app1 + 4) != 0x45786966) {
            return UPRIGHT;
        }
        jpeg.order(jpeg.getShort(tiff) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        var directory = tiff + jpeg.getInt(tiff + 4);
        var entries = jpeg.getShort(directory) & 0xFFFF;
        for (var i = 0; i < entries; i++) {
            var entry = directory + 2 + 12 * i;
            if ((jpeg.getShort(entry) & 0xFFFF) == ORIENTATION) {
                var value = jpeg.getShort(entry + 8) & 0xFFFF;
                return value >= 1 && value <= 8 ? value : UPRIGHT;
            }
        }
        return UPRIGHT;
    }

    /** Where a segment with this marker begins; -1 when there is none before the picture's data. */
    private static int segment(byte[] jpeg, int marker) {
        var at = 2;
        while (at + 4 <= jpeg.length && (jpeg[at] & 0xFF) == 0xFF) {
            var kind = jpeg[at + 1] & 0xFF;
            if (kind == marker) {
                return at;
            }
            if (kind == 0xDA) {
                return -1;
            }
            at += 2 + ((jpeg[at + 2] & 0xFF) << 8 | (jpeg[at + 3] & 0xFF));
        }
        return -1;
    }

    private static boolean contains(byte[] picture, String chunk) {
        for (var i = 8; i + 8 <= picture.length;) {
            var length = ByteBuffer.wrap(picture).getInt(i);
            var name = new String(picture, i + 4, 4, StandardCharsets.ISO_8859_1);
            if (name.equals(chunk)) {
                return true;
            }
            if (length < 0 || length > picture.length) {
                return true;
            }
            i += 12 + length;
        }
        return false;
    }
}
