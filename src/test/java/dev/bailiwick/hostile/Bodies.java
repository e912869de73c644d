package dev.bailiwick.hostile;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The bodies of requests: batches, what is left of them after some damage, and how they are encoded. */
final class Bodies {
    private static final List<String> NO_ROWS = List.of(
            "null",
            "true",
            "1",
            "\"x\"",
            "{}",
            "{\"x\":1}",
            "NaN",
            "'x'",
            "[,]",
            "[1,]",
            "/**/[]",
            "- a: b",
            "org: x\nnope: y\n",
            "&a [*a]",
            "!!java.net.URL [x]",
            "<?xml version=\"1.0\"?><a/>",
            "a=b&c=d",
            "\0");

    private static final byte[] BOMB = bomb();

    private final Draw draw;
    private final JsonRows rows;

    Bodies(Draw draw) {
        this.draw = draw;
        this.rows = new JsonRows(draw);
    }

    /** What a hundred megabytes of blanks come to. */
    private static byte[] bomb() {
        byte[] blanks = new byte[100 << 20];
        Arrays.fill(blanks, (byte) ' ');
        return Bytes.compressed(blanks, true);
    }

    byte[] body() {
        String json = rows.array();
        return switch (draw.below(24)) {
            case 0 -> new byte[0];
            case 1 ->
                json.getBytes(draw.any(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, Charset.forName("UTF-32")));
            case 2 -> Bytes.joined(new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf}, Bytes.utf8(json));
            case 3, 4 -> brokenUtf8(json);
            case 5, 6 -> Bytes.utf8(draw.cut(json));
            case 7 -> Bytes.utf8(json + draw.any("]", "}", "x", "\0", "[]", " null", "//", "\u00e4"));
            case 8 -> Bytes.utf8(rows.nested());
            case 9 -> Bytes.utf8(draw.anyOf(NO_ROWS));
            case 10 -> noise();
            case 11 ->
                draw.oneIn(6)
                        ? Bytes.utf8("[\"" + "x".repeat((4 << 20) + draw.below(1 << 20)) + "\"]")
                        : Bytes.latin(json);
            default -> Bytes.utf8(json);
        };
    }

    private byte[] noise() {
        byte[] noise = new byte[draw.below(2000)];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (byte) draw.below(256);
        }
        return noise;
    }

    private byte[] brokenUtf8(String json) {
        byte[] good = Bytes.utf8(json);
        byte[] bad = draw.any(
                new byte[] {(byte) 0xc3, 0x28},
                new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
                new byte[] {(byte) 0xc0, (byte) 0xaf},
                new byte[] {(byte) 0xf8, (byte) 0x88, (byte) 0x80, (byte) 0x80, (byte) 0x80},
                new byte[] {(byte) 0xff},
                new byte[] {(byte) 0xe2, (byte) 0x82});
        int at = draw.below(good.length + 1);
        return Bytes.joined(Arrays.copyOf(good, at), bad, Arrays.copyOfRange(good, at, good.length));
    }

    byte[] encoded(byte[] body) {
        return switch (draw.below(5)) {
            case 0 -> BOMB;
            case 1 -> Bytes.compressed(body, false);
            case 2 -> {
                byte[] broken = Bytes.compressed(body, true);
                broken[draw.below(broken.length)] ^= (byte) (1 + draw.below(255));
                yield broken;
            }
            case 3 -> Arrays.copyOf(Bytes.compressed(body, true), 1 + draw.below(30));
            default -> Bytes.compressed(body, true);
        };
    }

    byte[] chunked(byte[] body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int size = 1 + draw.below(5000);
        for (int at = 0; at < body.length; at += size) {
            int length = Math.min(size, body.length - at);
            out.writeBytes(Bytes.latin(Integer.toHexString(length) + "\r\n"));
            out.write(body, at, length);
            out.writeBytes(Bytes.latin("\r\n"));
        }
        out.writeBytes(Bytes.latin("0\r\n\r\n"));
        return out.toByteArray();
    }
}
