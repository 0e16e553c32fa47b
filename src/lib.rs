//! tongdu 通读: a terminal reader for Chinese, Japanese and Korean essays and books.

pub mod app;
pub mod cli;
pub mod doc;
pub mod error;
pub mod import;
pub mod lang;
pub mod layout;
pub mod search;
pub mod session;
pub mod term;
pub mod text;
pub mod ui;
