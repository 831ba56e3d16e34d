-- Which edition of a book was meant, as it says it: "2", "2nd ed.", "Revised".
alter table publication add column edition text check (edition <> '');

-- The update about the article in Academic Medicine is about a publication that stands here; whatever was published or written of it since keeps saying so.
update site_revision set publication_id = p.id from publication p
where site_revision.publication_id is null and p.doi = '10.1097/ACM.0000000000005647'
  and page_id in (select id from site_page where kind = 'update' and slug = 'what-fifty-students-told-us');
create index on site_revision (publication_id) where publication_id is not null;
