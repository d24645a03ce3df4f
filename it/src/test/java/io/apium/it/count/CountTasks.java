package io.apium.it.count;

import io.apium.Execution;
import io.apium.Task;
import io.apium.TaskContext;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import javax.sql.DataSource;

/** Tasks that leave the database to Apium, or use it without anybody's help. */
@ApplicationScoped
@Task(queue = CountWorker.QUEUE)
public class CountTasks {

    @Inject
    TaskContext context;

    @Resource(lookup = "java:jboss/datasources/SpiedDS")
    DataSource dataSource;

    @Task
    public String succeed() {
        return "value";
    }

    @Task(ignoreResult = true)
    public String succeedSilently() {
        return "value";
    }

    @Task
    public void write(String text) throws SQLException {
        try (var connection = dataSource.getConnection();
                var insert = connection.prepareStatement("insert into count_note (note) values (?)")) {
            insert.setString(1, text);
            insert.executeUpdate();
        }
    }

    @Task
    public void writeAndFail(String text) throws SQLException {
        write(text);
        fail();
    }

    @Task
    public void fail() {
        throw new IllegalStateException("no funds");
    }

    @Task(ignoreResult = true)
    public void failSilently() {
        fail();
    }

    @Task
    public void retry() {
        if (context.attempt() == 0) {
            throw context.retry().countdown(Duration.ZERO);
        }
    }

    @Task(batchable = true)
    public int share(int number) {
        return number;
    }

    /** One that does not share its transaction. */
    @Task
    public int single(int number) {
        return number;
    }

    @Task
    public int refuse(int number) {
        throw new IllegalStateException("not " + number);
    }

    @Task(batchable = true)
    public int total(List<Integer> numbers) {
        return numbers.stream().mapToInt(number -> number).sum();
    }

    @Task(execution = Execution.AT_LEAST_ONCE)
    public String lease() {
        return "value";
    }

    /** {@return what the action returns, after the commit} */
    @Transactional(TxType.REQUIRES_NEW)
    public <T> T inTransaction(Callable<T> action) throws Exception {
        return action.call();
    }
}
