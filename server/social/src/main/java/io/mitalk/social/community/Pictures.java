package io.mitalk.social.community;

import io.mitalk.http.ProblemRaised;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Thread-safe. Makes a picture from a stranger fit to be shown: decoded within bounds, made small, and written anew as
 * PNG, so that nothing of the file itself is left, neither a place nor a script.
 */
final class Pictures {

    private static final int MAX_SIDE = 512;
    private static final long MAX_PIXELS = 40_000_000;
    private static final Set<String> FORMATS = Set.of("png", "jpeg", "gif");

    private Pictures() {}

    /**
     * The PNG, at most 512 pixels a side.
     *
     * @throws ProblemRaised {@code picture-invalid} when it is none, or has more than 40 million pixels
     */
    static byte[] clean(byte[] file) throws ProblemRaised {
        try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            var readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw CommunityProblems.PICTURE_INVALID.raise();
            }
            var reader = readers.next();
            try {
                reader.setInput(in, true, true);
                return png(small(decoded(reader)));
            } finally {
                reader.dispose();
            }
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw CommunityProblems.PICTURE_INVALID.raise();
        }
    }

    private static BufferedImage decoded(ImageReader reader) throws IOException, ProblemRaised {
        boolean known = FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT));
        if (!known || (long) reader.getWidth(0) * reader.getHeight(0) > MAX_PIXELS) {
            throw CommunityProblems.PICTURE_INVALID.raise();
        }
        return reader.read(0);
    }

    private static BufferedImage small(BufferedImage image) {
        double scale =
                Math.min(1, (double) MAX_SIDE / Math.max(image.getWidth(), image.getHeight()));
        int width = Math.max(1, (int) Math.round(image.getWidth() * scale));
        int height = Math.max(1, (int) Math.round(image.getHeight() * scale));
        var small = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = small.createGraphics();
        try {
            graphics.setRenderingHint(
                    RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
            graphics.drawImage(image, 0, 0, width, height, null);
        } finally {
            graphics.dispose();
        }
        return small;
    }

    private static byte[] png(BufferedImage image) throws IOException {
        var out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }
}
