//! Floor 2, layout: a block is *prepared* (everything that does not depend on the column), then *set* into
//! lines; *flow* walks the lines of a document. Independent of theme and terminal.

mod cluster_flags;
pub mod code;
mod code_rows;
mod code_signs;
mod column;
mod cut_code;
mod display_text;
mod drawn_rule;
pub mod flow;
mod full_width;
mod glyphs;
mod heading_number;
mod justify;
mod leader;
mod leading_blanks;
pub mod line;
mod line_breaker;
pub mod options;
mod page_style;
mod page_turn;
pub mod prepared;
mod ruby;
mod safe_text;
mod scene_break;
mod segments;
mod setter;
mod table;
mod unit;
mod url;
mod verse;

pub use code::{CodeGutter, CodeStyle, LongCode};
pub use display_text::display_title;
pub use flow::{BlockRow, Cache, Flow, PageCut, PageRow, RowId, SetBlock};
pub use line::{Glyph, GlyphText, Line, LineEnd};
pub use options::{
    ChapterPages, CodeSigns, HangingPunctuation, Kinsoku, ParagraphPolicy, Punctuation,
    RubyLeading, RubyPlacement, Setting, TextOptions,
};
pub use page_style::{PageStyle, ParagraphForm, TITLE_RANK};
pub use page_turn::{LOOKAHEAD_ROWS, chapter_break, last_chapter, page_head, page_len};
pub use prepared::{Prepared, prepare};
pub use safe_text::drawn_text;
pub use url::url_ranges;
