//! Title of a document whose outline has no essays.

use crate::doc::{Heading, Pos};
use crate::layout::heading_number::heading_number_len;
use crate::text::units::Cells;
use crate::text::width::{Widths, text_width};

/// Least characters of a title on the level of its chapters: a shorter one may be 前言 or プロローグ.
const MIN_TITLE_CHARS: usize = 5;
/// Ends of the names of front matter: 中文版序, 写在前面的话.
const FRONT_MATTER_ENDS: [char; 5] = ['序', '言', '话', '話', 'グ'];

/// Returns the heading with which a text opens, if it is the title of all: the only one of its level, or the only one
/// without a number.
pub(super) fn document_title(headings: &[Heading], opening: Option<Pos>) -> Option<&Heading> {
    let shown = || headings.iter().filter(|heading| heading.len > 0);
    let top = shown().map(|heading| heading.level).min()?;
    let title = headings.first()?;
    if title.level != top || Some(title.pos.block_start()) != opening || is_numbered(&title.title) {
        return None;
    }
    let mut chapters = shown()
        .filter(|heading| heading.level == top)
        .skip(1)
        .peekable();
    if chapters.peek().is_none() {
        return Some(title);
    }
    let may_be_title = title.title.chars().count() >= MIN_TITLE_CHARS
        && !title.title.trim_end().ends_with(FRONT_MATTER_ENDS);
    (may_be_title && chapters.all(|heading| is_numbered(&heading.title))).then_some(title)
}

/// Whether a heading begins with a number, which may be all of it. Characters that are not drawn do not hide it.
fn is_numbered(title: &str) -> bool {
    let is_drawn = |c: &char| text_width(c.encode_utf8(&mut [0; 4]), Widths::default()) > Cells(0);
    let drawn: String = title.chars().filter(is_drawn).collect();
    heading_number_len(&drawn) > 0 || heading_number_len(&format!("{drawn} .")) > 0
}
