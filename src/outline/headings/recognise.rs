//! What one line may be, by its first characters and its words. Fast on lines that are nothing:
//! they are told by their first character and their last.

use super::candidate::{End, Role, Ruled};
use super::trimmed_line::Line;
use super::{aozora_marks, keywords, unnumbered};
use crate::outline::numbering::{self, Marker, Sep, Style, is_unit};
use crate::outline::rules::{Ruling, Says};
use crate::text::numerals;
use std::borrow::Cow;

/// Longest line, in bytes, that may be a title as a whole.
pub(crate) const TITLE_BYTES: usize = 360;
/// Bytes of a line that are looked at for a number and a lead phrase.
const HEAD_BYTES: usize = 256;
/// Bytes kept of a fact (a summary may be long).
const FACT_BYTES: usize = 2048;
/// Longest title word with what may stand behind it, in characters.
const WORD_CHARS: usize = 30;

/// Longest title with its number at the end, in characters.
const TRAILING_CHARS: usize = 30;

/// Whether titles without a number are still looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unnumbered {
    /// They are.
    Sought,
    /// There were too many: the text is verse.
    GivenUp,
}

/// What was recognised in a line.
pub(crate) struct Found<'t> {
    pub(crate) role: Role,
    pub(crate) marker: Marker,
    /// Bytes of the line before the title.
    pub(crate) start: usize,
    /// Bytes of the title.
    pub(crate) len: usize,
    pub(crate) title: Cow<'t, str>,
    pub(crate) ruled: Ruled,
}

impl<'t> Found<'t> {
    fn line(text: &str, role: Role, title: Cow<'t, str>) -> Self {
        let boxed = text.starts_with(['【', '〖', '〔']) && text.ends_with(['】', '〗', '〕']);
        Self {
            role,
            marker: Marker {
                style: if boxed { Style::Boxed } else { Style::Plain },
                number: 0,
                parent: 0,
                joint: Sep::Alone,
                end: 0,
            },
            start: 0,
            len: text.len(),
            title,
            ruled: Ruled::Not,
        }
    }

    fn marked(title: aozora_marks::Title) -> Self {
        Self {
            role: Role::Title,
            marker: Marker {
                style: Style::Marked(title.level),
                number: 0,
                parent: 0,
                joint: Sep::Alone,
                end: 0,
            },
            start: title.range.start,
            len: title.range.len(),
            title: Cow::Owned(title.words),
            ruled: Ruled::Not,
        }
    }
}

/// What `line` may be. `unnumbered` says whether titles without a number are still looked for.
pub(crate) fn recognise<'t>(line: &Line<'t>, unnumbered: Unnumbered) -> Option<Found<'t>> {
    let text = line.text;
    let first = text.chars().next()?;
    let short = text.len() <= TITLE_BYTES;
    if short
        && (first == '［' || text.ends_with('］'))
        && let Some(title) = aozora_marks::title(text)
    {
        return Some(Found::marked(title));
    }
    if may_start_number(first)
        && let Some(found) = numbered(text)
    {
        return Some(found);
    }
    if keywords::may_start_fact(first)
        && let Some(found) = fact(text)
    {
        return Some(found);
    }
    let whole = short && matches!(line.end, End::Open | End::Colon | End::Mark | End::Stop);
    if whole
        && line.chars <= WORD_CHARS
        && let Some(found) = word(text, first, line.end)
    {
        return Some(found);
    }
    if short
        && line.chars <= TRAILING_CHARS
        && let Some(marker) = numbering::trailing(text)
    {
        let mut found = Found::line(text, Role::Title, Cow::Borrowed(text));
        found.marker = marker;
        return Some(found);
    }
    if short
        && keywords::may_start_ornament(first)
        && let Some(found) = ornamented(text)
    {
        return Some(found);
    }
    let plain = short
        && unnumbered == Unnumbered::Sought
        && unnumbered::may_be_title(text, line.chars, line.end);
    plain.then(|| Found::line(text, Role::Title, Cow::Borrowed(text)))
}

/// What a line is by a rule about it: nothing, or a heading with the rule's title. It keeps the number
/// that it has, so that the sequence it stands in stays whole.
pub(crate) fn ruled<'t>(
    line: &Line<'t>,
    found: Option<Found<'t>>,
    ruling: Option<Ruling>,
) -> Option<Found<'t>> {
    let Some(ruling) = ruling else {
        return found;
    };
    let Says::Heading(level) = ruling.says else {
        return None;
    };
    let start = ruling.title.start.saturating_sub(line.start);
    let words = line.text.get(start..)?;
    let words = clip(words, ruling.title.len());
    let own = found.filter(|found| matches!(found.role, Role::Title | Role::Word(_)));
    let own = own.unwrap_or_else(|| Found::line(line.text, Role::Title, Cow::Borrowed("")));
    Some(Found {
        start,
        len: words.len(),
        title: Cow::Borrowed(words),
        ruled: level.map_or(Ruled::Heading, Ruled::At),
        ..own
    })
}

/// A short line behind a sign: ◎考城隍. Dashes and the like are rules and lists.
fn ornamented(text: &str) -> Option<Found<'_>> {
    let start = keywords::ornaments(text);
    let shown = keywords::without_trailing_ornaments(text.get(start..)?);
    let sign = !text.starts_with(['-', '─', '*', '#', '|', '│', '┃', '=', '~', '•', '※']);
    let title = sign && unnumbered::may_be_title(shown, shown.chars().count(), End::of(shown));
    title.then(|| {
        let mut found = Found::line(shown, Role::Title, Cow::Borrowed(shown));
        found.start = start;
        found.marker.style = Style::Boxed;
        found
    })
}

