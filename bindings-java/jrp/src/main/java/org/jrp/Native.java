package org.jrp;

/** The native library. A call brings an array of bytes and gets one back; {@link Request} and {@link Reply} know the form. */
final class Native {
    private static final byte[] NOTHING = {};

    static {
        NativeLibrary.load(Native.class);
        String version = new Reply(version(NOTHING)).text();
        if (!NativeLibrary.version().equals(version)) {
            throw new JrpException(JrpException.NATIVE_LIBRARY, "the native library is version " + version
                    + ", the classes are version " + NativeLibrary.version() + "; use the library that the jar brings");
        }
    }

    private Native() {}

    static native byte[] version(byte[] request);

    static native byte[] words(byte[] request);

    static native byte[] trust(byte[] request);

    static native byte[] open(byte[] request, byte[][] layers);

    static native byte[] newer(byte[] request);

    static native byte[] set(byte[] request);

    static native void close(long number);

    static native byte[] check(long number, byte[] request);

    static native byte[] screen(long number, byte[] request);

    static native byte[] freshness(long number, byte[] request);

    static native int outcome(long number, byte[] request);
}
