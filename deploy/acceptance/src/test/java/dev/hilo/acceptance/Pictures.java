package dev.hilo.acceptance;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;

import com.microsoft.playwright.options.FilePayload;

/** Pictures drawn for the occasion. */
final class Pictures {

    private Pictures() {
    }

    /** As no camera takes them: so restless that it is larger than what the server takes. */
    static FilePayload tooLarge() {
        var random = new Random(7);
        var image = new BufferedImage(1_800, 1_350, BufferedImage.TYPE_INT_RGB);
        for (var y = 0; y < image.getHeight(); y++) {
            for (var x = 0; x < image.getWidth(); x++) {
                image.setRGB(x, y, (random.nextInt() & 0x3f3f3f) + ((x * 255 / image.getWidth()) << 16));
            }
        }
        return png("large.png", image);
    }

    static FilePayload drawn() {
        var image = new BufferedImage(320, 200, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setColor(new Color(0x2f7d6d));
        pen.fillRect(0, 0, 320, 200);
        pen.setColor(Color.WHITE);
        pen.fillOval(110, 50, 100, 100);
        pen.dispose();
        return png("picture.png", image);
    }

    private static FilePayload png(String name, BufferedImage image) {
        try (var bytes = new ByteArrayOutputStream()) {
            ImageIO.write(image, "png", bytes);
            return new FilePayload(name, "image/png", bytes.toByteArray());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
