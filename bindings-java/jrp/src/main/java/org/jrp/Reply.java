package org.jrp;

import java.nio.charset.StandardCharsets;

/** What a call gets back, in the form of {@link Request}; a failure is thrown. */
final class Reply {
    private final byte[] bytes;
    private int at;

    Reply(byte[] bytes) {
        if (bytes == null) {
            throw new JrpException(JrpException.PANIC, "the virtual machine had no memory for the answer; give it more");
        }
        this.bytes = bytes;
        if (number8() != 0) {
            String code = text();
            String section = text();
            long offset = number();
            throw new JrpException(code, section, offset, text());
        }
    }

    int number8() {
        return bytes[at++] & 0xff;
    }

    int count() {
        int value = 0;
        for (int shift = 0; shift < 32; shift += 8) {
            value |= (bytes[at++] & 0xff) << shift;
        }
        return value;
    }

    long number() {
        return count() & 0xffffffffL | (long) count() << 32;
    }

    byte[] bytes() {
        int length = count() - 1;
        if (length < 0) {
            return null;
        }
        byte[] value = new byte[length];
        System.arraycopy(bytes, at, value, 0, length);
        at += length;
        return value;
    }

    String text() {
        int length = count() - 1;
        if (length < 0) {
            return null;
        }
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }
}
