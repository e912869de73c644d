package dev.bailiwick.hostile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** HTTP by the byte: sends what no client library would, and reads what comes back. */
final class RawHttp {
    /** No answer is longer; more would be a mistake of its own. */
    private static final int MOST = 64 << 20;

    private RawHttp() {}

    /**
     * An answer.
     *
     * @param text head and body, a character a byte
     */
    record Answer(int status, String text) {}

    /**
     * Sends the bytes and reads to the end.
     *
     * @param unfinished whether the server may wait for more, and so is told that there is none
     * @return null where the connection ended without an answer
     */
    static @Nullable Answer send(int port, byte[] request, boolean unfinished) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(30_000);
            socket.setTcpNoDelay(true);
            try {
                socket.getOutputStream().write(request);
                socket.getOutputStream().flush();
                if (unfinished) {
                    socket.shutdownOutput();
                }
            } catch (IOException e) {
                // The server may answer and close before it has read everything.
            }
            return answer(read(socket.getInputStream()));
        } catch (IOException e) {
            throw new AssertionError("no connection", e);
        }
    }

    private static String read(InputStream in) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[1 << 14];
        try {
            for (int n = in.read(buffer); n >= 0 && bytes.size() < MOST; n = in.read(buffer)) {
                bytes.write(buffer, 0, n);
            }
        } catch (java.net.SocketTimeoutException e) {
            throw new AssertionError("the server neither answers nor closes; it said: " + bytes, e);
        } catch (IOException e) {
            // Closed hard: what came before counts.
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    private static @Nullable Answer answer(String text) {
        int at = 0;
        while (text.startsWith("HTTP/1.1 1", at)) {
            int end = text.indexOf("\r\n\r\n", at);
            if (end < 0) {
                return null;
            }
            at = end + 4;
        }
        String rest = text.substring(at);
        return rest.matches("(?s)HTTP/1\\.[01] [0-9]{3}.*")
                ? new Answer(Integer.parseInt(rest.substring(9, 12)), rest)
                : null;
    }
}
