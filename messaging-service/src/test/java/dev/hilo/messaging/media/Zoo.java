package dev.hilo.messaging.media;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;

import io.vertx.core.buffer.Buffer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

/** Files as they come, are broken, or are made to break something; each with what must become of it. */
final class Zoo {

    /** What must become of a file. */
    enum Fate {
        /** Shown in place, as its own type, with a small picture. */
        SHOWN,
        /** Played in place. */
        PLAYED,
        /** A download under its own type, without a small picture. */
        FILE,
        /** A download of bytes, whatever it says it is; perhaps with a small picture of our own. */
        BYTES,
        /** Not kept. */
        REFUSED,
        /** Damaged pictures: shown as far as it goes, or a download; never anything that a browser takes for a page. */
        HARMLESS
    }

    /** @param type what it is served as; null when its fate leaves that open */
    record Animal(String name, Buffer content, Fate fate, String type) {

        byte[] bytes() {
            return content.getBytes();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static final String SCRIPT = "<script>alert(1)</script>";
    private static final String SVG = "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>";

    private final List<Animal> animals = new ArrayList<>();
    private final Random random = new Random(7);

    static List<Animal> all() throws IOException {
        var zoo = new Zoo();
        zoo.healthy();
        zoo.photos();
        zoo.damaged();
        zoo.floods();
        zoo.polyglots();
        zoo.pages();
        zoo.played();
        zoo.documents();
        zoo.archives();
        zoo.noise();
        return zoo.animals;
    }

    private void healthy() throws IOException {
        for (var size : new int[][]{{1, 1}, {3, 7}, {480, 480}, {481, 300}, {1600, 1200}, {300, 2400}, {2000, 20}}) {
            for (var format : List.of("jpeg", "png", "gif")) {
                for (var type : List.of(BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_BYTE_GRAY)) {
                    add("%s %dx%d kind %d".formatted(format, size[0], size[1], type),
                            encoded(drawn(size[0], size[1], type), format), Fate.SHOWN, "image/" + format);
                }
            }
        }
        add("png with transparency", encoded(drawn(700, 500, BufferedImage.TYPE_INT_ARGB), "png"), Fate.SHOWN,
                "image/png");
        add("png with a palette", encoded(drawn(300, 200, BufferedImage.TYPE_BYTE_INDEXED), "png"), Fate.SHOWN,
                "image/png");
        add("png of two colours", encoded(drawn(300, 200, BufferedImage.TYPE_BYTE_BINARY), "png"), Fate.SHOWN,
                "image/png");
        add("png with 16 bits", encoded(drawn(300, 200, BufferedImage.TYPE_USHORT_GRAY), "png"), Fate.SHOWN,
                "image/png");
        add("progressive jpeg", progressive(900, 700), Fate.SHOWN, "image/jpeg");
        add("animated gif", animated(5), Fate.SHOWN, "image/gif");
        add("long animated gif", animated(60), Fate.SHOWN, "image/gif");
        add("webp of one pixel", java.util.Base64.getDecoder()
                .decode("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA=="), Fate.SHOWN, "image/webp");
    }

    private void photos() throws IOException {
        for (var orientation = 0; orientation <= 9; orientation++) {
            add("photo turned " + orientation, withExif(encoded(drawn(60, 40, BufferedImage.TYPE_INT_RGB), "jpeg"),
                    orientation), Fate.SHOWN, "image/jpeg");
        }
        var jpeg = encoded(drawn(60, 40, BufferedImage.TYPE_INT_RGB), "jpeg");
        for (var cut = 4; cut < 40; cut += 4) {
            var exif = Arrays.copyOf(exif(6), cut);
            add("photo with " + cut + " bytes of metadata", inserted(jpeg, segment(0xE1, exif)), Fate.SHOWN,
                    "image/jpeg");
        }
        add("photo whose metadata point to themselves", withExif(jpeg, 6, 0), Fate.SHOWN, "image/jpeg");
        add("photo whose metadata point far away", withExif(jpeg, 6, Integer.MAX_VALUE), Fate.SHOWN, "image/jpeg");
        add("photo whose metadata point backwards", withExif(jpeg, 6, -8), Fate.SHOWN, "image/jpeg");
        add("photo with a comment", inserted(jpeg, segment(0xFE, "taken at home".getBytes(UTF_8))), Fate.SHOWN,
                "image/jpeg");
        add("png with a text", withChunk(encoded(drawn(60, 40, BufferedImage.TYPE_INT_RGB), "png"), "tEXt",
                "Author\0somebody".getBytes(ISO_8859_1)), Fate.SHOWN, "image/png");
        add("png with exif", withChunk(encoded(drawn(60, 40, BufferedImage.TYPE_INT_RGB), "png"), "eXIf", exif(6)),
                Fate.SHOWN, "image/png");
    }

    private void damaged() throws IOException {
        for (var format : List.of("jpeg", "png", "gif")) {
            var whole = encoded(drawn(200, 150, BufferedImage.TYPE_INT_RGB), format);
            for (var percent : new int[]{5, 20, 40, 60, 80, 95, 99}) {
                add("%s cut at %d %%".formatted(format, percent), Arrays.copyOf(whole, whole.length * percent / 100),
                        Fate.HARMLESS, null);
            }
            for (var seed = 0; seed < 8; seed++) {
                var broken = whole.clone();
                for (var i = 0; i < 30; i++) {
                    broken[12 + random.nextInt(broken.length - 12)] = (byte) random.nextInt(256);
                }
                add("%s with flipped bytes %d".formatted(format, seed), broken, Fate.HARMLESS, null);
            }
        }
        add("jpeg of a header", bytes(0xFF, 0xD8, 0xFF, 0xE0, 0, 16), Fate.BYTES, null);
        add("jpeg of three bytes", bytes(0xFF, 0xD8, 0xFF), Fate.BYTES, null);
        add("png of a signature", bytes(0x89, 'P', 'N', 'G', 13, 10, 26, 10), Fate.BYTES, null);
        add("gif of a signature", "GIF89a".getBytes(ISO_8859_1), Fate.BYTES, null);
        add("gif without a frame", bytes('G', 'I', 'F', '8', '9', 'a', 10, 0, 10, 0, 0, 0, 0, 0x3B), Fate.BYTES, null);
        add("webp of a header", "RIFF\0\0\0\0WEBPVP8 ".getBytes(ISO_8859_1), Fate.BYTES, null);
        add("webp that ends early", "RIFF\u00ff\u00ff\u00ff\u007fWEBPVP8X\n\0\0\0".getBytes(ISO_8859_1), Fate.BYTES,
                null);
        add("png whose chunk is longer than it", chunk(signature(), "IHDR", Integer.MAX_VALUE, new byte[13]),
                Fate.BYTES, null);
        add("png whose chunk has no length", chunk(signature(), "IHDR", -1, new byte[13]), Fate.BYTES, null);
    }

    private void floods() throws IOException {
        for (var size : new int[][]{{65_535, 65_535}, {Integer.MAX_VALUE, 1}, {1, Integer.MAX_VALUE}, {40_000, 40_000},
                {100_000, 100_000}, {Integer.MAX_VALUE, Integer.MAX_VALUE}, {30_001, 1}, {8_000, 6_000}, {0, 0},
                {-1, -1}}) {
            add("png that claims %d x %d".formatted(size[0], size[1]), png(size[0], size[1], new byte[100]), Fate.BYTES,
                    null);
        }
        for (var size : new int[][]{{65_535, 65_535}, {65_500, 700}, {7_000, 6_000}}) {
            add("jpeg that claims %d x %d".formatted(size[0], size[1]), jpegOf(size[0], size[1]), Fate.BYTES, null);
            add("gif that claims %d x %d".formatted(size[0], size[1]), gifOf(size[0], size[1]), Fate.BYTES, null);
            add("webp that claims %d x %d".formatted(size[0], size[1]), webpOf(size[0], size[1]), Fate.BYTES, null);
        }
        add("png of 36 million pixels in a few kilobytes", png(6_000, 6_000, new byte[(6_000 / 8 + 1) * 6_000], 1),
                Fate.SHOWN, "image/png");
        add("png with a bomb in its colour profile",
                withChunk(encoded(drawn(20, 10, BufferedImage.TYPE_INT_RGB), "png"),
                        "iCCP", concat("x\0\0".getBytes(ISO_8859_1), deflated(new byte[50 << 20]))),
                Fate.SHOWN, "image/png");
        add("png with a bomb in its text", withChunk(encoded(drawn(20, 10, BufferedImage.TYPE_INT_RGB), "png"), "zTXt",
                concat("x\0\0".getBytes(ISO_8859_1), deflated(new byte[50 << 20]))), Fate.SHOWN, "image/png");
        add("jpeg of a thousand scans", scans(progressive(900, 700), 1_000), Fate.BYTES, null);
    }

    private void polyglots() throws IOException {
        for (var format : List.of("jpeg", "png", "gif")) {
            var picture = encoded(drawn(50, 40, BufferedImage.TYPE_INT_RGB), format);
            for (var page : List.of("<html><body>x", SCRIPT, SVG, "<!DOCTYPE html>", "<?php system('id');",
                    "<ScRiPt src=x>",
                    "<iframe src=x>", "<img src=x onerror=alert(1)>", "%PDF-1.7")) {
                add("%s that ends as %s".formatted(format, page), concat(picture, page.getBytes(UTF_8)), Fate.BYTES,
                        null);
            }
            add(format + " that is an archive too", concat(picture, zip("evil.class", new byte[10])), Fate.BYTES, null);
        }
        var jpeg = encoded(drawn(50, 40, BufferedImage.TYPE_INT_RGB), "jpeg");
        add("jpeg with a page in its comment", inserted(jpeg, segment(0xFE, ("*/" + SCRIPT).getBytes(UTF_8))),
                Fate.BYTES,
                null);
        add("gif that is a script", "GIF89a/*\u0001\u0001\0\0\0*/=1;alert(1)".getBytes(ISO_8859_1), Fate.BYTES, null);
        add("mp4 with a page", concat(mp4("isom"), SCRIPT.getBytes(UTF_8)), Fate.BYTES, null);
        add("mp3 with a page", concat("ID3\u0003".getBytes(ISO_8859_1), SCRIPT.getBytes(UTF_8)), Fate.BYTES, null);
    }

    private void pages() {
        for (var page : List.of("<html>", "<!doctype html><p>", SCRIPT, SVG, "<?xml version=\"1.0\"?>" + SVG,
                "  \n\t<svg/>",
                "\uFEFF<html>", "<!-- x --><html>", "hello " + SCRIPT, "<a href=x>", "text then <svg onload=x>",
                "#!/bin/sh\nrm -rf /", "%!PS-Adobe", "{\\rtf1 x}", "<?php echo 1;", "<smil><head/></smil>",
                "MIME-Version: 1.0\n\n<html>", "x<iframe>", "<xml/>", "var x = '<body>'")) {
            add("a page: " + page.strip(), page.getBytes(UTF_8), Fate.REFUSED, null);
        }
        add("a page in UTF-16", SCRIPT.getBytes(UTF_16), Fate.REFUSED, null);
    }

    private void played() {
        for (var brand : List.of("isom", "mp42", "avc1", "M4V ", "dash")) {
            add("film " + brand, mp4(brand), Fate.PLAYED, "video/mp4");
        }
        add("film of an iphone", mp4("qt  "), Fate.PLAYED, "video/quicktime");
        add("film of an old phone", mp4("3gp4"), Fate.PLAYED, "video/3gpp");
        add("film of another old phone", mp4("3g2a"), Fate.PLAYED, "video/3gpp");
        add("sound of an iphone", mp4("M4A "), Fate.PLAYED, "audio/mp4");
        add("amr", "#!AMR\n<".getBytes(ISO_8859_1), Fate.PLAYED, "audio/amr");
        add("ogg", "OggS\0\u0002".getBytes(ISO_8859_1), Fate.PLAYED, "audio/ogg");
        add("mp3 with a tag", "ID3\u0003\0\0\0\0\0\0".getBytes(ISO_8859_1), Fate.PLAYED, "audio/mpeg");
        add("mp3 of frames", bytes(0xFF, 0xFB, 0x90, 0x64, 0, 0), Fate.PLAYED, "audio/mpeg");
        add("aac", bytes(0xFF, 0xF1, 0x50, 0x80, 0, 0), Fate.PLAYED, "audio/aac");
        add("wav", "RIFF\0\0\0\0WAVEfmt ".getBytes(ISO_8859_1), Fate.PLAYED, "audio/wav");
        add("film of a header", mp4("isom", 12), Fate.PLAYED, "video/mp4");
    }

    private void documents() {
        for (var brand : List.of("heic", "heix", "hevc", "mif1", "msf1")) {
            add("heic " + brand, mp4(brand), Fate.FILE, "image/heic");
        }
        add("avif", mp4("avif"), Fate.FILE, "image/avif");
        add("pdf", "%PDF-1.7\n1 0 obj <</OpenAction /JavaScript>>".getBytes(UTF_8), Fate.FILE, "application/pdf");
        add("pdf of a header", "%PDF-".getBytes(UTF_8), Fate.FILE, "application/pdf");
        add("contact", "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana\r\nEND:VCARD\r\n".getBytes(UTF_8), Fate.FILE,
                "text/vcard");
        add("contact in small letters", "begin:vcard\nfn:Ana".getBytes(UTF_8), Fate.FILE, "text/vcard");
        add("appointment", "BEGIN:VCALENDAR\r\nEND:VCALENDAR".getBytes(UTF_8), Fate.FILE, "text/calendar");
        for (var text : List.of("x", "hola", "1 < 2 and 3 > 2", "\uFEFFcon BOM", "línea\r\notra", "😀", "a <- b",
                "{\"a\":1}",
                "BEGIN:nothing", "=cmd|' /C calc'!A0", "- list\n- of things", "Dear <name>,")) {
            add("text " + text, text.getBytes(UTF_8), Fate.FILE, "text/plain");
        }
    }

    private void archives() throws IOException {
        add("zip", zip("a.txt", "x".getBytes(UTF_8)), Fate.REFUSED, null);
        add("zip bomb", zip("a.txt", new byte[20 << 20]), Fate.REFUSED, null);
        add("zip of a zip bomb", zip("a.zip", zip("a.txt", new byte[20 << 20])), Fate.REFUSED, null);
        add("empty zip", concat("PK\u0005\u0006".getBytes(ISO_8859_1), new byte[18]), Fate.REFUSED, null);
        add("program of an android", zip("AndroidManifest.xml", "x".getBytes(UTF_8)), Fate.REFUSED, null);
        add("gzip bomb", gzip(new byte[20 << 20]), Fate.REFUSED, null);
        add("7z", bytes('7', 'z', 0xBC, 0xAF, 0x27, 0x1C), Fate.REFUSED, null);
        add("rar", "Rar!\u001a\u0007\0".getBytes(ISO_8859_1), Fate.REFUSED, null);
        add("windows program", "MZ\u0090\0\u0003".getBytes(ISO_8859_1), Fate.REFUSED, null);
        add("linux program", bytes(0x7F, 'E', 'L', 'F', 2, 1), Fate.REFUSED, null);
        add("java class", bytes(0xCA, 0xFE, 0xBA, 0xBE), Fate.REFUSED, null);
        add("wasm", bytes(0, 'a', 's', 'm'), Fate.REFUSED, null);
        add("word document", bytes(0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1), Fate.REFUSED, null);
        add("flash", "FWS\u0006\0".getBytes(ISO_8859_1), Fate.REFUSED, null);
        add("tiff", bytes('I', 'I', 42, 0, 8, 0, 0, 0), Fate.REFUSED, null);
        add("bmp", concat("BM".getBytes(ISO_8859_1), new byte[60]), Fate.REFUSED, null);
        add("icon", bytes(0, 0, 1, 0, 1, 0), Fate.REFUSED, null);
        add("avi", "RIFF\0\0\0\0AVI ".getBytes(ISO_8859_1), Fate.REFUSED, null);
    }

    private void noise() {
        add("nothing", new byte[0], Fate.REFUSED, null);
        add("one zero", new byte[1], Fate.REFUSED, null);
        add("a megabyte of zeros", new byte[1 << 20], Fate.REFUSED, null);
        add("spaces", " \n\t ".getBytes(UTF_8), Fate.REFUSED, null);
        add("half a character", bytes(0xE2, 0x82), Fate.REFUSED, null);
        add("a surrogate", bytes(0xED, 0xA0, 0x80), Fate.REFUSED, null);
        add("text with a bell", "ding\u0007".getBytes(UTF_8), Fate.REFUSED, null);
        add("text with an escape", "\u001b[2Jx".getBytes(UTF_8), Fate.REFUSED, null);
        add("RIFF alone", "RIFF".getBytes(ISO_8859_1), Fate.REFUSED, null);
        for (var i = 0; i < 10; i++) {
            var bytes = new byte[1 + random.nextInt(4_000)];
            random.nextBytes(bytes);
            bytes[0] = 0;
            add("noise " + i, bytes, Fate.REFUSED, null);
        }
    }

    private void add(String name, byte[] bytes, Fate fate, String type) {
        animals.add(new Animal(name, Buffer.buffer(bytes), fate, type));
    }

    static BufferedImage drawn(int width, int height, int type) {
        var picture = new BufferedImage(width, height, type);
        var graphics = picture.createGraphics();
        graphics.setPaint(new GradientPaint(0, 0, Color.ORANGE, width, height, Color.BLUE));
        graphics.fillRect(0, 0, width, type == BufferedImage.TYPE_INT_ARGB ? height / 2 : height);
        graphics.dispose();
        return picture;
    }

    static byte[] encoded(BufferedImage picture, String format) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(picture, format, bytes);
        return bytes.toByteArray();
    }

