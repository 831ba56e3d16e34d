-- Updates by mail, for whoever asked for them and confirmed it. Nobody reads these rows but the system: not even whoever convenes knows who is here.

-- Collaborative-wide. An address that is not confirmed within two days goes, and one that leaves goes at once, so it is no longer anywhere. `sent_through`: what was
-- first published until then was mailed, or was there before the person was.
create table subscriber (
  id uuid primary key default uuid_v7(), mail text not null unique check (mail = lower(mail)), confirm_hash bytea unique, leave_token text not null unique,
  asked_at timestamptz not null default now(), confirmed_at timestamptz, sent_at timestamptz, sent_through timestamptz not null default now());
call keep_for_system('subscriber');

-- Collaborative-wide: how often was asked, against flooding somebody's mail; hashes alone, for a day.
create table subscriber_ask (
  id uuid primary key default uuid_v7(), mail_hash bytea not null, network_hash bytea not null, asked_at timestamptz not null default now());
create index on subscriber_ask (mail_hash);
create index on subscriber_ask (network_hash);
call keep_for_system('subscriber_ask');
