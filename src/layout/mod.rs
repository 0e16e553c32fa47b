//! Floor 3, layout: a block is *prepared* (everything that does not depend on the column), then
//! *set* into lines; *flow* walks the lines of a document. Knows neither theme nor terminal.

mod address;
mod breaker;
mod column;
pub mod flow;
mod guise;
pub mod line;
mod marks;
mod place;
pub mod prepare;
mod punct;
mod ruby;
pub mod setting;
mod stretch;
mod table;
mod unit;

pub use flow::{Cache, Cut, Flow, LineId, PageLine, Row, SetBlock};
pub use guise::as_set;
pub use line::{Glyph, Line, LineEnd, Shown};
pub use prepare::{Prepared, prepare};
pub use setting::{HangingPunctuation, Kinsoku, Punctuation, Ruby, Setting, TextOptions};
