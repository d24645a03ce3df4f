create table apium_schedule (
    application ${id} not null,
    name ${key} not null,
    origin ${key} not null,
    declared ${key},
    edited integer not null,
    schedule ${text} not null,
    canvas ${text} not null,
    rules ${text} not null,
    revision integer not null,
    due_at ${instant} not null,
    runs integer not null,
    last_due_at ${instant},
    last_run_at ${instant},
    last_task_id ${id},
    running_id ${id},
    problem ${text},
    primary key (application, name)
);
create index apium_schedule_due on apium_schedule (application, due_at);

create table apium_parked (
    parked_key ${id} not null,
    task_id ${id} not null,
    task ${name} not null,
    attempt integer not null,
    queue ${name} not null,
    priority integer,
    properties ${text} not null,
    body ${text} not null,
    body_length integer not null,
    due_at ${instant} not null,
    parked_at ${instant} not null,
    primary key (parked_key)
);
create index apium_parked_due on apium_parked (due_at, parked_key);
create index apium_parked_task on apium_parked (task_id);
