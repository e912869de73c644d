package dev.bailiwick.locations.model;

/** Codes for what a batch creates. */
final class NewCodes {
    private final Chance chance;

    NewCodes(Chance chance) {
        this.chance = chance;
    }

    /** A code that is likely to be free while the org is small, and less and less so as it grows. */
    String next(ZoneModel model, Operation operation) {
        int size = model.world().of(operation).size();
        return (operation.stores() ? "t-" : "n-") + chance.below(Math.max(40, size + size / 5));
    }
}
