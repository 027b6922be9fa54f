package org.jrp;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A part of an answer: named access to an object of its JSON. Methods are called as the members are. */
abstract class Part {
    private final Map<String, Object> members;

    Part(Map<String, Object> members) {
        this.members = members;
    }

    final boolean has(String name) {
        return members.get(name) != null;
    }

    final String text(String name) {
        return (String) members.get(name);
    }

    final LocalDate date(String name) {
        return has(name) ? LocalDate.parse(text(name)) : null;
    }

    final boolean flag(String name) {
        return Boolean.TRUE.equals(members.get(name));
    }

    final Integer number(String name) {
        return has(name) ? Integer.valueOf(Math.toIntExact((Long) members.get(name))) : null;
    }

    final long large(String name) {
        return (Long) members.get(name);
    }

    @SuppressWarnings("unchecked")
    final <T> T part(String name, Function<Map<String, Object>, T> of) {
        return has(name) ? of.apply((Map<String, Object>) members.get(name)) : null;
    }

    @SuppressWarnings("unchecked")
    final <T> List<T> parts(String name, Function<Map<String, Object>, T> of) {
        if (!has(name)) {
            return Collections.emptyList();
        }
        List<T> parts = new ArrayList<>();
        for (Object member : (List<Object>) members.get(name)) {
            parts.add(of.apply((Map<String, Object>) member));
        }
        return Collections.unmodifiableList(parts);
    }

    @SuppressWarnings("unchecked")
    final <T> List<T> values(String name, Function<Object, T> of) {
        if (!has(name)) {
            return Collections.emptyList();
        }
        List<T> values = new ArrayList<>();
        for (Object member : (List<Object>) members.get(name)) {
            values.add(of.apply(member));
        }
        return Collections.unmodifiableList(values);
    }

    @Override
    public boolean equals(Object other) {
        return other != null && getClass() == other.getClass() && members.equals(((Part) other).members);
    }

    @Override
    public int hashCode() {
        return members.hashCode();
    }

    @Override
    public String toString() {
        return members.toString();
    }
}
