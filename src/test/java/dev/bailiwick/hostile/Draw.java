package dev.bailiwick.hostile;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** The random choices of one request, each the next of its random numbers. */
final class Draw {
    private final SplittableRandom random;

    Draw(SplittableRandom random) {
        this.random = random;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean oneIn(int n) {
        return below(n) == 0;
    }

    @SafeVarargs
    final <T> T any(T... choices) {
        return choices[below(choices.length)];
    }

    <T> T anyOf(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    /** One of them, which alone draws what it is made of. */
    @SafeVarargs
    final String made(Supplier<String>... choices) {
        return any(choices).get();
    }

    /** The beginning of a text, of any length. */
    String cut(String text) {
        return text.substring(0, below(text.length() + 1));
    }
}
