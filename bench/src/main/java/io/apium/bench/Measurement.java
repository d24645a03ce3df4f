package io.apium.bench;

/**
 * What one run of a scenario took. What is said of a task is an average.
 *
 * @param scenario what was run
 * @param side who ran it
 * @param sessions how many sessions the worker had
 * @param n how many tasks it were
 * @param seconds from the beginning of the first until the commit of the last
 * @param rate tasks a second
 * @param p50 milliseconds within which half of the tasks were served, if each was waited for; else 0
 * @param p95 the same for 95 of 100
 * @param p99 the same for 99 of 100
 * @param serverCpu milliseconds of CPU that the server's process took for a task
 * @param postgresCpu milliseconds of CPU that PostgreSQL's processes took for a task
 * @param otherCpu how many CPUs were busy with something else, which disturbs the measurement
 * @param resident mebibytes of memory that the server's process had at the end
 * @param statements statements that PostgreSQL executed for a task, but for those that begin and end transactions
 * @param walSyncs how often PostgreSQL forced its log to the disk for a task
 * @param messages messages that were sent to queues for a task, since the measurement began
 */
public record Measurement(
        Scenario scenario,
        Side side,
        int sessions,
        int n,
        double seconds,
        double rate,
        double p50,
        double p95,
        double p99,
        double serverCpu,
        double postgresCpu,
        double otherCpu,
        long resident,
        double statements,
        double walSyncs,
        double messages) {}
