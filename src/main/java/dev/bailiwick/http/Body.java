package dev.bailiwick.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** In charge of request bodies: their type, their size, their encoding. */
public final class Body {
    private Body() {}

    /** The bytes are no UTF-8. Each door has its own way to say so. */
    public static final class NotUtf8 extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /**
     * The body as text.
     *
     * @param types the content types that are taken
     * @param limit the most bytes, before and after decompression
     * @throws Refusal with 415 for another type, charset or encoding, with 413 where it is too large
     * @throws NotUtf8 when the bytes are no UTF-8
     */
    public static String text(HttpServletRequest request, List<MediaType> types, int limit) throws NotUtf8 {
        requireType(request, types);
        return text(request, limit);
    }

    /**
     * The body as text, whatever type it says it is.
     *
     * @param limit the most bytes, before and after decompression
     * @throws Refusal with 415 for another encoding, with 413 where it is too large
     * @throws NotUtf8 when the bytes are no UTF-8
     */
    public static String text(HttpServletRequest request, int limit) throws NotUtf8 {
        byte[] bytes = bytes(request, limit);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new NotUtf8();
        }
    }

    private static void requireType(HttpServletRequest request, List<MediaType> types) {
        String header = request.getContentType();
        try {
            MediaType type = header == null ? null : MediaType.parseMediaType(header);
            boolean utf8 =
                    type == null || type.getCharset() == null || StandardCharsets.UTF_8.equals(type.getCharset());
            if (type != null && utf8 && types.stream().anyMatch(t -> t.equalsTypeAndSubtype(type))) {
                return;
            }
        } catch (IllegalArgumentException e) {
            // No media type at all, or a charset that this Java does not know.
            throw wrongType(types);
        }
        throw wrongType(types);
    }

    private static Refusal wrongType(List<MediaType> types) {
        return new Refusal(
                HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                "Content-Type must be "
                        + String.join(
                                " or ", types.stream().map(MediaType::toString).toList()) + ", in UTF-8");
    }

    /**
     * The body as it is, whatever its type says.
     *
     * @param limit the most bytes, before and after decompression
     * @throws Refusal with 415 for another encoding, with 413 where it is too large
     */
    public static byte[] bytes(HttpServletRequest request, int limit) {
        String encoding = request.getHeader("Content-Encoding");
        if (request.getContentLengthLong() > limit) {
            throw tooLarge(limit);
        }
        try (InputStream in = decoded(request.getInputStream(), encoding)) {
            byte[] bytes = in.readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw tooLarge(limit);
            }
            return bytes;
        } catch (IOException e) {
            throw new Refusal(HttpStatus.BAD_REQUEST, "the body cannot be read to its end");
        }
    }

    private static InputStream decoded(InputStream in, @org.jspecify.annotations.Nullable String encoding)
            throws IOException {
        if (encoding == null || encoding.equalsIgnoreCase("identity")) {
            return in;
        }
        if (encoding.equalsIgnoreCase("gzip")) {
            return new GZIPInputStream(in);
        }
        throw new Refusal(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Content-Encoding must be gzip or identity");
    }

    private static Refusal tooLarge(int limit) {
        return new Refusal(
                HttpStatus.CONTENT_TOO_LARGE,
                "the body is larger than " + limit / 1024 + " KiB, also when decompressed");
    }
}
