package dev.bailiwick.http;

import dev.bailiwick.bulk.Fault;
import dev.bailiwick.bulk.FaultCode;
import dev.bailiwick.bulk.Item;
import dev.bailiwick.bulk.Text;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** In charge of what a row says about itself, on every door: {@code clientRef} and {@code ifVersion}. */
public final class RowTag {
    public static final String CLIENT_REF = "clientRef";
    public static final String IF_VERSION = "ifVersion";
    private static final int LONGEST_CLIENT_REF = 100;

    private RowTag() {}

    /** Whether a member of this name is no field. */
    public static boolean isTag(String name) {
        return name.equals(CLIENT_REF) || name.equals(IF_VERSION);
    }

    /**
     * What the row says about itself; what cannot be read of it is left out.
     *
     * @param unmodifiedSince the time after which the thing must not have changed, if the request says one
     */
    public static Item.Tag of(Map<String, @Nullable Object> members, @Nullable Instant unmodifiedSince) {
        return new Item.Tag(clientRef(members.get(CLIENT_REF)), version(members.get(IF_VERSION)), unmodifiedSince);
    }

    /** What cannot be read of it: a client's own name for a row is of no weight, a version that is demanded is. */
    public static void check(String name, @Nullable Object value, List<Fault> faults, List<Fault> warnings) {
        if (name.equals(CLIENT_REF) && value != null && clientRef(value) == null) {
            warnings.add(Fault.of(FaultCode.BAD_CLIENT_REF, CLIENT_REF));
        } else if (name.equals(IF_VERSION) && value != null && version(value) == null) {
            faults.add(Fault.of(FaultCode.WRONG_TYPE, IF_VERSION, "expected", "a whole number from 0"));
        }
    }

    private static @Nullable Object clientRef(@Nullable Object sent) {
        return switch (sent) {
            case String text
            when Text.isStorable(text) && text.codePointCount(0, text.length()) <= LONGEST_CLIENT_REF -> text;
            case BigDecimal number
            when number.precision() + Math.abs((long) number.scale()) <= LONGEST_CLIENT_REF ->
                number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
            case null, default -> null;
        };
    }

    /** Only what is written as a whole number. */
    private static @Nullable Long version(@Nullable Object sent) {
        return sent instanceof BigDecimal number
                        && number.scale() == 0
                        && number.signum() >= 0
                        && number.precision() < 19
                ? (Long) number.longValueExact()
                : null;
    }
}
