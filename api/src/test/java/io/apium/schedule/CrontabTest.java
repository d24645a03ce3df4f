package io.apium.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.Month;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CrontabTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant NEW_YEAR = Instant.parse("2027-01-01T00:00:00Z");

    @Test
    void isDueAtTheTimeOfTheZone() {
        assertThat(Crontab.of("30 6 * * mon-fri").in(BERLIN).next(NEW_YEAR, 3))
                .containsExactly(moments("2027-01-01T05:30:00Z", "2027-01-04T05:30:00Z", "2027-01-05T05:30:00Z"));
    }

    @Test
    void matchesBothDaysAsCeleryDoes() {
        assertThat(Crontab.of("0 6 13 * fri").next(NEW_YEAR)).contains(Instant.parse("2027-08-13T06:00:00Z"));
    }

    @Test
    void findsARareDate() {
        assertThat(Crontab.of("0 0 29 feb mon").next(NEW_YEAR, 2))
                .containsExactly(moments("2044-02-29T00:00:00Z", "2072-02-29T00:00:00Z"));
        assertThat(Crontab.of("0 0 29 feb mon").next(Instant.parse("2072-03-01T00:00:00Z")))
                .contains(Instant.parse("2112-02-29T00:00:00Z"));
    }

    @Test
    void isDueOnceWhenTheClockSkipsOrRepeatsItsTime() {
        var crontab = Crontab.of("30 2 * * *").in(BERLIN);

        assertThat(crontab.next(Instant.parse("2027-03-27T12:00:00Z"), 2))
                .containsExactly(moments("2027-03-28T01:00:00Z", "2027-03-29T00:30:00Z"));
        assertThat(crontab.next(Instant.parse("2027-10-30T12:00:00Z"), 2))
                .containsExactly(moments("2027-10-31T00:30:00Z", "2027-11-01T01:30:00Z"));
    }

    @Test
    void isDueOnceForAllTimesThatTheClockSkips() {
        assertThat(Crontab.of("*/20 2 * * *").in(BERLIN).next(Instant.parse("2027-03-28T00:59:59Z"), 2))
                .containsExactly(moments("2027-03-28T01:00:00Z", "2027-03-29T00:00:00Z"));
    }

    @Test
    void keepsItsRhythmWhenTheClockChanges() {
        assertThat(Crontab.of("*/30 * * * *").in(BERLIN).next(Instant.parse("2027-10-31T00:00:00Z"), 5))
                .containsExactly(moments(
                        "2027-10-31T00:30:00Z",
                        "2027-10-31T01:00:00Z",
                        "2027-10-31T01:30:00Z",
                        "2027-10-31T02:00:00Z",
                        "2027-10-31T02:30:00Z"));
        assertThat(Crontab.of("30 * * * *").in(BERLIN).next(Instant.parse("2027-03-28T00:00:00Z"), 3))
                .containsExactly(moments("2027-03-28T00:30:00Z", "2027-03-28T01:30:00Z", "2027-03-28T02:30:00Z"));
    }

    @Test
    void isNotDueAfterTheLastYear() {
        assertThat(Crontab.everyMinute().next(Instant.MAX)).isEmpty();
        assertThat(Crontab.everyMinute().next(Instant.MIN)).isPresent();
        assertThat(Crontab.of("0 0 29 2 *").next(Instant.parse("9996-03-01T00:00:00Z")))
                .isEmpty();
    }

    @Test
    void canBeWrittenFieldByField() {
        assertThat(Crontab.everyMinute()
                        .second(0, 30)
                        .minute(15)
                        .hour("8-17")
                        .dayOfMonth(1, 2)
                        .monthOfYear(Month.JANUARY, Month.JULY)
                        .dayOfWeek(DayOfWeek.SUNDAY, DayOfWeek.MONDAY))
                .isEqualTo(Crontab.of("0,30 15 8-17 1,2 1,7 0,1"));
        assertThat(Crontab.everyMinute()
                        .second("*/2")
                        .minute("5-10")
                        .hour(3)
                        .dayOfMonth("*/2")
                        .monthOfYear("nov-feb")
                        .dayOfWeek("fri-mon"))
                .isEqualTo(Crontab.of("*/2 5-10 3 */2 11,12,1,2 5,6,0,1"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                * * * * *              | * * * * *
                */15 0,12 * * *        | */15 */12 * * *
                0,45 22-2 * * *        | 0,45 22-2 * * *
                0 0 */10 NOV-Feb Friday-mon | 0 0 */10 nov-feb fri-mon
                0 8-17/3 1 6,7,8 6,0   | 0 8,11,14,17 1 jun-aug sat,sun
                */5 * * * * *          | */5 * * * * *
                0 5 4 * * *            | 5 4 * * *
                """)
    void writesItselfShort(String written, String text) {
        assertThat(Crontab.of(written)).hasToString("crontab(" + text + ", zone=UTC)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                0 6 * * mon-fri        | every weekday at 06:00
                0 6,18 * * *           | every day at 06:00 and 18:00
                30 6 * * sat,sun       | every Saturday and Sunday at 06:30
                0 6 * * mon-thu        | every Monday to Thursday at 06:00
                0 4 1 * *              | on day 1 of every month at 04:00
                0 4 1,15 jan,jul *     | on day 1 and 15 of January and July at 04:00
                0 6 13 * fri           | every Friday that is day 13 of every month at 06:00
                0 0 * nov-feb *        | every day in November to February at 00:00
                * * * * *              | every minute
                */15 * * * *           | every 15 minutes
                */15 8-17 * * mon-fri  | every 15 minutes from 08:00 to 17:59, every weekday
                0 * * * *              | every hour
                0 */2 * * *            | every 2 hours
                5,35 * * * *           | at minute 5 and 35 of every hour
                5-20 0-6,22 * * *      | at minute 5 to 20 in hour 0 to 6 and 22
                */10 * * * * *         | every 10 seconds
                * 0 6 * * *            | every second in minute 0 from 06:00 to 06:59
                15 0 6 * * *           | every day at 06:00:15
                """)
    void describesItself(String fields, String words) {
        assertThat(Crontab.of(fields).in(BERLIN).describe()).isEqualTo(words + ", Europe/Berlin");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                61 * * * *    | minute 61 is not a number from 0 to 59
                * 24 * * *    | hour 24 is not a number from 0 to 23
                * * 0 * *     | day_of_month 0 is not a number from 1 to 31
                * * * 13 *    | month_of_year 13 is not a number from 1 to 12 or a name such as jan
                * * * * 7     | day_of_week 7 is not a number from 0 to 6 (Sunday is 0) or a name such as sun
                * * * * monkey | day_of_week 'monkey' is not a number
                * * * * mo    | day_of_week 'mo' is not a number
                5/15 * * * *  | minute '5/15' has a step but no range; write 5-59/15
                */0 * * * *   | minute '*/0' has a step that is not a number from 1 to 60
                */90 * * * *  | minute '*/90' has a step that is not a number from 1 to 60
                1,,2 * * * *  | minute '' is not *, a value, a range such as 1-5
                -5 * * * *    | minute '-5' is not *, a value, a range such as 1-5
                99999999999 * * * * | minute '99999999999' is not a number
                * * * *       | '* * * *' has 4 fields; a crontab has five
                * * * * * * * | has 7 fields
                0 0 31 2,4 *  | day_of_month 31 does not exist in month_of_year feb,apr; it would never be due
                """)
    void saysWhatIsWrong(String fields, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Crontab.of(fields))
                .withMessageContaining(message);
    }

    @Test
    void refusesAFieldWithoutValues() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Crontab.everyMinute().minute(new int[0]))
                .withMessage("minute needs at least one value");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 60, 64, 128})
    void refusesNumbersThatAreNoMinutes(int minute) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Crontab.everyMinute().minute(minute));
    }

    private static Instant[] moments(String... texts) {
        return java.util.Arrays.stream(texts).map(Instant::parse).toArray(Instant[]::new);
    }
}
