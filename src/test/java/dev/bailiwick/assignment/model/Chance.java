package dev.bailiwick.assignment.model;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** What is drawn at random. */
record Chance(RandomGenerator random) {
    static Chance of(long seed) {
        return new Chance(RandomGeneratorFactory.of("L64X128MixRandom").create(seed));
    }

    boolean percent(int percent) {
        return random.nextInt(100) < percent;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    <T> T one(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
