//! Floor 0, text: clusters, widths, classes of line breaking, numerals. Knows nothing of documents,
//! layout or terminals.

pub mod breaks;
pub mod class;
pub mod cluster;
pub mod count;
pub mod numerals;
pub mod picture;
pub mod script;
pub mod spacing;
pub mod tailor;
pub mod units;
pub mod width;
