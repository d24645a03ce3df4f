package io.apium.engine.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExceptionRulesTest {

    private static ExceptionRules rules(
            List<Class<? extends Throwable>> rollbackOn, List<Class<? extends Throwable>> dontRollbackOn) {
        return new ExceptionRules(List.of(), rollbackOn, dontRollbackOn);
    }

    @Test
    void everythingRollsBackUnlessItIsSaid() {
        assertThat(ExceptionRules.DEFAULTS.rollsBack(new IOException())).isTrue();
        assertThat(ExceptionRules.DEFAULTS.rollsBack(new Throwable())).isTrue();
        assertThat(rules(List.of(), List.of(IOException.class)).rollsBack(new Exception()))
                .isTrue();
    }

    @Test
    void aClassThatDoesNotRollBackStandsForItsSubclasses() {
        var rules = rules(List.of(), List.of(IOException.class));

        assertThat(rules.rollsBack(new IOException())).isFalse();
        assertThat(rules.rollsBack(new FileNotFoundException())).isFalse();
        assertThat(rules(List.of(), List.of(Throwable.class)).rollsBack(new StackOverflowError()))
                .isFalse();
    }

    @Test
    void theNearestClassDecides() {
        var rules = rules(
                List.of(IOException.class, Throwable.class), List.of(Exception.class, FileNotFoundException.class));

        assertThat(rules.rollsBack(new FileNotFoundException())).isFalse();
        assertThat(rules.rollsBack(new IOException())).isTrue();
        assertThat(rules.rollsBack(new RuntimeException())).isFalse();
        assertThat(rules.rollsBack(new Error())).isTrue();
    }

    @Test
    void aClassThatStandsOnBothSidesDoesNotRollBack() {
        var rules = rules(List.of(IOException.class), List.of(IOException.class));

        assertThat(rules.rollsBack(new IOException())).isFalse();
    }

    @Test
    void aClassIsExpectedWithItsSubclasses() {
        var rules = new ExceptionRules(List.of(IOException.class, Error.class), List.of(), List.of());

        assertThat(rules.isExpected(new FileNotFoundException())).isTrue();
        assertThat(rules.isExpected(new Error())).isTrue();
        assertThat(rules.isExpected(new Exception())).isFalse();
        assertThat(ExceptionRules.DEFAULTS.isExpected(new IOException())).isFalse();
    }
}
