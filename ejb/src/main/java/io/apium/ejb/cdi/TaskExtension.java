package io.apium.ejb.cdi;

import io.apium.InvalidTasksException;
import io.apium.Task;
import io.apium.ejb.server.ServerStart;
import io.apium.ejb.worker.TaskWorker;
import io.apium.engine.EngineSettings;
import io.apium.engine.ReadSettings;
import io.apium.engine.Timetables;
import io.apium.engine.beat.Timetable;
import io.apium.engine.message.Json;
import io.apium.engine.task.TaskRegistry;
import io.apium.schedule.Periodic;
import io.apium.schedule.PeriodicTaskSource;
import io.apium.schedule.Schedule;
import io.apium.spi.DeploymentCheck;
import io.apium.spi.ResultStore;
import io.apium.spi.Settings;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.ProcessBean;
import jakarta.enterprise.inject.spi.ProcessInjectionTarget;
import jakarta.enterprise.inject.spi.ProcessManagedBean;
import jakarta.enterprise.inject.spi.ProcessSessionBean;
import jakarta.enterprise.inject.spi.WithAnnotations;
import jakarta.jms.JMSDestinationDefinition;
import jakarta.jms.JMSDestinationDefinitions;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Finds the tasks of a deployment, in whichever of its archives, and refuses the deployment if any of them cannot work. The
 * bean itself is kept, not its type: a look-up from the library's module would not find the beans of a web archive.
 */
public class TaskExtension implements Extension {

    private final Set<Bean<?>> beans = new LinkedHashSet<>();
    private final Set<Bean<?>> sessionBeans = new LinkedHashSet<>();
    private final List<Bean<?>> checkBeans = new ArrayList<>();
    private final Map<String, WorkerDeclaration> workers = new TreeMap<>();
    private final Map<String, String> definedQueues = new TreeMap<>();
    private final List<Bean<?>> sources = new ArrayList<>();
    private final List<Bean<?>> schedules = new ArrayList<>();
    private TaskRegistry registry = TaskRegistry.empty();
    private DeploymentChecks checks = new DeploymentChecks(List.of());
    private Timetable timetable = Timetable.EMPTY;
    private boolean hasStore;
    private boolean isValidated;

    <X> void findTasks(@Observes ProcessManagedBean<X> event) {
        // A session bean is a managed bean too, and both events tell of it.
        if (hasTasks(event) && !(event instanceof ProcessSessionBean<?>)) {
            beans.add(event.getBean());
        }
    }

    <X> void findSessionBeanTasks(@Observes ProcessSessionBean<X> event) {
        if (hasTasks(event)) {
            sessionBeans.add(event.getBean());
        }
    }

    /** WildFly looks at message-driven beans as such only after it has validated the deployment. */
    <X extends TaskWorker> void findAnnotatedWorkers(
            @Observes @WithAnnotations(MessageDriven.class) ProcessAnnotatedType<X> event) {
        addWorker(event.getAnnotatedType());
    }

    <X extends TaskWorker> void findWorkers(@Observes ProcessInjectionTarget<X> event) {
        var worker = event.getAnnotatedType();
        addWorker(worker);
        var management = worker.getAnnotation(TransactionManagement.class);
        if (management != null && management.value() == TransactionManagementType.BEAN) {
            event.addDefinitionError(new InvalidTasksException(List.of("The worker "
                    + worker.getJavaClass().getName() + " must leave its transactions to the container: remove"
                    + " @TransactionManagement(BEAN)")));
        }
        if (isValidated && !hasStore) {
            // It has been validated without this worker.
            event.addDefinitionError(new InvalidTasksException(List.of(storeFault())));
        }
    }

    /** The bean manager that an extension is given need not see the beans of other archives. */
    <X> void findStoreAndChecks(@Observes ProcessBean<X> event) {
        var bean = event.getBean();
        hasStore |= bean.getTypes().contains(ResultStore.class);
        if (bean.getTypes().contains(DeploymentCheck.class)) {
            checkBeans.add(bean);
        }
        if (bean.getTypes().contains(PeriodicTaskSource.class)) {
            sources.add(bean);
        }
        if (bean.getTypes().contains(Schedule.class)) {
            schedules.add(bean);
        }
    }

    <X> void findQueues(
            @Observes @WithAnnotations({JMSDestinationDefinition.class, JMSDestinationDefinitions.class})
                    ProcessAnnotatedType<X> event) {
        var type = event.getAnnotatedType();
        Stream.concat(
                        type.getAnnotations(JMSDestinationDefinition.class).stream(),
                        type.getAnnotations(JMSDestinationDefinitions.class).stream()
                                .flatMap(all -> Arrays.stream(all.value())))
                .forEach(queue -> definedQueues.put(queue.name(), queue.destinationName()));
    }

