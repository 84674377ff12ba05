package dev.hilo.messaging.media;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;

import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * A small picture that we drew ourselves from somebody else's: upright, without any of its metadata, of an animation the
 * first frame. Works on the caller's thread, which must not be an event loop.
 *
 * @param width of the original as it is seen, in pixels
 * @param thumbnail JPEG, or PNG where the original is transparent
 */
public record Preview(int width, int height, Buffer thumbnail) {

    static final int LONG_SIDE = 480;
    private static final float QUALITY = 0.8f;
    /** A transparent photo is large as PNG; it is drawn on white then. */
    private static final int LARGEST_PNG = 200_000;

    /** @return null when it is no picture that can be decoded here within bounds; never throws for what is inside */
    static @Nullable Preview of(byte[] picture, Sniffed kind, long maxPixels) {
        try {
            return drawn(picture, kind, maxPixels);
        } catch (IOException | RuntimeException undecodable) {
            // Damaged, or an attack on the decoder: either way there is nothing to show.
            return null;
        }
    }

    private static @Nullable Preview drawn(byte[] picture, Sniffed kind, long maxPixels) throws IOException {
        var reader = Picture.readerOf(kind);
        if (reader == null || Picture.isEndless(picture, kind)) {
            return null;
        }
        try (var input = new MemoryCacheImageInputStream(new ByteArrayInputStream(picture))) {
            reader.setInput(input, true, true);
            var width = reader.getWidth(0);
            var height = reader.getHeight(0);
            if (!Picture.isBounded(width, height, maxPixels)) {
                return null;
            }
            var orientation = kind == Sniffed.JPEG ? Exif.orientation(picture) : Exif.UPRIGHT;
            var turned = orientation >= 5;
            var small = thumbnail(Picture.read(reader, width, height, LONG_SIDE), orientation);
            return new Preview(turned ? height : width, turned ? width : height, Buffer.buffer(small));
        } finally {
            reader.dispose();
        }
    }

    private static byte[] thumbnail(BufferedImage picture, int orientation) throws IOException {
        if (picture.getColorModel().hasAlpha()) {
            var bytes = new ByteArrayOutputStream();
            ImageIO.write(Picture.draw(picture, orientation, LONG_SIDE, BufferedImage.TYPE_INT_ARGB), "png", bytes);
            if (bytes.size() <= LARGEST_PNG) {
                return bytes.toByteArray();
            }
        }
        return Picture.encode(Picture.draw(picture, orientation, LONG_SIDE, BufferedImage.TYPE_INT_RGB), QUALITY);
    }
}
