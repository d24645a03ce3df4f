package io.apium.engine.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.apium.Task;
import io.apium.engine.Laptop;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Values that go to a task and come back, through the text of a message and the text of a result. */
class LosslessArgumentsTest {

    record Order(long number, BigDecimal amount, Optional<String> note, List<Order> parts) {}

    static class Bean {
        private String name = "";

        public String getName() {
            return name;
        }

        public void setName(String name) {
            this.name = name;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Bean bean && bean.name.equals(name);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }

    /** Has no annotation and no setter: Jackson knows it by its constructor's parameter names. */
    static final class Money {

        private final String currency;
        private final long cents;

        public Money(String currency, long cents) {
            this.currency = currency;
            this.cents = cents;
        }

        public String getCurrency() {
            return currency;
        }

        public long getCents() {
            return cents;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Money money && money.currency.equals(currency) && money.cents == cents;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(cents);
        }
    }

    /** Returns what it is given, in every type that a test needs. */
    static class Echo {

        @Task(name = "text")
        String text(String value) {
            return value;
        }

        @Task(name = "long")
        long whole(long value) {
            return value;
        }

        @Task(name = "double")
        double floating(double value) {
            return value;
        }

        @Task(name = "char")
        char character(char value) {
            return value;
        }

        @Task(name = "bytes")
        byte[] bytes(byte[] value) {
            return value;
        }

        @Task(name = "bigInteger")
        BigInteger bigInteger(BigInteger value) {
            return value;
        }

        @Task(name = "decimal")
        BigDecimal decimal(BigDecimal value) {
            return value;
        }

        @Task(name = "order")
        Order order(Order value) {
            return value;
        }

        @Task(name = "orders")
        Map<String, List<Order>> orders(Map<String, List<Order>> value) {
            return value;
        }

        @Task(name = "bean")
        Bean bean(Bean value) {
            return value;
        }

        @Task(name = "money")
        Money money(Money value) {
            return value;
        }

        @Task(name = "optional")
        Optional<Order> optional(Optional<Order> value) {
            return value;
        }

        @Task(name = "uuid")
        UUID uuid(UUID value) {
            return value;
        }

        @Task(name = "uri")
        URI uri(URI value) {
            return value;
        }

        @Task(name = "day")
        DayOfWeek day(DayOfWeek value) {
            return value;
        }

        @Task(name = "instant")
        Instant instant(Instant value) {
            return value;
        }

        @Task(name = "duration")
        Duration duration(Duration value) {
            return value;
        }

        @Task(name = "period")
        Period period(Period value) {
            return value;
        }

        @Task(name = "localDate")
        LocalDate localDate(LocalDate value) {
            return value;
        }

        @Task(name = "localTime")
        LocalTime localTime(LocalTime value) {
            return value;
        }

        @Task(name = "localDateTime")
        LocalDateTime localDateTime(LocalDateTime value) {
            return value;
        }

        @Task(name = "yearMonth")
        YearMonth yearMonth(YearMonth value) {
            return value;
        }

        @Task(name = "offsetDateTime")
        OffsetDateTime offsetDateTime(OffsetDateTime value) {
            return value;
        }

        @Task(name = "zonedDateTime")
        ZonedDateTime zonedDateTime(ZonedDateTime value) {
            return value;
        }

        @Task(name = "zone")
        ZoneId zone(ZoneId value) {
            return value;
        }
    }

    private static final BigDecimal PRECISE = new BigDecimal("12345678901234567890.1234567890");

    static Stream<Arguments> values() {
        var part = new Order(1, new BigDecimal("9.50"), Optional.empty(), List.of());
        var order = new Order(Long.MAX_VALUE, PRECISE, Optional.of("note"), List.of(part));
        var bean = new Bean();
        bean.setName("name");
        return Stream.of(
                arguments("text", "häppy \uD83D\uDC1D \" \\ \u0000 \n"),
                arguments("text", ""),
                arguments("long", Long.MIN_VALUE),
                arguments("double", 0.1),
                arguments("double", Double.MIN_VALUE),
                arguments("double", Double.NaN),
                arguments("char", 'ß'),
                arguments("bytes", new byte[] {0, -1, 127}),
                arguments("bigInteger", BigInteger.TEN.pow(50)),
                arguments("decimal", PRECISE),
                arguments("decimal", new BigDecimal("9.50")),
                arguments("decimal", new BigDecimal("1E+3")),
                arguments("order", order),
                arguments("orders", Map.of("a", List.of(order, part), "b", List.of())),
                arguments("bean", bean),
                arguments("money", new Money("EUR", 950)),
                arguments("optional", Optional.of(part)),
                arguments("uuid", new UUID(1, 2)),
                arguments("uri", URI.create("https://example.org/a?b=c")),
                arguments("day", DayOfWeek.SUNDAY),
                arguments("instant", Instant.parse("2026-03-29T01:59:59.123456789Z")),
                arguments("instant", Instant.MAX),
                arguments("duration", Duration.ofNanos(-1)),
                arguments("period", Period.of(1, 2, 3)),
                arguments("localDate", LocalDate.of(2024, 2, 29)),
                arguments("localTime", LocalTime.MAX),
                arguments("localDateTime", LocalDateTime.of(2026, 3, 29, 2, 30)),
                arguments("yearMonth", YearMonth.of(2026, 3)),
                arguments("offsetDateTime", OffsetDateTime.parse("2026-03-29T01:59:59.5+05:30")),
                arguments("zonedDateTime", ZonedDateTime.parse("2026-10-25T02:30+01:00[Europe/Berlin]")),
                arguments("zone", ZoneId.of("Europe/Berlin")));
    }

    private final Laptop laptop = new Laptop();

    LosslessArgumentsTest() {
        laptop.add(new Echo());
    }

    @ParameterizedTest
    @MethodSource("values")
    void comeBackAsTheyWent(String task, Object value) {
        var result = laptop.tasks().signature(task, value).delay();

        laptop.work();

        assertThat(result.failure()).isEmpty();
        assertThat(result.get(Duration.ZERO)).isEqualTo(value);
    }
}
