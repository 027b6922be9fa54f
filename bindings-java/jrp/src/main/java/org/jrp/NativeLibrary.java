package org.jrp;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Properties;

/**
 * Finds, unpacks and loads the native library.
 *
 * <p>{@code -Djrp.native.library=FILE} loads that file and unpacks nothing. Otherwise the library in the jar is unpacked once
 * into a directory called by its digest, under {@code -Djrp.native.dir=DIR}, {@code JRP_NATIVE_DIR}, or the directory for
 * temporary files. A second class loader of the same virtual machine gets a copy of its own, as a library can be loaded by one
 * class loader only.
 */
final class NativeLibrary {
    /** Class loaders of one virtual machine that may load the library. */
    private static final int COPIES = 64;

    private NativeLibrary() {}

    /** The version of the classes. */
    static String version() {
        Properties properties = new Properties();
        try (InputStream in = NativeLibrary.class.getResourceAsStream("version.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }

    static void load(Class<?> owner) {
        String given = System.getProperty("jrp.native.library");
        try {
            if (given != null) {
                System.load(Paths.get(given).toAbsolutePath().toString());
            } else {
                unpackAndLoad(owner);
            }
        } catch (UnsatisfiedLinkError e) {
            throw failed(e.getMessage() + (given != null ? "; name another file by -Djrp.native.library"
                    : "; name a directory from which programs may run by -Djrp.native.dir, or an unpacked library by"
                            + " -Djrp.native.library"), e);
        } catch (IOException e) {
            throw failed("the native library cannot be unpacked: " + e + "; name a directory that can be written by"
                    + " -Djrp.native.dir, or an unpacked library by -Djrp.native.library", e);
        }
    }

    private static void unpackAndLoad(Class<?> owner) throws IOException {
        String platform = platform(System.getProperty("os.name"), System.getProperty("os.arch"), isMusl());
        String file = System.mapLibraryName("jrp_java");
        String resource = "native/" + platform + "/" + file;
        byte[] library;
        try (InputStream in = owner.getResourceAsStream(resource)) {
            if (in == null) {
                throw failed("the jar has no native library for " + platform
                        + "; build one (docs/JAVA-API.md) and name it by -Djrp.native.library", null);
            }
            library = read(in);
        }
        Path directory = directory().resolve(digest(library));
        Files.createDirectories(directory);
        UnsatisfiedLinkError last = null;
        for (int copy = 0; copy < COPIES; copy++) {
            Path path = directory.resolve(copy == 0 ? file : copy + "-" + file);
            unpack(library, path);
            try {
                System.load(path.toAbsolutePath().toString());
                return;
            } catch (UnsatisfiedLinkError e) {
                // "Native Library … already loaded in another classloader"
                if (!String.valueOf(e.getMessage()).contains("another classloader")) {
                    throw e;
                }
                last = e;
            }
        }
        throw last;
    }

    /** Puts the library in its place in one step, unless it is there, whole. */
    private static void unpack(byte[] library, Path path) throws IOException {
        if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) && Files.size(path) == library.length
                && Arrays.equals(Files.readAllBytes(path), library)) {
            return;
        }
        Path part = Files.createTempFile(path.getParent(), "part-", null);
        try {
            Files.write(part, library);
            try {
                Files.move(part, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                // Windows replaces no file that is loaded; whoever loaded it has unpacked the same.
                if (!Files.isRegularFile(path) || !Arrays.equals(Files.readAllBytes(path), library)) {
                    throw e;
                }
            }
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static Path directory() throws IOException {
        String given = System.getProperty("jrp.native.dir");
        if (given == null) {
            given = System.getenv("JRP_NATIVE_DIR");
        }
        if (given != null) {
            return Paths.get(given);
        }
        return ours(Paths.get(System.getProperty("java.io.tmpdir")));
    }

    /**
     * A directory under the one for temporary files that belongs to us and that nobody else may write to. Others may have
     * made one of its name before us, to put a library of theirs there.
     */
    private static Path ours(Path temporary) throws IOException {
        Path probe = Files.createTempFile(temporary, "jrp-", null);
        try {
            if (!Files.getFileStore(probe).supportsFileAttributeView("posix")) {
                return temporary.resolve("jrp-natives");
            }
            String owner = Files.getOwner(probe).getName();
            Path directory = temporary.resolve("jrp-natives-" + owner.replaceAll("[^A-Za-z0-9]", "_"));
            try {
                Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } catch (FileAlreadyExistsException e) {
                boolean isOurs = Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
                        && Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS).getName().equals(owner)
                        && PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)).equals("rwx------");
                if (!isOurs) {
                    throw new IOException(directory + " belongs to somebody else, or others may write to it");
                }
            }
            return directory;
        } finally {
            Files.deleteIfExists(probe);
        }
    }

    /** The name of a platform: system and processor, such as {@code linux-x86_64} or {@code linux-musl-aarch64}. */
    static String platform(String system, String processor, boolean isMusl) {
        String os = system.toLowerCase(Locale.ROOT);
        String arch = processor.toLowerCase(Locale.ROOT);
        if (os.startsWith("windows")) {
            os = "windows";
        } else if (os.startsWith("mac")) {
            os = "macos";
        } else if (os.startsWith("linux") && isMusl) {
            os = "linux-musl";
        }
        switch (arch) {
            case "amd64":
            case "x86_64":
                arch = "x86_64";
                break;
            case "arm64":
            case "aarch64":
                arch = "aarch64";
                break;
            case "x86":
            case "i386":
            case "i686":
                arch = "x86";
                break;
            default:
                break;
        }
        return os + "-" + arch;
    }

    /** Whether the C library of this system is musl. */
    private static boolean isMusl() {
        String[] loaders = {"x86_64", "aarch64", "i386"};
        for (String processor : loaders) {
            boolean hasMusl = Files.exists(Paths.get("/lib/ld-musl-" + processor + ".so.1"));
            boolean hasOther = Files.exists(Paths.get("/lib64/ld-linux-x86-64.so.2"))
                    || Files.exists(Paths.get("/lib/ld-linux-aarch64.so.1")) || Files.exists(Paths.get("/lib/ld-linux.so.2"));
            if (hasMusl && !hasOther) {
                return true;
            }
        }
        return false;
    }

    private static byte[] read(InputStream in) throws IOException {
        byte[] bytes = new byte[1 << 16];
        int length = 0;
        for (int read; (read = in.read(bytes, length, bytes.length - length)) >= 0; ) {
            length += read;
            if (length == bytes.length) {
                bytes = Arrays.copyOf(bytes, 2 * length);
            }
        }
        return Arrays.copyOf(bytes, length);
    }

    private static String digest(byte[] bytes) {
        try {
            StringBuilder hex = new StringBuilder();
            for (byte b : MessageDigest.getInstance("SHA-256").digest(bytes)) {
                hex.append(String.format("%02x", b));
            }
            return hex.toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static JrpException failed(String message, Throwable cause) {
        return new JrpException(JrpException.NATIVE_LIBRARY, message, cause);
    }
}
