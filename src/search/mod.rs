//! Floor 4, search: finds a query in the text rather than on the screen, so that a hit may cross wrapped lines.
//! Literal search with smart case. Several methods have the same results: bytes, batches of decoded lines, and
//! blocks. Matches skip readings and note references.

pub mod hits;
mod line_batch;
pub mod query;
pub mod ruby_text;
pub mod scan;
mod soft_breaks;

pub use hits::{Hits, Tally};
pub use query::Query;
pub use scan::{find_back, scan};
