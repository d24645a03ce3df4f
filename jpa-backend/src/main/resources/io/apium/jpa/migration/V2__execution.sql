alter table apium_result add expires_at ${timestamp};
alter table apium_result add queue varchar(255);
alter table apium_result add args ${text};
create index apium_result_expiry on apium_result (expires_at);

create table apium_attempt (
    id varchar(128) not null,
    attempt integer not null,
    task varchar(500) not null,
    state varchar(100) not null,
    meta ${text},
    failure_type varchar(500),
    failure_message ${text},
    failure_trace ${text},
    worker varchar(500) not null,
    started_at ${timestamp} not null,
    ended_at ${timestamp},
    next_at ${timestamp},
    expires_at ${timestamp},
    primary key (id, attempt)
);
create index apium_attempt_expiry on apium_attempt (expires_at);

create table apium_abort (
    id varchar(128) not null,
    expires_at ${timestamp} not null,
    primary key (id)
);
create index apium_abort_expiry on apium_abort (expires_at);

create table apium_lease (
    id varchar(128) not null,
    attempt integer not null,
    task varchar(500) not null,
    holder varchar(128) not null,
    worker varchar(500) not null,
    repeatable integer not null,
    losses integer not null,
    taken_at ${timestamp} not null,
    queue varchar(255) not null,
    priority integer,
    properties ${text} not null,
    body ${text} not null,
    primary key (id, attempt)
);
create index apium_lease_holder on apium_lease (holder);

create table apium_node (
    id varchar(128) not null,
    name varchar(500) not null,
    seen_at ${timestamp} not null,
    primary key (id)
);

create table apium_duty (
    name varchar(200) not null,
    due_at ${timestamp} not null,
    primary key (name)
);

create table apium_once (
    task_id varchar(128) not null,
    call_key varchar(200) not null,
    outcome ${text},
    expires_at ${timestamp},
    primary key (task_id, call_key)
);
create index apium_once_expiry on apium_once (expires_at);
