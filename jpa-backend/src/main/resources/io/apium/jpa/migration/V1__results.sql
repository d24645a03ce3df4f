create table apium_result (
    id varchar(128) not null,
    task varchar(500) not null,
    state varchar(100) not null,
    attempt integer not null,
    outcome ${text},
    failure_type varchar(500),
    failure_message ${text},
    failure_trace ${text},
    worker varchar(500) not null,
    root_id varchar(128) not null,
    parent_id varchar(128),
    started_at ${timestamp} not null,
    ended_at ${timestamp} not null,
    primary key (id)
);
