//! How much a numbered line looks like a heading by itself, and what its title would be.

use super::Scanner;
use super::candidate::{Candidate, End, is_wide_letter};
use crate::outline::numbering::{Counted, Sep, Style, counted, is_item, is_unit};

/// Longest lead phrase that can be a title, in characters.
const LEAD_CHARS: u16 = 44;

/// Cells by which the second line of a title is indented more than the first: paragraphs begin with
/// fewer.
const HANGING: u8 = 6;

/// Cells of a line that may have been broken by its width.
const BROKEN: u16 = 56;

/// What the title of a candidate would be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Whole,
    Joined,
    Lead(u32),
    /// Nothing of it can be a title.
    None,
}

/// What the title would be: the line, the line with those behind it, or its first phrase.
pub(crate) fn form(scanner: &Scanner, candidate: &Candidate) -> Form {
    let shape = &candidate.shape;
    let unit = is_unit(candidate.style());
    if candidate.style() == Style::Unit('条') && (shape.end != End::Open || shape.chars > 36) {
        return article(scanner.title(candidate), candidate.marker.end);
    }
    let full = scanner
        .statistics
        .wrap()
        .is_some_and(|wrap| shape.cells + wrap / 7 >= wrap);
    if continues(scanner, candidate) {
        return Form::None;
    }
    // The rest of a title that was broken hangs below it, or follows a full line.
    let hangs =
        unit && candidate.tail.lines == 1 && candidate.after.indent >= candidate.indent + HANGING;
    if (full || hangs) && candidate.tail.closed && candidate.tail.end != End::Stop {
        return Form::Joined;
    }
    let runs_on = shape.end == End::Stop || shape.rest_chars >= 24 || shape.chars > LEAD_CHARS;
    if shape.lead_chars > 0
        && runs_on
        && !unit
        && shape.lead_chars <= LEAD_CHARS
        && shape.stops == 1
    {
        return Form::Lead(shape.lead_bytes);
    }
    let flows = full
        && candidate.after.end != End::None
        && candidate.after.blanks == 0
        && candidate.after.indent <= candidate.indent
        && !candidate.tail.closed;
    let sentence = shape.end == End::Stop || shape.chars > 40 || flows;
    let has_words = || {
        let lead = scanner.title(candidate).get(..shape.colon_bytes as usize);
        lead.is_some_and(|lead| lead.chars().any(is_wide_letter))
    };
    // A note is often ①某人：《某书》.
    let note = candidate.style() == Style::Circle;
    if sentence && !unit && !note && (2..=20).contains(&shape.colon_chars) && has_words() {
        return Form::Lead(shape.colon_bytes);
    }
    let spoken = unit && candidate.marker.joint == Sep::Glued && shape.end == End::Stop;
    if flows || spoken || shape.chars > 80 {
        return Form::None;
    }
    Form::Whole
}

/// Whether the line goes on a sentence that the line before it broke off.
pub(crate) fn continues(scanner: &Scanner, candidate: &Candidate) -> bool {
    let before = candidate.before;
    let broken = |wrap: u16| before.cells + wrap / 8 >= wrap;
    // Of one line that is long enough to have been broken a number goes on in the next: in 2.6.30.
    let number = matches!(candidate.style(), Style::Decimal(_))
        && before.cells >= BROKEN
        && candidate.indent == before.indent;
    before.blanks == 0
        && matches!(before.end, End::Open | End::Comma | End::Semicolon)
        && candidate.indent <= before.indent
        && (number || scanner.statistics.wrap().is_some_and(broken))
}

/// The number of an article and its title in brackets: 第二条 【目的】.
fn article(title: &str, end: usize) -> Form {
    let rest = title.get(end..).unwrap_or_default();
    for (open, close) in [
        ('【', '】'),
        ('〔', '〕'),
        ('（', '）'),
        ('[', ']'),
        ('(', ')'),
    ] {
        if rest.starts_with(open)
            && let Some(at) = rest.find(close).filter(|at| *at <= 90)
        {
            return Form::Lead((end + at + close.len_utf8()) as u32);
        }
    }
    Form::Lead(end as u32)
}

