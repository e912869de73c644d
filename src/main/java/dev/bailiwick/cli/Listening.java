package dev.bailiwick.cli;

import picocli.CommandLine.Option;

/** Where a server listens. */
final class Listening {
    @Option(
            names = "--port",
            defaultValue = "8080",
            paramLabel = "PORT",
            description = "where to listen, 0 for any free port (default: ${DEFAULT-VALUE})")
    int port;

    @Option(
            names = "--bind",
            defaultValue = "127.0.0.1",
            paramLabel = "ADDRESS",
            description = "the address to listen on; anything but loopback opens the server to others, who then send"
                    + " their passwords in clear unless a proxy adds TLS (default: ${DEFAULT-VALUE})")
    String bind = "";

    String url(int actualPort) {
        String host = bind.equals("0.0.0.0") || bind.equals("::") ? "127.0.0.1" : bind;
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + actualPort;
    }
}
