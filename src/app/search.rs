//! Searching in the text while reading.

pub mod actions;
pub mod history;
pub mod hit_list;
pub mod hit_rows;
pub mod kept_hit;
pub mod marked_words;
pub mod navigate;
pub mod offers;
pub mod page_hits;
pub mod query_text;
pub mod state;
pub mod take_offer;
pub mod task;
pub mod words;
