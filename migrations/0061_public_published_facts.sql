-- What the collaborative's own page said and showed, in our own words, cited and dated. Of people only the speakers of a talk are named.
with page as (
  insert into site_page (kind, slug, dated, published_at, first_published_at) values
    ('home', 'home', null, '2026-11-26 12:00Z', '2026-11-26 12:00Z'), ('work', 'work', null, '2026-11-26 12:00Z', '2026-11-26 12:00Z'),
    ('members', 'members', null, '2026-11-26 12:00Z', '2026-11-26 12:00Z'),
    ('update', 'what-fifty-students-told-us', '2024-05', '2026-11-26 12:00Z', '2026-11-26 12:00Z'),
    ('update', 'education-forum-at-tufts-june-2024', '2024-06-25', '2026-11-26 12:00Z', '2026-11-26 12:00Z'),
    ('update', 'education-forum-at-umass-chan-april-2024', '2024-04', '2026-11-26 12:00Z', '2026-11-26 12:00Z'),
    ('update', 'education-forum-at-harvard-february-2024', '2024-02', '2026-11-26 12:00Z', '2026-11-26 12:00Z')
  returning id, kind, slug, dated
)
insert into site_revision (page_id, number, title, summary, body, words, dated, source_title, source_url, stream_id, written_at, published_at)
select page.id, 1, said.title, said.summary, said.body, regexp_replace(said.body, '\[([^]]*)\]\([^)]*\)', '\1', 'g'), page.dated, said.source_title, said.source_url, (select s.id from stream s where s.position = said.stream),
  '2026-11-26 12:00Z', '2026-11-26 12:00Z'
from page join (values
  ('home', 'Every graduate ready for the conversation that matters most', '', '', null, null, null),
  ('work', 'Our work', '', 'The collaborative began by listening: each member said what they hoped for, and from that came one shared goal. Everything since has been done by all four schools, in the same way, and what was learned on the way is shared so that other states can follow: the opportunities, the challenges, and what makes it last.',
    'Massachusetts Coalition for Serious Illness Care, Medical Schools Collaborative (read November 2026)', 'https://www.maseriouscare.org/what-we-do/collaborative-partnerships/medical-schools-collaborative', null),
  ('members', 'Members', 'The schools that work together. Among them: faculty in palliative care and geriatrics, leaders of medical education, and students.', '', null, null, null),
  ('what-fifty-students-told-us', 'What fifty fourth-year students told us about learning these conversations',
    'The article on our focus groups is out in Academic Medicine: what students of all four schools met, thought of and wished for in their training.',
    'Eight focus groups, two at each school, heard fifty fourth-year students between January and May 2021: what training in serious illness communication they had met, what they thought of it, and what they would prefer. What they said is to inform the reform of the curriculum.

[Read the article in Academic Medicine, 2024;99(5):550-557](https://doi.org/10.1097/ACM.0000000000005647).',
    'Academic Medicine 2024;99(5):550-557', 'https://doi.org/10.1097/ACM.0000000000005647', 3),
  ('education-forum-at-tufts-june-2024', 'Serious Illness Care Education Forum: what’s happening at each school',
    'Tufts University School of Medicine, Tuesday 25 June 2024, 12:00 to 13:00 Eastern, by Zoom.',
    'The Serious Illness Care Education Forum brings faculty of all schools together to learn what happens at each of them, and to begin work together. This session was at Tufts University School of Medicine on Tuesday 25 June 2024, 12:00 to 13:00 Eastern, by Zoom.',
    'Massachusetts Coalition for Serious Illness Care, Medical Schools Collaborative (read November 2026)', 'https://www.maseriouscare.org/what-we-do/collaborative-partnerships/medical-schools-collaborative', 4),
  ('education-forum-at-umass-chan-april-2024', 'Education forum: initiatives at UMass Chan',
    'Dr. Jennifer Reidy and team on more exposure to, and training in, communication and the fundamentals of palliative care.',
    'At the forum of April 2024, Dr. Jennifer Reidy and team of UMass Chan Medical School spoke of initiatives that increase exposure to, and training in, communication, therapeutic relationships and the fundamentals of palliative care.',
    'Massachusetts Coalition for Serious Illness Care, Medical Schools Collaborative (read November 2026)', 'https://www.maseriouscare.org/what-we-do/collaborative-partnerships/medical-schools-collaborative', 4),
  ('education-forum-at-harvard-february-2024', 'Education forum: a half-day in hospice and palliative medicine at Harvard',
    'Dr. Kirsten Engel and Dr. Dorothy Tolchin on what students said of a new half-day clinical immersion.',
    'The second forum, in February 2024: Dr. Kirsten Engel and Dr. Dorothy Tolchin of Harvard Medical School on students’ feedback on a new half-day clinical immersion in hospice and palliative medicine.',
    'Massachusetts Coalition for Serious Illness Care, Medical Schools Collaborative (read November 2026)', 'https://www.maseriouscare.org/what-we-do/collaborative-partnerships/medical-schools-collaborative', 4)
) as said (slug, title, summary, body, source_title, source_url, stream) on said.slug = page.slug;
update site_page set published_number = 1;
