package io.apium.it.execution;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

/** Counts the calls of a method, by its first argument. */
@Counted
@Interceptor
@Priority(Interceptor.Priority.APPLICATION)
public class CountedInterceptor {

    @AroundInvoke
    Object count(InvocationContext call) throws Exception {
        Tally.count(call.getParameters()[0] + "/intercepted");
        return call.proceed();
    }
}
