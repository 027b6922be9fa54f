package org.jrp;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads the JSON that the library writes, as maps, lists, strings, longs, booleans and null. */
final class Json {
    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> object(String text) {
        return (Map<String, Object>) read(text);
    }

    /** The objects of an array, or the one that stands for itself. */
    @SuppressWarnings("unchecked")
    static <T> List<T> parts(String text, Function<Map<String, Object>, T> of) {
        Object value = read(text);
        List<Object> members = value instanceof List ? (List<Object>) value : Collections.singletonList(value);
        List<T> parts = new ArrayList<>();
        for (Object member : members) {
            parts.add(of.apply((Map<String, Object>) member));
        }
        return Collections.unmodifiableList(parts);
    }

    private static Object read(String text) {
        Json json = new Json(text);
        Object value = json.value();
        if (json.at != text.length()) {
            throw json.broken();
        }
        return value;
    }

    private Object value() {
        switch (peek()) {
            case '{':
                return members();
            case '[':
                return items();
            case '"':
                return string();
            case 't':
                return word("true", Boolean.TRUE);
            case 'f':
                return word("false", Boolean.FALSE);
            case 'n':
                return word("null", null);
            default:
                return number();
        }
    }

    private Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        at++;
        if (took('}')) {
            return members;
        }
        do {
            String name = string();
            take(':');
            members.put(name, value());
        } while (took(','));
        take('}');
        return members;
    }

    private List<Object> items() {
        List<Object> items = new ArrayList<>();
        at++;
        if (took(']')) {
            return items;
        }
        do {
            items.add(value());
        } while (took(','));
        take(']');
        return items;
    }

    private String string() {
        take('"');
        StringBuilder escaped = null;
        int from = at;
        while (true) {
            char c = peek();
            at++;
            if (c == '"') {
                String rest = text.substring(from, at - 1);
                return escaped == null ? rest : escaped.append(rest).toString();
            }
            if (c == '\\') {
                escaped = escaped == null ? new StringBuilder() : escaped;
                escaped.append(text, from, at - 1).append(escape());
                from = at;
            }
        }
    }

    private char escape() {
        char c = peek();
        at++;
        switch (c) {
            case 'n':
                return '\n';
            case 't':
                return '\t';
            case 'r':
                return '\r';
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'u':
                at += 4;
                if (at > text.length()) {
                    throw broken();
                }
                return (char) Integer.parseInt(text.substring(at - 4, at), 16);
            default:
                return c;
        }
    }

    private Object word(String word, Object value) {
        if (!text.startsWith(word, at)) {
            throw broken();
        }
        at += word.length();
        return value;
    }

    private Object number() {
        int from = at;
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        try {
            return Long.valueOf(text.substring(from, at));
        } catch (NumberFormatException e) {
            throw broken();
        }
    }

    private char peek() {
        if (at >= text.length()) {
            throw broken();
        }
        return text.charAt(at);
    }

    private void take(char wanted) {
        if (!took(wanted)) {
            throw broken();
        }
    }

    private boolean took(char wanted) {
        if (at < text.length() && text.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private IllegalStateException broken() {
        return new IllegalStateException("the answer is not JSON of ours at character " + at);
    }
}
