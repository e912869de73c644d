package dev.bailiwick.bulk;

/** What kinds of things a batch can write. The number is what the database stores; it is never given to another kind. */
public enum Kind {
    ORG(1),
    USER(2),
    ZONE(3),
    RECORD(4),
    CLIENT(5);

    private final int number;

    Kind(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    /** The kind with this number. */
    public static Kind of(int number) {
        for (Kind kind : values()) {
            if (kind.number == number) {
                return kind;
            }
        }
        throw new IllegalArgumentException("no kind has the number " + number);
    }
}
