package io.apium.ejb.cdi;

import io.apium.TaskDecision;
import io.apium.ejb.server.HeldTransaction;
import io.apium.engine.task.TaskTarget;
import jakarta.ejb.EJBException;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Calls a task on a CDI bean or session bean, in the surroundings of the bean's own module. */
final class BeanTarget implements TaskTarget {

    private final BeanManager beanManager;
    private final Bean<?> bean;
    private final Class<?> view;

    /**
     * Creates a target.
     *
     * @param view the bean's type that has the task's methods: its class, or a business interface
     */
    BeanTarget(BeanManager beanManager, Bean<?> bean, Class<?> view) {
        this.beanManager = beanManager;
        this.bean = bean;
        this.view = view;
    }

    @Override
    public @Nullable Object invoke(Method method, @Nullable Object... args) throws Throwable {
        CreationalContext<?> creation = beanManager.createCreationalContext(bean);
        var transaction = HeldTransaction.current();
        var thread = Thread.currentThread();
        var callersLoader = thread.getContextClassLoader();
        thread.setContextClassLoader(bean.getBeanClass().getClassLoader());
        try {
            return viewed(method).invoke(beanManager.getReference(bean, view, creation), args);
        } catch (InvocationTargetException e) {
            throw unwrap(e.getCause() == null ? e : e.getCause());
        } finally {
            transaction.ifPresent(HeldTransaction::restore);
            thread.setContextClassLoader(callersLoader);
            if (bean.getScope().equals(Dependent.class)) {
                creation.release();
            }
        }
    }

    private Method viewed(Method method) throws NoSuchMethodException {
        if (method.getDeclaringClass().isAssignableFrom(view)) {
            method.setAccessible(true);
            return method;
        }
        return view.getMethod(method.getName(), method.getParameterTypes());
    }

    /** A session bean's container wraps what the bean threw, an error even twice, and Payara everything. */
    private static Throwable unwrap(Throwable thrown) {
        var innermost = thrown;
        while (innermost instanceof EJBException && innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        if (innermost == thrown) {
            return thrown;
        }
        for (var cause = innermost; cause != null; cause = cause.getCause()) {
            if (cause instanceof TaskDecision) {
                return cause;
            }
        }
        return innermost;
    }
}
