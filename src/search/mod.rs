//! Floor 2, search: finds a query in the text, not on the screen, so that a hit may cross wrapped lines. The query is
//! folded, never the text: letters find their forms, regular expressions and readings are patterns of their own. A
//! document is read by several gears with the same results, and its hits are counted by stretches of the text.

pub mod context;
pub mod heading_name;
mod lattice;
pub mod many;
mod pattern;
mod pinyin;
pub mod query;
pub mod query_error;
mod regex;
pub mod ruby_text;
pub mod scan;
pub mod tally;
pub mod word_filter;

pub use pinyin::sort_key;
pub use query::Query;
pub use scan::scan;
