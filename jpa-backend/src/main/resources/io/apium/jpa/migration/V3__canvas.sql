alter table apium_result add group_id ${id};
alter table apium_result add member_index integer;
alter table apium_result add children ${text};
create index apium_result_member on apium_result (group_id, member_index);

create table apium_join (
    id ${id} not null,
    root_id ${id} not null,
    outer_id ${id},
    state ${key} not null,
    member_count integer not null,
    remaining integer not null,
    failures integer not null,
    tolerant integer not null,
    content ${text} not null,
    expires_at ${instant},
    primary key (id)
);
create index apium_join_root on apium_join (root_id);
create index apium_join_outer on apium_join (outer_id);
create index apium_join_expiry on apium_join (expires_at);

create table apium_join_stripe (
    id ${id} not null,
    stripe integer not null,
    remaining integer not null,
    primary key (id, stripe)
);

create table apium_workflow_page (
    id ${id} not null,
    page_number integer not null,
    root_id ${id},
    content ${text} not null,
    expires_at ${instant},
    primary key (id, page_number)
);
create index apium_workflow_page_root on apium_workflow_page (root_id);
create index apium_workflow_page_expiry on apium_workflow_page (expires_at);

create table apium_failed_message (
    id ${id} not null,
    root_id ${id} not null,
    queue ${name} not null,
    priority integer,
    properties ${text} not null,
    body ${text} not null,
    expires_at ${instant} not null,
    primary key (id)
);
create index apium_failed_message_root on apium_failed_message (root_id);
create index apium_failed_message_expiry on apium_failed_message (expires_at);
