-- How often work on an import began: a file that ends the process each time is given up instead of ending every start.
alter table curriculum_import add column begins int not null default 0;
