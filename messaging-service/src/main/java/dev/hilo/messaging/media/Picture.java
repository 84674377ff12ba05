package dev.hilo.messaging.media;

import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import dev.hilo.messaging.problem.MessagingProblem;
import dev.hilo.platform.problem.ProblemException;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * Makes of an upload what every US carrier takes: one JPEG of at most 500 KB, upright, without metadata. A small
 * picture that already is that stays as it is. Works on the caller's thread, which must not be an event loop.
 */
final class Picture {

    /** What is sent. */
    record Fitted(Buffer content, String contentType) {
    }

    private static final float[] QUALITIES = {0.9f, 0.8f, 0.7f, 0.55f, 0.4f};

    /** Rows of this length are decoded one by one without harm. */
    private static final int LONGEST_SIDE = 30_000;
    /** A camera's progressive JPEG has about ten scans; each costs as much as the whole picture, however short it is. */
    private static final int MOST_SCANS = 100;

    private Picture() {
    }

    /** The decoder for a kind, chosen by us and not by what is registered; null when there is none. */
    static @Nullable ImageReader readerOf(Sniffed kind) throws IOException {
        return switch (kind) {
            case JPEG -> ImageIO.getImageReadersByFormatName("jpeg").next();
            case PNG -> ImageIO.getImageReadersByFormatName("png").next();
            case GIF -> ImageIO.getImageReadersByFormatName("gif").next();
            case WEBP -> new WebPImageReaderSpi().createReaderInstance(null);
            case HEIC, AVIF, MP4, M4A, QUICKTIME, THREE_GP, OGG, AMR, MP3, AAC, WAV, PDF, VCARD, CALENDAR, TEXT,
                    OTHER ->
                null;
        };
    }

    /** Asked before anything is decoded: a few bytes can claim a picture of many gigabytes. */
    static boolean isBounded(int width, int height, long maxPixels) {
        return width > 0 && height > 0 && Math.max(width, height) <= LONGEST_SIDE
                && (long) width * height <= maxPixels;
    }

    /** Whether decoding would take for ever: a JPEG of thousands of scans. */
    static boolean isEndless(byte[] picture, Sniffed kind) {
        if (kind != Sniffed.JPEG) {
            return false;
        }
        var scans = 0;
        for (var i = 0; i + 1 < picture.length; i++) {
            if (picture[i] == (byte) 0xFF && picture[i + 1] == (byte) 0xDA && ++scans > MOST_SCANS) {
                return true;
            }
        }
        return false;
    }

    /** @throws ProblemException unsupported-media, when it is not a JPEG or PNG that can be read */
    static Fitted fit(byte[] upload, MediaConfig config) {
        var kind = Sniffed.of(upload);
        if (kind != Sniffed.JPEG && kind != Sniffed.PNG) {
            throw refused("only JPEG and PNG pictures can be sent; this is " + kind.type());
        }
        try {
            return fit(upload, kind, config);
        } catch (IOException | IndexOutOfBoundsException | IllegalArgumentException unreadable) {
            throw refused("the picture is damaged");
        }
    }

    private static Fitted fit(byte[] upload, Sniffed kind, MediaConfig config) throws IOException {
        try (var input = new MemoryCacheImageInputStream(new ByteArrayInputStream(upload))) {
            var reader = readerOf(kind);
            if (reader == null || isEndless(upload, kind)) {
                throw refused("the picture cannot be read");
            }
            try {
                reader.setInput(input, true, true);
                var width = reader.getWidth(0);
                var height = reader.getHeight(0);
                if (!isBounded(width, height, config.maxPixels())) {
                    throw refused("the picture has too many pixels");
                }
                var small = Math.max(width, height) <= config.longSide() && upload.length <= config.targetBytes();
                return small && !Exif.hasMetadata(upload, kind)
                        ? new Fitted(Buffer.buffer(upload), kind.type())
                        : shrink(read(reader, width, height, config.longSide()), kind, upload, config);
            } finally {
                reader.dispose();
            }
        }
    }

    /** Reads every nth pixel of a picture that is far too large; the rest of the way is scaled well. */
    static BufferedImage read(ImageReader reader, int width, int height, int longSide) throws IOException {
        var parameters = reader.getDefaultReadParam();
        var step = Math.max(1, Math.max(width, height) / (longSide * 2));
        parameters.setSourceSubsampling(step, step, 0, 0);
        return reader.read(0, parameters);
    }

    private static Fitted shrink(BufferedImage picture, Sniffed kind, byte[] upload, MediaConfig config)
            throws IOException {
        var upright = kind == Sniffed.JPEG ? Exif.orientation(upload) : 1;
        var longSide = config.longSide();
        while (longSide >= 320) {
            var drawn = draw(picture, upright, longSide, BufferedImage.TYPE_INT_RGB);
            for (var quality : QUALITIES) {
                var encoded = encode(drawn, quality);
                if (encoded.length <= config.targetBytes()) {
                    return new Fitted(Buffer.buffer(encoded), Sniffed.JPEG.type());
                }
            }
            longSide = longSide * 3 / 4;
        }
        throw refused("the picture cannot be made small enough");
    }

    /** @param type without transparency it is drawn on white; turned as its metadata says, which is not kept */
    static BufferedImage draw(BufferedImage picture, int orientation, int longSide, int type) {
        var scale = Math.min(1.0, (double) longSide / Math.max(picture.getWidth(), picture.getHeight()));
        var width = Math.max(1, (int) Math.round(picture.getWidth() * scale));
        var height = Math.max(1, (int) Math.round(picture.getHeight() * scale));
        var turned = orientation >= 5;
        var drawn = new BufferedImage(turned ? height : width, turned ? width : height, type);
        var graphics = drawn.createGraphics();
        if (!drawn.getColorModel().hasAlpha()) {
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, drawn.getWidth(), drawn.getHeight());
        }
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.transform(turn(orientation, width, height));
        graphics.drawImage(picture, 0, 0, width, height, null);
        graphics.dispose();
        return drawn;
    }

    /** TIFF 6.0, tag 274: how the stored rows and columns lie to the eye. */
    private static AffineTransform turn(int orientation, int width, int height) {
        return switch (orientation) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
            default -> new AffineTransform();
        };
    }

    static byte[] encode(BufferedImage picture, float quality) throws IOException {
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var bytes = new ByteArrayOutputStream();
        try (var output = new MemoryCacheImageOutputStream(bytes)) {
            var parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(quality);
            writer.setOutput(output);
            writer.write(null, new IIOImage(picture, null, null), parameters);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static ProblemException refused(String why) {
        return ProblemException.at(MessagingProblem.UNSUPPORTED_MEDIA, "/file", why);
    }
}
