package dev.bailiwick.load;

/** What the writes of a measurement change in every one of their zones. */
enum Change {
    EVERYTHING("name, description, an external id, a custom field"),
    DESCRIPTION("description"),
    NOTHING("nothing: the rows are as stored");

    private final String words;

    Change(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }

    boolean movesKeys() {
        return this == EVERYTHING;
    }

    boolean writes() {
        return this != NOTHING;
    }
}
