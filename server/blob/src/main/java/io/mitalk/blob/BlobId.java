package io.mitalk.blob;

import java.util.regex.Pattern;

/**
 * Immutable. A blob's name: the SHA-256 of its bytes.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record BlobId(String hex) {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    public BlobId {
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("not the name of a blob");
        }
    }

    @Override
    public String toString() {
        return hex;
    }
}
