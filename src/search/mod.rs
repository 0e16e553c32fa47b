//! Floor 4, search: finds a query in the text, not on the screen, so that a hit may cross wrapped
//! lines. Literals with smart case; two gears with the same results (raw bytes, and blocks).

pub mod hits;
pub mod query;
pub mod scan;

pub use hits::{Count, Hits};
pub use query::Query;
pub use scan::{find_back, scan};
