package dev.bailiwick.trust;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** The one source of chance behind the operations of a seed. */
final class Chance {
    private final RandomGenerator random;

    Chance(long seed) {
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean percent(int percent) {
        return random.nextInt(100) < percent;
    }

    <T> T one(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    final <T> T one(T... from) {
        return from[random.nextInt(from.length)];
    }

    /** One of them, a late one more likely. */
    <T> T recent(List<T> from) {
        int back = percent(25) ? below(from.size()) : below(Math.min(from.size(), 8));
        return from.get(from.size() - 1 - back);
    }

    <T> List<T> some(List<T> from, int atMost) {
        List<T> copy = new ArrayList<>(from);
        for (int i = copy.size() - 1; i > 0; i--) {
            Collections.swap(copy, i, random.nextInt(i + 1));
        }
        return copy.subList(0, Math.min(copy.size(), 1 + below(atMost)));
    }
}