    void check(@Observes AfterDeploymentValidation event, BeanManager beanManager) {
        var settings = new ReadSettings(ServerSettings.find(), EngineProducer.SETTINGS);
        var builder = new TaskRegistry.Builder(new Json(), settings);
        var faults = new ArrayList<String>();
        beans.forEach(bean -> add(builder, beanManager, bean, bean.getBeanClass()));
        for (var bean : sessionBeans) {
            BeanView.ofSessionBean(bean, faults).ifPresent(view -> add(builder, beanManager, bean, view));
        }
        if (!hasStore && !workers.isEmpty()) {
            builder.fault(storeFault());
        }
        isValidated = true;
        var engineSettings = EngineSettings.read(settings, NodeName.find(), faults);
        builder.bound(new TransactionTimeouts(workers.values(), definedQueues, engineSettings)::of);
        faults.forEach(builder::fault);
        readTimetable(beanManager, builder, settings);
        var checkedByBeans = checkBeans.stream().map(bean -> reference(beanManager, bean, DeploymentCheck.class));
        // No errors, for a server's settings may be meant for another application in it.
        Stream<DeploymentCheck> settingsWithoutEffect = Stream.of(
                findings -> settings.unread().forEach(findings::warning),
                findings -> builder.unmatchedSettings().forEach(findings::warning));
        checks = DeploymentChecks.of(
                new QueueCheck(settings, engineSettings, builder.tasks(), definedQueues.values()),
                engineSettings,
                Stream.concat(checkedByBeans, settingsWithoutEffect));
        checks.make(ServerStart.ofThisServer()).forEach(builder::fault);
        try {
            registry = builder.build();
        } catch (InvalidTasksException e) {
            event.addDeploymentProblem(e);
        }
    }

    /** {@return what has been checked of the deployment, and what is still to be} */
    DeploymentChecks checks() {
        return checks;
    }

    private void readTimetable(BeanManager beanManager, TaskRegistry.Builder builder, Settings settings) {
        var faults = new ArrayList<String>();
        var own = new HashMap<String, Schedule>();
        schedules.forEach(bean -> own.put(bean.getBeanClass().getName(), reference(beanManager, bean, Schedule.class)));
        timetable = Timetables.read(
                builder.draft(),
                sources.stream()
                        .map(bean -> reference(beanManager, bean, PeriodicTaskSource.class))
                        .toList(),
                own,
                settings,
                faults);
        faults.forEach(builder::fault);
    }

    private static <T> T reference(BeanManager beanManager, Bean<?> bean, Class<T> type) {
        return type.cast(beanManager.getReference(bean, type, beanManager.createCreationalContext(bean)));
    }

    /** {@return the queues that the deployment defines, their physical names by those in JNDI; unmodifiable} */
    Map<String, String> definedQueues() {
        return Collections.unmodifiableMap(definedQueues);
    }

    /** {@return the workers of the deployment; unmodifiable} */
    Collection<WorkerDeclaration> workers() {
        return Collections.unmodifiableCollection(workers.values());
    }

    /** {@return the tasks of the deployment} */
    TaskRegistry registry() {
        return registry;
    }

    /** {@return what the deployment declares about periodic tasks} */
    Timetable timetable() {
        return timetable;
    }

    private void addWorker(AnnotatedType<? extends TaskWorker> worker) {
        if (Modifier.isAbstract(worker.getJavaClass().getModifiers())) {
            return;
        }
        var declaration = WorkerDeclaration.of(worker.getJavaClass(), worker.getAnnotation(MessageDriven.class));
        workers.put(declaration.name(), declaration);
    }

    private static void add(TaskRegistry.Builder builder, BeanManager beanManager, Bean<?> bean, Class<?> view) {
        builder.add(bean.getBeanClass(), new BeanTarget(beanManager, bean, view));
    }

    private static boolean hasTasks(ProcessManagedBean<?> event) {
        return event.getAnnotatedBeanClass().getMethods().stream()
                .anyMatch(method -> method.isAnnotationPresent(Task.class)
                        || method.isAnnotationPresent(Periodic.class)
                        || method.isAnnotationPresent(Periodic.Several.class));
    }

    private String storeFault() {
        return "The workers " + workers.keySet() + " need a result store, which remembers the tasks that failed: add"
                + " apium-jpa-backend to the deployment";
    }
}
