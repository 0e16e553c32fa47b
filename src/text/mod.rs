//! Floor 0, text: clusters, widths, line breaking classes, numerals. Depends on no documents, layout or
//! terminals.

pub mod natural_order;

pub mod autospace;
pub mod blank;
pub mod char_count;
pub mod closest;
pub mod closing_signs;
pub mod cluster;
pub mod control_picture;
pub mod forms;
pub mod item_sign;
pub mod kinsoku;
pub mod korean_particle;
pub mod line_break;
pub mod line_class;
pub mod numerals;
pub mod ordinal;
pub mod salutation;
pub mod script;
pub mod sentence;
pub mod units;
pub mod variant;
pub mod vertical_form;
pub mod width;
pub mod words;
