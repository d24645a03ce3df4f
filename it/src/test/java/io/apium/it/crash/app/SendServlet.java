package io.apium.it.crash.app;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Sends one task of each kind whenever it is asked to. */
@WebServlet("/send")
public class SendServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    @SuppressWarnings("serial") // The container's proxy.
    Ledger ledger;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) {
        ledger.sendRound();
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    /** It is there. */
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }
}
