package io.mitalk.social.invite.qr;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Thread-safe. Draws QR codes (ISO/IEC 18004) as SVG. */
public final class QrCode {

    /** Modules of white around the square, section 6.3.8. */
    private static final int QUIET = 4;

    private static final int MAX_LENGTH = 1000;

    private QrCode() {}

    /**
     * A data URL of an SVG without width and height, one module a unit, dark on white in any theme.
     *
     * @param text at most 1000 ASCII characters
     */
    public static String dataUrl(String text) {
        var bytes = svg(text).getBytes(StandardCharsets.UTF_8);
        return "data:image/svg+xml;base64," + Base64.getEncoder().encodeToString(bytes);
    }

    static String svg(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("text of " + text.length() + " characters");
        }
        var modules = modules(text);
        int side = modules.getWidth() + 2 * QUIET;
        return """
               <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %1$d" shape-rendering="crispEdges">\
               <path fill="#fff" d="M0 0h%1$dv%1$dH0z"/><path d="%2$s"/></svg>"""
                .formatted(side, path(modules));
    }

    private static ByteMatrix modules(String text) {
        try {
            return Encoder.encode(text, ErrorCorrectionLevel.M).getMatrix();
        } catch (WriterException e) {
            throw new IllegalArgumentException("no QR code holds this text", e);
        }
    }

    /** One horizontal bar for each run of dark modules. */
    private static String path(ByteMatrix modules) {
        var path = new StringBuilder();
        for (int y = 0; y < modules.getHeight(); y++) {
            int start = -1;
            for (int x = 0; x <= modules.getWidth(); x++) {
                boolean dark = x < modules.getWidth() && modules.get(x, y) == 1;
                if (dark && start < 0) {
                    start = x;
                } else if (!dark && start >= 0) {
                    path.append('M').append(start + QUIET).append(' ').append(y + QUIET);
                    path.append('h').append(x - start).append("v1h-").append(x - start).append('z');
                    start = -1;
                }
            }
        }
        return path.toString();
    }
}
