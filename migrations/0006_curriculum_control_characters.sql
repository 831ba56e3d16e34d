-- A file with characters that XML does not allow is refused; the school can have it read again without them.
alter table curriculum_import add column drops_control_characters boolean not null default false;
