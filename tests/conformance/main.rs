//! Texts and line setting, compared with the files of standards and with plain reference implementations.

mod pages;
mod ruby;
mod search_cases;
mod search_costs;
mod search_doc;
mod search_gears;
mod setting;
mod tables;
mod text;
mod widths;
