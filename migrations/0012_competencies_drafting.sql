-- How a version came here: from a file, as a copy of another version to be edited, or begun by hand. Several imported drafts may wait at once, but of one framework
-- one copy is edited at a time.
alter table framework_version add column came_by text not null default 'file' check (came_by in ('file', 'copy', 'hand'));
update framework_version set came_by = 'hand';
create unique index one_edited_copy on framework_version (framework_id) where status = 'draft' and came_by = 'copy';
