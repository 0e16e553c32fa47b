//! Floor 4, search: finds a query in the text, not on the screen, so that a hit may cross wrapped
//! lines. Literals with smart case; several gears with the same results (bytes or
//! decoded lines, many at a time, and blocks). Readings and signs of notes are gone past.

pub mod hits;
mod line_batch;
pub mod query;
pub mod ruby_text;
pub mod scan;
mod soft_breaks;

pub use hits::{Hits, Tally};
pub use query::Query;
pub use scan::{find_back, scan};
