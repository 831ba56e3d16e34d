-- Published facts: the three papers of the collaborative, as the records say that are named beside them. Authors of a publication are cited facts. They stay when the sample is removed.
insert into publication (id, slug, kind, title, container, container_short, volume, issue, pages, article_number, issued, doi, pmid, pmcid, source_title, source_url, published_at) values
  ('01900000-0000-7000-8000-000000000301', 'reidy-2022-paving', 'article-journal', 'Paving the way for universal medical student training in serious illness communication: the Massachusetts Medical Schools’ Collaborative', 'BMC Medical Education', 'BMC Med Educ', '22', '1', null, '654', '2022-09-01', '10.1186/s12909-022-03702-2', '36050708', 'PMC9438111', 'eScholarship@UMassChan, record 20.500.14038/51298 (read November 2026)', 'https://repository.escholarship.umassmed.edu/handle/20.500.14038/51298', now()),
  ('01900000-0000-7000-8000-000000000302', 'reidy-2024-call', 'article-journal', 'A Call to Action: Using Curriculum Mapping at Four Medical Schools in Massachusetts to Advance Serious Illness Communication Training in Undergraduate Medical Education', 'Journal of Palliative Medicine', 'J Palliat Med', '27', '1', '39-46', null, '2024-01', '10.1089/jpm.2022.0562', '37976143', null, 'eScholarship@UMassChan, record 20.500.14038/52965 (read November 2026)', 'https://repository.escholarship.umassmed.edu/handle/20.500.14038/52965', now()),
  ('01900000-0000-7000-8000-000000000303', 'reidy-2024-curricular', 'article-journal', 'Curricular Reform in Serious Illness Communication and Palliative Care: Using Medical Students’ Voices to Guide Change', 'Academic Medicine', 'Acad Med', '99', '5', '550-557', null, '2024-05', '10.1097/ACM.0000000000005647', null, null, 'Massachusetts Coalition for Serious Illness Care, and Open Ukrainian Citation Index, record lRw6n8j9 (read November 2026)', 'https://ouci.dntb.gov.ua/en/works/lRw6n8j9', now());
insert into publication_author (publication_id, role, position, family, given) values
  ('01900000-0000-7000-8000-000000000301', 'author', 1, 'Reidy', 'Jennifer A.'),
  ('01900000-0000-7000-8000-000000000301', 'author', 2, 'Clark', 'Melissa A.'),
  ('01900000-0000-7000-8000-000000000301', 'author', 3, 'Berman', 'Harris A.'),
  ('01900000-0000-7000-8000-000000000301', 'author', 4, 'Chan', 'Stephanie H.'),
  ('01900000-0000-7000-8000-000000000301', 'author', 5, 'Gawande', 'Atul A.'),
  ('01900000-0000-7000-8000-000000000301', 'author', 6, 'Streid', 'Jocelyn'),
  ('01900000-0000-7000-8000-000000000301', 'author', 7, 'Vesel', 'Tamara'),
  ('01900000-0000-7000-8000-000000000301', 'author', 8, 'Young', 'Megan E.'),
  ('01900000-0000-7000-8000-000000000301', 'author', 9, 'Zehm', 'April'),
  ('01900000-0000-7000-8000-000000000301', 'author', 10, 'Schaefer', 'Kristen G.'),
  ('01900000-0000-7000-8000-000000000302', 'author', 1, 'Reidy', 'Jennifer A.'),
  ('01900000-0000-7000-8000-000000000302', 'author', 2, 'Chan', 'Stephanie H.'),
  ('01900000-0000-7000-8000-000000000302', 'author', 3, 'Boelitz', 'Kris M.'),
  ('01900000-0000-7000-8000-000000000302', 'author', 4, 'Chavez', 'Melissa'),
  ('01900000-0000-7000-8000-000000000302', 'author', 5, 'Clark', 'Melissa A.'),
  ('01900000-0000-7000-8000-000000000302', 'author', 6, 'Epstein', 'Scott K.'),
  ('01900000-0000-7000-8000-000000000302', 'author', 7, 'Gosline', 'Anna'),
  ('01900000-0000-7000-8000-000000000302', 'author', 8, 'Healy', 'Rose'),
  ('01900000-0000-7000-8000-000000000302', 'author', 9, 'Livne', 'Emma'),
  ('01900000-0000-7000-8000-000000000302', 'author', 10, 'Peirce', 'Hayden'),
  ('01900000-0000-7000-8000-000000000302', 'author', 11, 'Schaefer', 'Kristen G.'),
  ('01900000-0000-7000-8000-000000000302', 'author', 12, 'Streid', 'Jocelyn'),
  ('01900000-0000-7000-8000-000000000302', 'author', 13, 'Vesel', 'Tamara'),
  ('01900000-0000-7000-8000-000000000302', 'author', 14, 'Young', 'Megan E.'),
  ('01900000-0000-7000-8000-000000000302', 'author', 15, 'Zehm', 'April'),
  ('01900000-0000-7000-8000-000000000302', 'author', 16, 'Garg', 'Priya S.'),
  ('01900000-0000-7000-8000-000000000303', 'author', 1, 'Reidy', 'Jennifer A.'),
  ('01900000-0000-7000-8000-000000000303', 'author', 2, 'Brizzi', 'Kate'),
  ('01900000-0000-7000-8000-000000000303', 'author', 3, 'Chan', 'Stephanie H.'),
  ('01900000-0000-7000-8000-000000000303', 'author', 4, 'Day', 'Hollis'),
  ('01900000-0000-7000-8000-000000000303', 'author', 5, 'Epstein', 'Scott K.'),
  ('01900000-0000-7000-8000-000000000303', 'author', 6, 'Fischer', 'Melissa'),
  ('01900000-0000-7000-8000-000000000303', 'author', 7, 'Garg', 'Priya S.'),
  ('01900000-0000-7000-8000-000000000303', 'author', 8, 'Gosline', 'Anna'),
  ('01900000-0000-7000-8000-000000000303', 'author', 9, 'Jaramillo', 'Carolina'),
  ('01900000-0000-7000-8000-000000000303', 'author', 10, 'Livne', 'Emma'),
  ('01900000-0000-7000-8000-000000000303', 'author', 11, 'Mitchell', 'Suzanne'),
  ('01900000-0000-7000-8000-000000000303', 'author', 12, 'Morgan', 'Sarah'),
  ('01900000-0000-7000-8000-000000000303', 'author', 13, 'Olmsted', 'Molly W.'),
  ('01900000-0000-7000-8000-000000000303', 'author', 14, 'Stebbins', 'Patricia'),
  ('01900000-0000-7000-8000-000000000303', 'author', 15, 'Stumpf', 'Isabella'),
  ('01900000-0000-7000-8000-000000000303', 'author', 16, 'Vesel', 'Tamara'),
  ('01900000-0000-7000-8000-000000000303', 'author', 17, 'Yeh', 'Irene M.'),
  ('01900000-0000-7000-8000-000000000303', 'author', 18, 'Young', 'Megan E.'),
  ('01900000-0000-7000-8000-000000000303', 'author', 19, 'Goldman', 'Roberta E.');

-- Each came from a stream of the work; the first is where the five competencies were published.
insert into publication_link (publication_id, kind, target_id)
  select p.id, 'stream', s.id from publication p join stream s on s.source_url = 'https://doi.org/' || p.doi;
insert into publication_link (publication_id, kind, target_id)
  select distinct p.id, 'competency', i.stable_id from publication p join framework_version v on v.source_url like '%' || p.doi || '%'
    join framework_item i on i.framework_version_id = v.id where i.kind = 'competency';