/// A fact about the text. Of a long one the beginning is kept.
fn fact(text: &str) -> Option<Found<'_>> {
    let head = clip(text, HEAD_BYTES);
    let (fact, value) = keywords::fact(head)?;
    let value = clip(text.get(head.len() - value.len()..)?, FACT_BYTES);
    Some(Found::line(text, Role::Fact(fact), Cow::Borrowed(value)))
}

/// A line that is known by its words: 查看全文, 目录, 序.
fn word(text: &str, first: char, end: End) -> Option<Found<'_>> {
    if keywords::is_more(text) {
        return Some(Found::line(text, Role::More, Cow::Borrowed(text)));
    }
    if matches!(end, End::Stop | End::Mark) {
        return None;
    }
    if keywords::is_contents(text) {
        return Some(Found::line(text, Role::Contents, Cow::Borrowed(text)));
    }
    let start = if keywords::may_start_ornament(first) {
        keywords::ornaments(text)
    } else {
        0
    };
    let shown = keywords::without_trailing_ornaments(text.get(start..)?);
    let (boxed, inner) = unboxed(shown);
    let shown = inner.strip_suffix(['：', ':']).unwrap_or(inner);
    let place = keywords::word(keywords::without_zero(shown))?;
    let mut found = Found::line(shown, Role::Word(place), Cow::Borrowed(shown));
    found.start = start + boxed;
    found.marker.style = Style::Word;
    Some(found)
}

/// Whether a number, or what may stand in front of one, starts with `c`. Most lines of a book do
/// not, and this is all that is looked at.
fn may_start_number(c: char) -> bool {
    match c {
        '第' | '제' | '卷' | '巻' | '篇' | '章' | '回' | '上' | '中' | '下' | '其' | '（' | '('
        | '正' | '【' | '〖' | '〔' | '［' | '[' => true,
        c if c.is_ascii() => c.is_ascii_alphanumeric() || keywords::may_start_ornament(c),
        '\u{2150}'..='\u{218f}'
        | '\u{2460}'..='\u{27ff}'
        | '\u{3200}'..='\u{32ff}'
        | '０'..='９' => true,
        '가'..='하' => numbering::is_syllable(c) || numbering::starts_label(c),
        c => keywords::may_start_ornament(c) || numbering::starts_label(c) || numerals::is_han(c),
    }
}

/// The first bytes of `text`, whole characters.
pub(crate) fn head(text: &str) -> &str {
    clip(text, HEAD_BYTES)
}

/// At most `len` bytes of `text`, whole characters.
pub(crate) fn clip(text: &str, len: usize) -> &str {
    text.get(..text.floor_char_boundary(len)).unwrap_or(text)
}

/// Brackets that titles and their numbers stand in.
const BOXES: [(char, char); 5] = [
    ('【', '】'),
    ('〖', '〗'),
    ('〔', '〕'),
    ('［', '］'),
    ('[', ']'),
];

/// A line without the box that it stands in, and the bytes of the sign that opens it.
fn unboxed(text: &str) -> (usize, &str) {
    let inner = |(open, close): &(char, char)| {
        let inner = text.strip_prefix(*open)?.strip_suffix(*close)?;
        Some((open.len_utf8(), inner))
    };
    BOXES.iter().find_map(inner).unwrap_or((0, text))
}

/// The number of a title in a box of its own: 【第十章】夏至.
fn boxed_number(text: &str) -> Option<Marker> {
    let (open, close) = BOXES.iter().find(|(open, _)| text.starts_with(*open))?;
    let (inner, title) = text.strip_prefix(*open)?.split_once(*close)?;
    let marker = numbering::marker(inner).filter(|m| is_unit(m.style) && m.end == inner.len())?;
    let end = text.len() - title.len() + numbering::blanks(title);
    let joint = if end == text.len() {
        Sep::Alone
    } else {
        Sep::Blank
    };
    Some(Marker {
        joint,
        end,
        ..marker
    })
}

/// Whether a line is a row of a table that is drawn with strokes: `3 |KERN_ERR |错误`.
fn is_row(body: &str, marker: &Marker) -> bool {
    let is_bare = matches!(
        marker.style,
        Style::Digit(_) | Style::Han(_) | Style::Decimal(_)
    );
    is_bare && head(body).contains(['|', '│', '┃', '｜'])
}

/// A line that starts with a number, with or without ornaments, also in a box.
fn numbered(text: &str) -> Option<Found<'_>> {
    let start = keywords::ornaments(head(text));
    let (boxed, body) = unboxed(text.get(start..)?);
    let at = start + boxed;
    let body = keywords::without_trailing_ornaments(body);
    let mut marker = numbering::marker(head(body)).or_else(|| boxed_number(head(body)))?;
    // 第一卷完 closes what it names.
    if keywords::is_end(body.get(marker.end..).unwrap_or_default()) {
        return None;
    }
    if let Some(inner) = numbering::within(head(body), &marker) {
        marker = inner;
    }
    if is_row(body, &marker) {
        return None;
    }
    // A long line is a paragraph: only its lead phrase can be a title, and its words need no more room.
    let title = if body.len() <= TITLE_BYTES {
        body
    } else {
        head(body)
    };
    Some(Found {
        role: Role::Title,
        marker,
        start: at,
        len: body.len(),
        title: Cow::Borrowed(title),
        ruled: Ruled::Not,
    })
}
