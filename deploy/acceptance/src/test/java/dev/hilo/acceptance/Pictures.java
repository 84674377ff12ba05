package dev.hilo.acceptance;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

import com.microsoft.playwright.options.FilePayload;

/** Pictures drawn for the occasion. */
final class Pictures {

    private Pictures() {
    }

    static FilePayload drawn() {
        var image = new BufferedImage(320, 200, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setColor(new Color(0x2f7d6d));
        pen.fillRect(0, 0, 320, 200);
        pen.setColor(Color.WHITE);
        pen.fillOval(110, 50, 100, 100);
        pen.dispose();
        try (var bytes = new ByteArrayOutputStream()) {
            ImageIO.write(image, "png", bytes);
            return new FilePayload("picture.png", "image/png", bytes.toByteArray());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
