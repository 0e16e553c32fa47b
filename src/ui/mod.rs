//! Floor 6, the look: geometry, themes and views. A view draws what it is given and keeps nothing;
//! it knows neither actions nor the state of the program.

pub mod dump;
pub mod geometry;
pub mod page;
pub mod sheet;
pub mod status_line;
pub mod theme;
pub mod toc_pane;
