alter table apium_result add expires_at ${instant};
alter table apium_result add queue ${name};
alter table apium_result add args ${text};
create index apium_result_expiry on apium_result (expires_at);

create table apium_attempt (
    id ${id} not null,
    attempt integer not null,
    task ${name} not null,
    state ${key} not null,
    meta ${text},
    failure_type ${name},
    failure_message ${text},
    failure_trace ${text},
    worker ${name} not null,
    started_at ${instant} not null,
    ended_at ${instant},
    next_at ${instant},
    expires_at ${instant},
    primary key (id, attempt)
);
create index apium_attempt_expiry on apium_attempt (expires_at);

create table apium_abort (
    id ${id} not null,
    expires_at ${instant} not null,
    primary key (id)
);
create index apium_abort_expiry on apium_abort (expires_at);

create table apium_lease (
    id ${id} not null,
    attempt integer not null,
    task ${name} not null,
    holder ${id} not null,
    worker ${name} not null,
    repeatable integer not null,
    losses integer not null,
    taken_at ${instant} not null,
    queue ${name} not null,
    priority integer,
    properties ${text} not null,
    body ${text} not null,
    primary key (id, attempt)
);
create index apium_lease_holder on apium_lease (holder);

create table apium_node (
    id ${id} not null,
    name ${name} not null,
    seen_at ${instant} not null,
    primary key (id)
);

create table apium_duty (
    name ${key} not null,
    due_at ${instant} not null,
    primary key (name)
);

create table apium_once (
    task_id ${id} not null,
    call_key ${key} not null,
    outcome ${text},
    expires_at ${instant},
    primary key (task_id, call_key)
);
create index apium_once_expiry on apium_once (expires_at);