    static byte[] progressive(int width, int height) throws IOException {
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var bytes = new ByteArrayOutputStream();
        try (var output = new MemoryCacheImageOutputStream(bytes)) {
            var parameters = writer.getDefaultWriteParam();
            parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            writer.setOutput(output);
            writer.write(null, new IIOImage(drawn(width, height, BufferedImage.TYPE_INT_RGB), null, null), parameters);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static byte[] animated(int frames) throws IOException {
        var writer = ImageIO.getImageWritersByFormatName("gif").next();
        var bytes = new ByteArrayOutputStream();
        try (var output = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(output);
            writer.prepareWriteSequence(null);
            for (var i = 0; i < frames; i++) {
                var frame = drawn(120, 90, BufferedImage.TYPE_BYTE_INDEXED);
                var metadata = writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(frame), null);
                writer.writeToSequence(new IIOImage(frame, null, metadata), null);
            }
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    static byte[] withExif(byte[] jpeg, int orientation) {
        return inserted(jpeg, segment(0xE1, exif(orientation)));
    }

    private static byte[] withExif(byte[] jpeg, int orientation, int directory) {
        var exif = exif(orientation);
        ByteBuffer.wrap(exif).putInt(10, directory);
        return inserted(jpeg, segment(0xE1, exif));
    }

    /** Which side is up, and where it was taken: 25° 46' N. */
    private static byte[] exif(int orientation) {
        var tiff = ByteBuffer.allocate(6 + 8 + 2 + 24 + 4 + 2 + 24 + 4 + 24);
        tiff.put("Exif\0\0MM".getBytes(ISO_8859_1)).putShort((short) 42).putInt(8);
        tiff.putShort((short) 2);
        tiff.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) orientation).putShort((short) 0);
        tiff.putShort((short) 0x8825).putShort((short) 4).putInt(1).putInt(8 + 2 + 24 + 4);
        tiff.putInt(0);
        tiff.putShort((short) 2);
        tiff.putShort((short) 1).putShort((short) 2).putInt(2).put(new byte[]{'N', 0, 0, 0});
        tiff.putShort((short) 2).putShort((short) 5).putInt(3).putInt(8 + 2 + 24 + 4 + 2 + 24 + 4);
        tiff.putInt(0);
        tiff.putInt(25).putInt(1).putInt(46).putInt(1).putInt(0).putInt(1);
        return tiff.array();
    }

    private static byte[] segment(int marker, byte[] content) {
        return concat(bytes(0xFF, marker, (content.length + 2) >> 8, (content.length + 2) & 0xFF), content);
    }

    private static byte[] inserted(byte[] jpeg, byte[] segment) {
        return concat(Arrays.copyOf(jpeg, 2), concat(segment, Arrays.copyOfRange(jpeg, 2, jpeg.length)));
    }

    private static byte[] signature() {
        return bytes(0x89, 'P', 'N', 'G', 13, 10, 26, 10);
    }

    private static byte[] withChunk(byte[] png, String name, byte[] content) {
        // After the header, which is the first chunk and has 25 bytes in all.
        var head = Arrays.copyOf(png, 33);
        return concat(chunk(head, name, content.length, content), Arrays.copyOfRange(png, 33, png.length));
    }

    private static byte[] chunk(byte[] before, String name, int length, byte[] content) {
        var check = new CRC32();
        check.update(name.getBytes(ISO_8859_1));
        check.update(content);
        return concat(before, ByteBuffer.allocate(12 + content.length).putInt(length).put(name.getBytes(ISO_8859_1))
                .put(content).putInt((int) check.getValue()).array());
    }

    private static byte[] png(int width, int height, byte[] rows) {
        return png(width, height, rows, 8);
    }

    /** Grey, {@code bits} for each pixel. */
    private static byte[] png(int width, int height, byte[] rows, int bits) {
        var header = ByteBuffer.allocate(13).putInt(width).putInt(height).put(new byte[]{(byte) bits, 0, 0, 0, 0})
                .array();
        var data = deflated(rows);
        var png = chunk(signature(), "IHDR", 13, header);
        return chunk(chunk(png, "IDAT", data.length, data), "IEND", 0, new byte[0]);
    }

    private static byte[] jpegOf(int width, int height) throws IOException {
        var jpeg = encoded(drawn(16, 16, BufferedImage.TYPE_INT_RGB), "jpeg");
        for (var i = 2; i + 9 < jpeg.length; i += 2 + ((jpeg[i + 2] & 0xFF) << 8 | (jpeg[i + 3] & 0xFF))) {
            if ((jpeg[i + 1] & 0xFF) == 0xC0) {
                ByteBuffer.wrap(jpeg).putShort(i + 5, (short) height).putShort(i + 7, (short) width);
                return jpeg;
            }
        }
        throw new IllegalStateException("no frame");
    }

    private static byte[] gifOf(int width, int height) throws IOException {
        var gif = encoded(drawn(16, 16, BufferedImage.TYPE_BYTE_INDEXED), "gif");
        var size = bytes(width & 0xFF, width >> 8, height & 0xFF, height >> 8);
        System.arraycopy(size, 0, gif, 6, 4);
        for (var i = 13; i + 9 < gif.length; i++) {
            // The picture's own size follows its separator and its place.
            if (gif[i] == 0x2C && gif[i + 5] == 16 && gif[i + 7] == 16) {
                System.arraycopy(size, 0, gif, i + 5, 4);
                return gif;
            }
        }
        throw new IllegalStateException("no picture");
    }

    private static byte[] webpOf(int width, int height) {
        var file = ByteBuffer.allocate(30).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF".getBytes(ISO_8859_1)).putInt(22).put("WEBPVP8X".getBytes(ISO_8859_1)).putInt(10).putInt(0);
        file.put((byte) (width - 1)).put((byte) ((width - 1) >> 8)).put((byte) ((width - 1) >> 16));
        file.put((byte) (height - 1)).put((byte) ((height - 1) >> 8)).put((byte) ((height - 1) >> 16));
        return file.array();
    }

    /** Each scan costs as much as the whole picture. */
    private static byte[] scans(byte[] jpeg, int times) {
        var last = 0;
        for (var i = 0; i + 1 < jpeg.length; i++) {
            if ((jpeg[i] & 0xFF) == 0xFF && (jpeg[i + 1] & 0xFF) == 0xDA) {
                last = i;
            }
        }
        var scan = Arrays.copyOfRange(jpeg, last, jpeg.length - 2);
        var bytes = new ByteArrayOutputStream();
        bytes.write(jpeg, 0, jpeg.length - 2);
        for (var i = 0; i < times; i++) {
            bytes.writeBytes(scan);
        }
        bytes.write(jpeg, jpeg.length - 2, 2);
        return bytes.toByteArray();
    }

    private static byte[] mp4(String brand) {
        return mp4(brand, 64);
    }

    private static byte[] mp4(String brand, int length) {
        return ByteBuffer.allocate(length).putInt(length).put(("ftyp" + brand).getBytes(ISO_8859_1)).array();
    }

    private static byte[] zip(String name, byte[] content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
            zip.closeEntry();
        }
        return bytes.toByteArray();
    }

    private static byte[] gzip(byte[] content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] deflated(byte[] content) {
        var deflater = new Deflater();
        deflater.setInput(content);
        deflater.finish();
        var bytes = new ByteArrayOutputStream();
        var buffer = new byte[64 * 1024];
        while (!deflater.finished()) {
            bytes.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        return bytes.toByteArray();
    }

    private static byte[] bytes(int... values) {
        var bytes = new byte[values.length];
        for (var i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private static byte[] concat(byte[] one, byte[] other) {
        var both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}
