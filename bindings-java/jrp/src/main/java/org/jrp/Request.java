package org.jrp;

import java.util.Arrays;

/**
 * What a call brings: numbers little-endian; a text as its length plus one in four bytes, then UTF-8, and 0 where it is
 * absent.
 */
final class Request {
    private byte[] bytes = new byte[192];
    private int length;

    Request put(int value) {
        room(1);
        bytes[length++] = (byte) value;
        return this;
    }

    Request count(int value) {
        room(4);
        write(length, value);
        length += 4;
        return this;
    }

    Request number(long value) {
        return count((int) value).count((int) (value >>> 32));
    }

    Request bytes(byte[] value) {
        if (value == null) {
            return count(0);
        }
        count(value.length + 1);
        room(value.length);
        System.arraycopy(value, 0, bytes, length, value.length);
        length += value.length;
        return this;
    }

    /**
     * Adds a text. Half a character would be written as a question mark by the encoders of the platform, and compared as
     * another text than was typed: it is refused.
     */
    Request text(String value) {
        if (value == null) {
            return count(0);
        }
        int start = length + 4;
        count(0);
        int end = value.length();
        // No character takes more than three bytes; a pair takes four.
        room(Math.multiplyExact(end, 3));
        for (int at = 0; at < end; at++) {
            char c = value.charAt(at);
            if (c < 0x80) {
                bytes[length++] = (byte) c;
            } else if (c < 0x800) {
                bytes[length++] = (byte) (0xc0 | c >> 6);
                bytes[length++] = (byte) (0x80 | c & 0x3f);
            } else if (Character.isSurrogate(c)) {
                boolean isPair = Character.isHighSurrogate(c) && at + 1 < end && Character.isLowSurrogate(value.charAt(at + 1));
                if (!isPair) {
                    throw new JrpException(JrpException.TEXT_INVALID, "character " + (at + 1)
                            + " of a text is half a character; the text was cut or read in a wrong encoding, read it again");
                }
                int point = Character.toCodePoint(c, value.charAt(++at));
                bytes[length++] = (byte) (0xf0 | point >> 18);
                bytes[length++] = (byte) (0x80 | point >> 12 & 0x3f);
                bytes[length++] = (byte) (0x80 | point >> 6 & 0x3f);
                bytes[length++] = (byte) (0x80 | point & 0x3f);
            } else {
                bytes[length++] = (byte) (0xe0 | c >> 12);
                bytes[length++] = (byte) (0x80 | c >> 6 & 0x3f);
                bytes[length++] = (byte) (0x80 | c & 0x3f);
            }
        }
        write(start - 4, length - start + 1);
        return this;
    }

    byte[] done() {
        return Arrays.copyOf(bytes, length);
    }

    private void write(int at, int value) {
        for (int shift = 0; shift < 32; shift += 8) {
            bytes[at + shift / 8] = (byte) (value >>> shift);
        }
    }

    private void room(int more) {
        int needed = Math.addExact(length, more);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, (int) Math.min(2L * bytes.length, Integer.MAX_VALUE - 16)));
        }
    }
}
