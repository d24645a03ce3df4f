package io.apium.demo.concordance;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Runs over HTTP. It lets everyone who can reach it read words of the server's files: keep it on your own machine.
 *
 * <ul>
 *   <li>{@code POST /runs} with the form field {@code folder}, an absolute path, starts a run: 201 and its id, or 400 and
 *       the reason.
 *   <li>{@code GET /runs/{id}}: how far it is, in the format of {@link java.util.Properties}, with the keys {@code state}
 *       (RUNNING, DONE or FAILED), {@code done}, {@code total} and {@code failed}. For a client that accepts
 *       {@code application/json}, a {@link Progress}. 404 if there is no such run.
 *   <li>{@code GET /runs/{id}/report}: the report as plain text; 409 while there is none.
 *   <li>{@code latest} in place of an id is the run that was started last; {@code GET /runs/latest} is 204 before the first.
 * </ul>
 */
@WebServlet("/runs/*")
public class RunsServlet extends HttpServlet {

    private static final String LATEST = "latest";
    private static final String TEXT = "text/plain";
    private static final String JSON = "application/json";

    private final transient ObjectMapper json = new ObjectMapper().registerModule(new JavaTimeModule());

    @Inject
    transient Concordance concordance;

    @Inject
    transient Runs runs;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        request.setCharacterEncoding(UTF_8.name());
        var folder = request.getParameter("folder");
        if (pathOf(request).length > 0) {
            answer(response, 404, TEXT, "Runs are started with POST to /runs");
        } else if (folder == null || folder.isBlank()) {
            answer(response, 400, TEXT, "The form field 'folder' is missing");
        } else {
            start(folder.strip(), request, response);
        }
    }

    private void start(String folder, HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            var runId = concordance.start(Path.of(folder));
            response.setHeader("Location", request.getContextPath() + request.getServletPath() + "/" + runId);
            answer(response, 201, TEXT, runId);
        } catch (UnusableFolderException | InvalidPathException e) {
            answer(response, 400, TEXT, "Nothing can be counted. " + e.getMessage());
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var path = pathOf(request);
        boolean isReport = path.length == 2 && path[1].equals("report");
        if (path.length != 1 && !isReport) {
            answer(response, 404, TEXT, "There is /runs/{id} and /runs/{id}/report");
            return;
        }
        var run = path[0].equals(LATEST) ? runs.findLatest() : runs.find(path[0]);
        if (run.isPresent()) {
            if (isReport) {
                report(run.get(), response);
            } else {
                progress(run.get(), request, response);
            }
        } else if (path[0].equals(LATEST) && !isReport) {
            response.setStatus(204);
        } else {
            answer(response, 404, TEXT, "There is no run " + path[0]);
        }
    }

    private void progress(Progress run, HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Vary", "Accept");
        if (Optional.ofNullable(request.getHeader("Accept")).orElse("").contains(JSON)) {
            answer(response, 200, JSON, json.writeValueAsString(run));
        } else {
            var text = new StringBuilder();
            text.append("state=").append(run.state()).append('\n');
            text.append("done=").append(run.done()).append('\n');
            text.append("total=").append(run.total()).append('\n');
            text.append("failed=").append(run.failed()).append('\n');
            answer(response, 200, TEXT, text.toString());
        }
    }

    private static void report(Progress run, HttpServletResponse response) throws IOException {
        var report = run.report();
        if (report == null) {
            answer(response, 409, TEXT, "There is no report: the run is " + run.state());
        } else {
            answer(response, 200, TEXT, ReportText.of(report));
        }
    }

    private static String[] pathOf(HttpServletRequest request) {
        var path = Optional.ofNullable(request.getPathInfo()).orElse("/");
        return path.equals("/") ? new String[0] : path.substring(1).split("/", -1);
    }

    private static void answer(HttpServletResponse response, int status, String type, String body) throws IOException {
        response.setStatus(status);
        response.setContentType(type);
        response.setCharacterEncoding(UTF_8.name());
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.getWriter().write(body);
    }
}
