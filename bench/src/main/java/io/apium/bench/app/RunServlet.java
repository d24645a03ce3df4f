package io.apium.bench.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.apium.TaskClient;
import io.apium.bench.Measurement;
import io.apium.bench.Scenario;
import io.apium.bench.Side;
import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import javax.sql.DataSource;

/** Runs a scenario once, and answers with what it took. */
@WebServlet("/run")
@SuppressWarnings("serial") // The container's proxies.
public class RunServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    TaskClient tasks;

    @Inject
    Ledger ledger;

    @Resource
    ConnectionFactory connections;

    @Resource
    DataSource database;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var scenario = Scenario.valueOf(request.getParameter("scenario"));
        var side = Side.valueOf(request.getParameter("side"));
        var n = Integer.parseInt(request.getParameter("n"));
        var sessions = Integer.parseInt(request.getParameter("sessions"));
        var course = Course.of(scenario, side, new Means(tasks, connections, ledger));
        ledger.forget();
        Done.reset();
        course.prepare(n);

        var begin = Usage.upToNow(database);
        var latencies = course.run(n);
        var usage = Usage.upToNow(database).since(begin);
        course.clear(n);

        response.setContentType("application/json");
        JSON.writeValue(response.getWriter(), measurement(scenario, side, sessions, n, usage, latencies));
    }

    private static Measurement measurement(
            Scenario scenario, Side side, int sessions, int n, Usage usage, long[] latencies) {
        var seconds = usage.nanos() / 1e9;
        Arrays.sort(latencies);
        return new Measurement(
                scenario,
                side,
                sessions,
                n,
                seconds,
                n / seconds,
                percentile(latencies, 50),
                percentile(latencies, 95),
                percentile(latencies, 99),
                usage.server() * Usage.TICK_MILLIS / n,
                usage.postgres() * Usage.TICK_MILLIS / n,
                (usage.machine() - usage.server() - usage.postgres()) * Usage.TICK_MILLIS / 1000 / seconds,
                Usage.resident(),
                (double) usage.statements() / n,
                (double) usage.walSyncs() / n,
                (double) usage.messages() / n);
    }

    private static double percentile(long[] sorted, int percent) {
        return sorted.length == 0 ? 0 : sorted[(sorted.length - 1) * percent / 100] / 1e6;
    }
}
