package org.jrp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the native library is found, in virtual machines of their own. */
class LoadingTest {
    @TempDir
    Path folder;

    /** What the children run. */
    public static final class Child {
        private Child() {}

        /**
         * Asks once and says what came of it.
         *
         * @param args the folder of the desk
         */
        public static void main(String[] args) {
            try (Roster roster = Roster.open(Paths.get(args[0], "desk.jrp"), TrustAnchors.ofFile(Paths.get(args[0], "both.pub")))) {
                System.out.println(roster.outcome(Query.of("ZFCG").creditCode(Data.LISTED)));
            } catch (JrpException e) {
                System.out.println(e.code() + ": " + e.getMessage());
            } catch (ExceptionInInitializerError e) {
                System.out.println(((JrpException) e.getCause()).code() + ": " + e.getCause().getMessage());
            }
        }
    }

    private String child(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Paths.get(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(Arrays.asList(options));
        command.addAll(Arrays.asList("-cp", System.getProperty("java.class.path"), Child.class.getName(), Data.desk("").toString()));
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        byte[] said = new byte[1 << 14];
        int length = 0;
        try (InputStream in = process.getInputStream()) {
            for (int read; (read = in.read(said, length, said.length - length)) > 0; ) {
                length += read;
            }
        }
        assertEquals(0, process.waitFor());
        return new String(said, 0, length, StandardCharsets.UTF_8).trim();
    }

    private static String answer(String said) {
        return said.substring(said.lastIndexOf('\n') + 1);
    }

    @Test
    void itIsUnpackedOnceIntoADirectoryOfItsDigest() throws IOException, InterruptedException {
        String option = "-Djrp.native.dir=" + folder;
        String first = answer(child(option));
        assertTrue(Arrays.asList("PROHIBITED", "INDETERMINATE").contains(first), first);
        List<Path> files = files();
        assertEquals(1, files.size(), files.toString());
        assertTrue(folder.relativize(files.get(0)).toString().matches("[0-9a-f]{64}.*"), files.toString());
        long modified = Files.getLastModifiedTime(files.get(0)).toMillis();
        assertEquals(first, answer(child(option)));
        assertEquals(files, files());
        assertEquals(modified, Files.getLastModifiedTime(files.get(0)).toMillis());
        // What somebody altered is replaced.
        Files.write(files.get(0), "no library".getBytes(StandardCharsets.UTF_8));
        assertEquals(first, answer(child(option)));
    }

    @Test
    void anUnpackedLibraryNeedsNoDirectoryThatCanBeWritten() throws IOException, InterruptedException {
        child("-Djrp.native.dir=" + folder);
        Path library = files().get(0);
        String said = answer(child("-Djrp.native.library=" + library, "-Djrp.native.dir=/proc", "-Djava.io.tmpdir=/proc"));
        assertTrue(Arrays.asList("PROHIBITED", "INDETERMINATE").contains(said), said);
        said = answer(child("-Djrp.native.library=" + folder.resolve("none.so")));
        assertTrue(said.startsWith("native-library: ") && said.contains("jrp.native.library"), said);
    }

    @Test
    void aDirectoryThatCannotBeWrittenIsSaidWithTheRemedy() throws IOException, InterruptedException {
        for (String option : Arrays.asList("-Djrp.native.dir=/proc/none", "-Djava.io.tmpdir=/proc")) {
            String said = answer(child(option));
            assertTrue(said.startsWith("native-library: ") && said.contains("-Djrp.native.dir"), said);
        }
    }

    @Test
    void aDirectoryOfSomebodyElseIsNotTrusted() throws IOException, InterruptedException {
        String user = Files.getOwner(folder).getName();
        Path open = folder.resolve("jrp-natives-" + user.replaceAll("[^A-Za-z0-9]", "_"));
        Files.createDirectory(open);
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        String said = answer(child("-Djava.io.tmpdir=" + folder));
        assertTrue(said.startsWith("native-library: ") && said.contains("belongs to somebody else"), said);
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwx------"));
        said = answer(child("-Djava.io.tmpdir=" + folder));
        assertTrue(Arrays.asList("PROHIBITED", "INDETERMINATE").contains(said), said);
    }

    @Test
    void severalClassLoadersOfOneMachineEachHaveTheirs() throws Exception {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(java.io.File.pathSeparator)) {
            urls.add(Paths.get(entry).toUri().toURL());
        }
        Class<?> before = Native.class;
        for (int at = 0; at < 3; at++) {
            // As an application server does: each application has its own copy of the classes.
            try (URLClassLoader loader = new URLClassLoader(urls.toArray(new URL[0]), null)) {
                Class<?> native_ = Class.forName("org.jrp.Native", true, loader);
                assertNotSame(before, native_);
                before = native_;
                Class<?> roster = Class.forName("org.jrp.Roster", true, loader);
                assertEquals(loader, roster.getClassLoader());
            }
        }
        assertEquals(Outcome.PROHIBITED, Data.roster().outcome(Data.listed()));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return new ArrayList<>(Arrays.asList(files.filter(Files::isRegularFile).toArray(Path[]::new)));
        }
    }
}
