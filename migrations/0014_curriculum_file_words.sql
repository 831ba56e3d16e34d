-- What the file said of an activity when it last came (its title, and a digest of its text; its minutes stand in file_minutes): so a change of the file and
-- a correction by a person can be told apart, and each keeps its word.
alter table activity add column file_title text, add column file_text uuid;
update activity set file_title = title, file_text = md5(description)::uuid where came_by = 'file' and edited_at is null;
