-- stands: the last import that had changed the year when this file was compared with it (its id and state; '' for none), so that nobody brings in what
-- they saw compared with something else. matched_at: when a person matched the columns, here or in an earlier file of the same shape.
alter table curriculum_import add column stands text not null default '', add column matched_by uuid, add column matched_at timestamptz;
