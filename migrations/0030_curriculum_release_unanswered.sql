-- Beside a figure that a school shows under its name: how many links count in it though their course directors did not answer in time.
alter table released_figure add column unanswered int not null default 0 check (unanswered >= 0);
