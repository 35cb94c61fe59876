//! The one integration crate: whole commands on whole sites.
#![expect(
    unreachable_pub,
    reason = "in a test crate `pub` means: for the other files"
)]

mod bad_input;
mod build;
mod check;
mod check_base;
mod contract;
mod desk_client;
mod desk_routes;
mod docs;
mod edits;
mod entities;
mod entities_clashes;
mod entities_writing;
mod external;
mod feeds;
mod hosted;
mod import;
mod import_again;
mod import_choices;
#[cfg(unix)]
mod import_html;
mod import_junk;
mod import_many;
mod import_mended;
mod import_races;
mod incremental;
mod interrupted;
mod layers;
mod links;
mod manual;
mod map;
mod new;
mod notes;
mod notes_accept;
mod notes_bad_input;
mod notes_check;
mod notes_command;
mod notes_diff;
mod notes_interchange;
mod notes_kept;
mod notes_writing;
mod outcome;
mod passages;
mod publish;
mod publish_anywhere;
mod reference;
mod related;
mod running;
mod sample;
mod serve;
mod serve_access;
mod serve_desk;
mod serve_desk_articles;
mod serve_desk_attacks;
mod serve_desk_disks;
mod serve_desk_entities;
mod serve_desk_notes;
mod serve_desk_races;
mod serve_desk_reader;
mod ships;
mod side_by_side;
mod site_test;
mod timeline;
#[cfg(unix)]
mod walk;
mod watch;
mod web;
