create table apium_revocation (
    id ${id} not null,
    revoked_at ${instant} not null,
    expires_at ${instant} not null,
    primary key (id)
);
create index apium_revocation_time on apium_revocation (revoked_at);
create index apium_revocation_expiry on apium_revocation (expires_at);
insert into apium_schema_version (version) values (6);
