package io.apium.ejb.cdi;

import io.apium.InvalidTasksException;
import io.apium.Task;
import io.apium.ejb.worker.TaskWorker;
import io.apium.engine.message.Json;
import io.apium.engine.task.TaskRegistry;
import io.apium.spi.ResultStore;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessInjectionTarget;
import jakarta.enterprise.inject.spi.ProcessManagedBean;
import jakarta.enterprise.inject.spi.ProcessSessionBean;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the tasks of a deployment, in whichever of its archives, and refuses the deployment if any of them cannot work. The
 * bean itself is kept, not its type: a look-up from the library's module would not find the beans of a web archive.
 */
public class TaskExtension implements Extension {

    private final List<Bean<?>> beans = new ArrayList<>();
    private final Set<String> workers = new TreeSet<>();
    private TaskRegistry registry = TaskRegistry.empty();
    private boolean storeIsMissing;

    <X> void findTasks(@Observes ProcessManagedBean<X> event) {
        if (event.getAnnotatedBeanClass().getMethods().stream().anyMatch(m -> m.isAnnotationPresent(Task.class))) {
            beans.add(event.getBean());
        }
    }

    <X> void findSessionBeanTasks(@Observes ProcessSessionBean<X> event) {
        findTasks(event);
    }

    <X extends TaskWorker> void findWorkers(@Observes ProcessInjectionTarget<X> event) {
        var worker = event.getAnnotatedType();
        workers.add(worker.getJavaClass().getName());
        var management = worker.getAnnotation(TransactionManagement.class);
        if (management != null && management.value() == TransactionManagementType.BEAN) {
            event.addDefinitionError(new InvalidTasksException(List.of("The worker "
                    + worker.getJavaClass().getName() + " must leave its transactions to the container: remove"
                    + " @TransactionManagement(BEAN)")));
        }
        if (storeIsMissing) {
            // WildFly looks at message-driven beans after it has validated the deployment.
            event.addDefinitionError(new InvalidTasksException(List.of(storeFault())));
        }
    }

    void check(@Observes AfterDeploymentValidation event, BeanManager beanManager) {
        var builder = new TaskRegistry.Builder(new Json());
        for (var bean : Set.copyOf(beans)) {
            view(bean)
                    .ifPresentOrElse(
                            view -> builder.add(bean.getBeanClass(), new BeanTarget(beanManager, bean, view)),
                            () -> builder.fault("The task methods of session bean "
                                    + bean.getBeanClass().getName()
                                    + " must all be business methods of one of its views"));
        }
        storeIsMissing = beanManager.getBeans(ResultStore.class).isEmpty();
        if (storeIsMissing && !workers.isEmpty()) {
            builder.fault(storeFault());
        }
        try {
            registry = builder.build();
        } catch (InvalidTasksException e) {
            event.addDeploymentProblem(e);
        }
    }

    /** {@return the tasks of the deployment} */
    TaskRegistry registry() {
        return registry;
    }

    private String storeFault() {
        return "The workers " + workers + " need a result store, which remembers the tasks that failed: add"
                + " apium-jpa-backend to the deployment";
    }

    private static Optional<Class<?>> view(Bean<?> bean) {
        if (bean.getTypes().contains(bean.getBeanClass())) {
            return Optional.of(bean.getBeanClass());
        }
        return bean.getTypes().stream()
                .filter(Class.class::isInstance)
                .<Class<?>>map(type -> (Class<?>) type)
                .filter(type -> hasTasksOf(type, bean.getBeanClass()))
                .findFirst();
    }

    private static boolean hasTasksOf(Class<?> view, Class<?> beanClass) {
        for (Method method : beanClass.getMethods()) {
            if (method.isAnnotationPresent(Task.class)) {
                try {
                    view.getMethod(method.getName(), method.getParameterTypes());
                } catch (NoSuchMethodException e) {
                    return false;
                }
            }
        }
        return true;
    }
}
