package dev.hilo.messaging.media;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

import com.sun.management.ThreadMXBean;
import dev.hilo.messaging.media.Inspection.Finding;
import dev.hilo.messaging.media.Zoo.Animal;
import dev.hilo.messaging.media.Zoo.Fate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

/** Every file that somebody may send has an end that was thought of, in bounded time and memory. */
class MediaZooTest {

    private static final long MAX_PIXELS = 40_000_000;
    /** What one file may take of the heap, all that is let go again included. */
    private static final long CEILING = 256L << 20;

    static Stream<Animal> animals() throws IOException {
        return Zoo.all().stream();
    }

    @Test
    void theZooIsLarge() throws IOException {
        assertThat(Zoo.all()).hasSizeGreaterThanOrEqualTo(200);
        assertThat(Zoo.all()).extracting(Animal::name).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("animals")
    void eachFileHasItsFate(Animal animal) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var before = threads.getCurrentThreadAllocatedBytes();
        var finding = assertTimeout(Duration.ofSeconds(20), () -> Inspection.look(animal.bytes(), MAX_PIXELS, false));
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).as("allocated").isLessThan(CEILING);

        if (animal.fate() == Fate.REFUSED) {
            assertThat(finding).isEqualTo(new Finding.Unfit(MediaProblem.UNSAFE_TYPE));
            return;
        }
        var fit = (Finding.Fit) finding;
        switch (animal.fate()) {
            case SHOWN -> {
                assertThat(fit.type()).isEqualTo(animal.type());
                assertThat(fit.preview()).isNotNull();
            }
            case PLAYED, FILE -> {
                assertThat(fit.type()).isEqualTo(animal.type());
                assertThat(fit.preview()).isNull();
                assertThat(Sniffed.inline(fit.type())).isEqualTo(animal.fate() == Fate.PLAYED);
            }
            case BYTES -> assertThat(fit.type()).isEqualTo("application/octet-stream");
            case HARMLESS -> assertThat(fit.preview() == null).isEqualTo(fit.type().equals("application/octet-stream"));
            case REFUSED -> throw new AssertionError("handled above");
        }
        if (fit.preview() != null) {
            isOurs(fit.preview());
        }
    }

    /** Small, one of two kinds, and not a byte of what somebody else wrote into it. */
    private static void isOurs(Preview preview) {
        var bytes = preview.thumbnail().getBytes();
        var kind = Sniffed.of(bytes);
        assertThat(kind).isIn(Sniffed.JPEG, Sniffed.PNG);
        assertThat(Exif.hasMetadata(bytes, kind)).isFalse();
        assertThat(Sniffed.isPolyglot(bytes)).isFalse();
        assertThat(new String(bytes, ISO_8859_1)).doesNotContain("Exif", "alert(", "taken at home", "somebody");
        assertThat(bytes).hasSizeLessThan(300_000);
        try {
            var small = ImageIO.read(new ByteArrayInputStream(bytes));
            assertThat(Math.max(small.getWidth(), small.getHeight())).isLessThanOrEqualTo(Preview.LONG_SIDE);
            var shape = (double) preview.width() / preview.height();
            if (shape > 0.1 && shape < 10 && Math.min(small.getWidth(), small.getHeight()) > 20) {
                assertThat((double) small.getWidth() / small.getHeight()).isBetween(shape * 0.9, shape * 1.1);
            }
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            1, 60, 40
            3, 60, 40
            6, 40, 60
            8, 40, 60
            """)
    void aPhotoIsAsLargeAsItIsSeen(int orientation, int width, int height) throws IOException {
        var photo = Zoo.withExif(Zoo.encoded(Zoo.drawn(60, 40, java.awt.image.BufferedImage.TYPE_INT_RGB), "jpeg"),
                orientation);
        assertThat(new String(photo, ISO_8859_1)).contains("Exif");
        var preview = Preview.of(photo, Sniffed.JPEG, MAX_PIXELS);
        assertThat(preview).isNotNull();
        assertThat(preview.width()).isEqualTo(width);
        assertThat(preview.height()).isEqualTo(height);
    }

    @Test
    void filesOfNoKnownKindAreDownloadsWhereThatIsWanted() {
        assertThat(Inspection.look("<html>".getBytes(ISO_8859_1), MAX_PIXELS, true))
                .isEqualTo(new Finding.Fit("application/octet-stream", null));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            photo.jpg,            image/jpeg,               photo.jpg
            PHOTO.JPEG,           image/jpeg,               PHOTO.JPEG
            photo.exe,            image/jpeg,               photo.jpg
            photo,                image/png,                photo.png
            /a/b/c.pdf,           application/pdf,          c.pdf
            ..\\..\\evil.html,    application/octet-stream, evil.bin
            'a"b;c.jpg',          image/jpeg,               a_b_c.jpg
            menu: (today).png,    image/png,                menu_ _today_.png
            .jpg,                 image/jpeg,               .jpg.jpg
            -,                    image/jpeg,               -
            /,                    image/jpeg,               -
            ...,                  image/jpeg,               -
            """)
    void aFileEndsAsFilesOfItsTypeDo(String sent, String type, String name) {
        assertThat(FileName.of(sent, type)).isEqualTo(name);
    }
}
