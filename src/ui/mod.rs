//! Floor 3, the look: widgets, themes and the geometry of the screen. A widget draws its fields and keeps no state;
//! it knows neither actions nor the state of the program.

pub mod dump;
pub mod geometry;
pub mod list;
pub mod page;
mod row_glyphs;
pub mod scroll_bar;
pub mod sheet;
pub mod signs;
pub mod status_line;
pub mod theme;
pub mod toc_pane;
