//! The program in a terminal. Each file tests one part of it through a pseudo-terminal and an emulator (`support`),
//! or through its output. They form one binary, so that the crate is linked and the support code compiled only once.

mod books;
mod commands;
mod day;
mod dictionary;
mod encoding;
mod end;
mod files;
mod find;
mod fuzz_importers;
mod golden;
mod golden_papers;
mod input;
mod keys;
mod languages;
mod lists;
mod looks;
mod manners;
mod marks;
mod mouse;
mod next_text;
mod notes;
mod opening;
mod outline;
mod outside;
mod pager;
mod pages;
mod pictures;
mod presets;
mod prompt;
mod reading;
mod records;
mod ruby;
mod rules;
mod search;
mod search_words;
mod selecting;
mod shelf;
mod starting;
mod stats;
#[path = "../support/mod.rs"]
mod support;
mod term_backend;
mod term_frames;
mod term_session;
mod word;
