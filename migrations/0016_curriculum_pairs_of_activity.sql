-- Taking an import out again deletes what it added: without these, each deleted activity reads all pairs of its school, and each hit all links.
create index on import_pair (school_id, activity_id);
create index on competency_link (school_id, hit_id) where hit_id is not null;