/// How much a line looks like a heading, its sequence aside.
pub(crate) fn looks(scanner: &Scanner, candidate: &Candidate, form: Form) -> i32 {
    let shape = &candidate.shape;
    let airy = scanner.statistics.airy();
    let (chars, end) = match form {
        Form::Whole => (shape.chars, shape.end),
        Form::Joined => (30, candidate.tail.end),
        Form::Lead(bytes) if bytes == shape.colon_bytes => (shape.colon_chars, End::Open),
        Form::Lead(bytes) if bytes == shape.lead_bytes => (shape.lead_chars, End::Open),
        Form::Lead(_) => (10, End::Open),
        Form::None => return -20,
    };
    let mut score = base(candidate.style()) + length(chars) + ending(candidate, end);
    if matches!(form, Form::Lead(_)) && shape.lead_chars > 0 {
        score -= if shape.rest_chars < 12 { 2 } else { 0 };
        score -= if shape.commas > 3 { 2 } else { 0 };
    }
    let sentence = shape.commas > 0 || end == End::Stop;
    if form == Form::Whole
        && candidate.marker.joint == Sep::Glued
        && sentence
        && is_unit(candidate.style())
    {
        score -= 3;
    }
    if form == Form::Whole && shape.commas > 1 {
        score -= 2;
    }
    if form == Form::Whole && shape.stops > 1 && end != End::Mark {
        score -= 2;
    }
    score += i32::from(!airy && candidate.before.blanks > 0);
    score += i32::from(!airy && candidate.after.blanks > 0 && form == Form::Whole);
    score -= i32::from(candidate.before.end == End::Colon && !is_unit(candidate.style()));
    if may_count(scanner, candidate) {
        score -= COUNTING;
    }
    score
}

/// What a line loses that may count something: more than it has by itself, less than its sequence gives.
const COUNTING: i32 = 4;

/// Whether what stands behind a bare number may be what it counts: 3 人受伤, 3人受伤.
fn may_count(scanner: &Scanner, candidate: &Candidate) -> bool {
    let marker = &candidate.marker;
    let is_bare = match marker.style {
        Style::Digit(sep) => matches!(sep, Sep::Blank | Sep::Glued),
        Style::Decimal(_) => marker.joint == Sep::Blank,
        _ => false,
    };
    let rest = || scanner.title(candidate).get(marker.end..);
    is_bare && rest().is_some_and(|rest| counted(rest) == Counted::Perhaps)
}

fn base(style: Style) -> i32 {
    match style {
        style if is_item(style) => 3,
        Style::Unit('条' | '段' | '块')
        | Style::UnitBare(_)
        | Style::Han(Sep::Comma)
        | Style::HanParen
        | Style::Decimal(_) => 3,
        Style::Unit(_)
        | Style::UnitFirst(_)
        | Style::Side(_)
        | Style::English(_)
        | Style::Label(_) => 5,
        Style::Han(Sep::Dot | Sep::Colon)
        | Style::Digit(Sep::Comma | Sep::Dot)
        | Style::Roman
        | Style::Syllable
        | Style::Sequel => 2,
        Style::Han(Sep::Blank | Sep::Alone)
        | Style::Digit(Sep::Blank | Sep::Glued | Sep::Alone | Sep::Colon)
        | Style::General(_)
        | Style::Tail
        | Style::Series
        | Style::DigitParen
        | Style::DigitHalf
        | Style::KanaParen
        | Style::EnglishJoined(_)
        | Style::SyllableHalf => 1,
        Style::Letter
        | Style::Word
        | Style::Boxed
        | Style::Outer
        | Style::Plain
        | Style::Ruled(_)
        | Style::Marked(_)
        | Style::Underlined(_) => 0,
        Style::Circle | Style::Han(Sep::Glued) => -2,
    }
}

fn length(chars: u16) -> i32 {
    match chars {
        0..=16 => 2,
        17..=28 => 1,
        29..=40 => 0,
        41..=50 => -3,
        _ => -6,
    }
}

fn ending(candidate: &Candidate, end: End) -> i32 {
    match end {
        End::Open | End::None => 1,
        End::Mark => 0,
        End::Colon => -1,
        End::Stop if is_unit(candidate.style()) => -6,
        End::Stop => -4,
        End::Comma | End::Semicolon => -5,
    }
}
