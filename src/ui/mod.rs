//! Floor 6, the look: geometry, themes and views. A view draws what it is given and keeps nothing;
//! it knows neither actions nor the state of the program.

pub mod dump;
pub mod geometry;
pub mod overlay;
pub mod page;
pub mod pane;
pub mod status;
pub mod theme;
