-- A decision may carry a link to several competencies (one that was split), or to none. The carried links are made anew from the decisions whenever these
-- change, so a person's decision and its taking back are one row each.
alter table link_decision drop column to_competency_id, add column to_competency_ids uuid[] not null default '{}';
