package dev.bailiwick.locations.model;

/** The four bulk calls the model knows. */
public enum Operation {
    UPDATE_ZONES("PUT", "/v2/locations/zones", 100),
    CREATE_ZONES("POST", "/v2/locations/zones", 50),
    UPDATE_STORES("PUT", "/v2/locations/stores", 100),
    CREATE_STORES("POST", "/v2/locations/stores", 50);

    private final String method;
    private final String path;
    private final int limit;

    Operation(String method, String path, int limit) {
        this.method = method;
        this.path = path;
        this.limit = limit;
    }

    public String method() {
        return method;
    }

    public String path() {
        return path;
    }

    /** The most rows one request may hold. */
    public int limit() {
        return limit;
    }

    public boolean creates() {
        return method.equals("POST");
    }

    public boolean stores() {
        return path.endsWith("stores");
    }
}
