alter table apium_node add jvm ${key};
alter table apium_node add transaction_node ${key};

create table apium_schema_version (
    version integer not null,
    primary key (version)
);
insert into apium_schema_version (version) values (5);
