package dev.bailiwick.http;

import dev.bailiwick.bulk.FaultCode;
import java.util.List;

/** A door with words of its own for faults. */
public interface DoorWords {
    /** The door's name. */
    String door();

    /** How the door tells this fault; several ways where it depends on the field. */
    List<Telling> tell(FaultCode code);

    /**
     * One way in which a door tells a fault.
     *
     * @param code the door's own code
     * @param path a field of the door for which it is told so; empty for the row as a whole
     * @param message with {@code {value}} and the like where an answer has the value
     */
    record Telling(String code, String path, String message) {}
}
