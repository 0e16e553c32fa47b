//! The text and its line setting against the files of standards and against plain references.

mod ruby;
mod search_gears;
mod setting;
mod tables;
mod text;
mod widths;
