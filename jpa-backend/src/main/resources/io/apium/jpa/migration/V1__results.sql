create table apium_result (
    id ${id} not null,
    task ${name} not null,
    state ${key} not null,
    attempt integer not null,
    outcome ${text},
    failure_type ${name},
    failure_message ${text},
    failure_trace ${text},
    worker ${name} not null,
    root_id ${id} not null,
    parent_id ${id},
    started_at ${instant} not null,
    ended_at ${instant} not null,
    primary key (id)
);
