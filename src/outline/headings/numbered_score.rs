//! Score of a numbered line as a heading, apart from its sequence, and the form of its title.

use super::candidate::{Candidate, LineOpening};
use super::line_ending::LineEnding;
use super::scanned_text::ScannedText;
use crate::outline::numbering::{
    CounterUse, NumberStyle, Separator, counter_use, is_item, is_unit,
};
use crate::text::script::is_cjk;

/// Longest lead phrase that can be a title, in characters.
const MAX_LEAD_CHARS: u16 = 44;

/// Indent of the second line of a title relative to the first, in cells. Paragraphs have a smaller indent.
const HANGING_INDENT_CELLS: u8 = 6;

/// Minimum width of a line that may have been hard-wrapped, in cells.
const MIN_BROKEN_CELLS: u16 = 56;

/// Part of a candidate that is its title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TitleForm {
    WholeLine,
    JoinedLines,
    LeadPhrase(u32),
    /// No part of it can be a title.
    NoTitle,
}

/// Returns the part that is the title: the line, the line with its continuation, or its first phrase.
pub(crate) fn title_form(scanned: &ScannedText, candidate: &Candidate) -> TitleForm {
    let shape = &candidate.shape;
    let unit = is_unit(candidate.style());
    let full = scanned.statistics.is_full(shape.cells, 7);
    let flows = full
        && candidate.next_line.end != LineEnding::NoLine
        && candidate.next_line.blank_lines == 0
        && candidate.next_line.indent <= candidate.indent
        && !candidate.continuation.is_closed;
    if candidate.style() == NumberStyle::Unit('条')
        && (shape.end != LineEnding::Unpunctuated || shape.chars > 36 || flows)
    {
        return article_form(scanned.title(candidate), candidate.marker.end);
    }
    if continues_sentence(scanned, candidate) {
        return TitleForm::NoTitle;
    }
    // The rest of a hard-wrapped title is indented below it, or follows a full line.
    let hangs = unit
        && candidate.continuation.line_count == 1
        && candidate.next_line.indent >= candidate.indent + HANGING_INDENT_CELLS;
    if (full || hangs)
        && candidate.continuation.is_closed
        && candidate.continuation.end != LineEnding::FullStop
    {
        return TitleForm::JoinedLines;
    }
    // A remark in brackets after the first sentence, not one that the sentence ends in.
    let has_remark = || {
        let title = scanned.title(candidate);
        let opening = title.rfind(['（', '(']);
        title.ends_with(['）', ')']) && opening.is_some_and(|at| at >= shape.lead_bytes as usize)
    };
    // The rest of a hard-wrapped paragraph is on the next lines.
    let runs_on = matches!(shape.end, LineEnding::FullStop | LineEnding::Semicolon)
        || shape.rest_chars >= 24
        || shape.chars > MAX_LEAD_CHARS
        || flows
        || shape.rest_chars > 0 && has_remark();
    if shape.lead_chars > 0
        && runs_on
        && !unit
        && shape.lead_chars <= MAX_LEAD_CHARS
        && shape.stops == 1
    {
        return TitleForm::LeadPhrase(shape.lead_bytes);
    }
    let sentence = shape.end == LineEnding::FullStop || shape.chars > 40 || flows;
    let has_words = || {
        let lead = scanned.title(candidate).get(..shape.colon_bytes as usize);
        lead.is_some_and(|lead| lead.chars().any(is_cjk))
    };
    // A note often has this form: ①某人：《某书》.
    let note = candidate.style() == NumberStyle::Circle;
    if sentence && !unit && !note && (2..=20).contains(&shape.colon_chars) && has_words() {
        return TitleForm::LeadPhrase(shape.colon_bytes);
    }
    let spoken =
        unit && candidate.marker.separator == Separator::None && shape.end == LineEnding::FullStop;
    if flows || spoken || shape.chars > shape.max_title_chars() {
        return TitleForm::NoTitle;
    }
    TitleForm::WholeLine
}

/// Returns whether the line continues a sentence of the line before it.
pub(crate) fn continues_sentence(scanned: &ScannedText, candidate: &Candidate) -> bool {
    let before = candidate.prev_line;
    // A line that is wide enough to be hard-wrapped may break before a number: in ↵ 2.6.30.
    let number = matches!(candidate.style(), NumberStyle::Decimal(_))
        && before.cells >= MIN_BROKEN_CELLS
        && candidate.indent == before.indent;
    // 他们有 ↵ 4艘船
    let counts = matches!(candidate.style(), NumberStyle::Digit(Separator::None))
        && (candidate.shape.commas > 0 || may_be_quantity(scanned, candidate));
    before.blank_lines == 0
        && before.opening != LineOpening::Rule
        && matches!(
            before.end,
            LineEnding::Unpunctuated | LineEnding::Comma | LineEnding::Semicolon
        )
        && candidate.indent <= before.indent
        && (number || counts || scanned.statistics.is_full(before.cells, 8))
}

/// Returns the number of an article with its title in brackets: 第二条 【目的】.
fn article_form(title: &str, end: usize) -> TitleForm {
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
            return TitleForm::LeadPhrase((end + at + close.len_utf8()) as u32);
        }
    }
    TitleForm::LeadPhrase(end as u32)
}

/// Scores the look of a line as a heading, apart from its sequence.
pub(crate) fn heading_score(scanned: &ScannedText, candidate: &Candidate, form: TitleForm) -> i32 {
    let shape = &candidate.shape;
    let airy = scanned.statistics.is_blank_separated();
    let (chars, end) = match form {
        TitleForm::WholeLine if shape.is_latin_title() => (han_chars(candidate), shape.end),
        TitleForm::WholeLine => (shape.chars, shape.end),
        TitleForm::JoinedLines => (30, candidate.continuation.end),
        TitleForm::LeadPhrase(bytes) if bytes == shape.colon_bytes => {
            (shape.colon_chars, LineEnding::Unpunctuated)
        }
        TitleForm::LeadPhrase(bytes) if bytes == shape.lead_bytes => {
            (shape.lead_chars, LineEnding::Unpunctuated)
        }
        TitleForm::LeadPhrase(_) => (10, LineEnding::Unpunctuated),
        TitleForm::NoTitle => return -20,
    };
    let mut score =
        style_score(candidate.style()) + length_score(chars) + ending_score(candidate, end);
    if matches!(form, TitleForm::LeadPhrase(_)) && shape.lead_chars > 0 {
        score -= if shape.rest_chars < 12 { 2 } else { 0 };
        score -= if shape.commas > 3 { 2 } else { 0 };
    }
    let sentence = shape.commas > 0 || end == LineEnding::FullStop;
    if form == TitleForm::WholeLine
        && candidate.marker.separator == Separator::None
        && sentence
        && is_unit(candidate.style())
    {
        score -= 3;
    }
    if form == TitleForm::WholeLine && shape.commas > 1 {
        score -= 2;
    }
    if form == TitleForm::WholeLine && shape.stops > 1 && end != LineEnding::ExclamationOrQuestion {
        score -= 2;
    }
    score += i32::from(!airy && candidate.prev_line.blank_lines > 0);
    score +=
        i32::from(!airy && candidate.next_line.blank_lines > 0 && form == TitleForm::WholeLine);
    score -= i32::from(candidate.prev_line.end == LineEnding::Colon && !is_unit(candidate.style()));
    if may_be_quantity(scanned, candidate) {
        score -= COUNTING_PENALTY;
    }
    score
}

/// Returns the length of a title of Latin letters as that of Han: the letters are half as wide, and a title alone between
/// blank lines may be longer, unless it lists names as an entry of a bibliography does.
fn han_chars(candidate: &Candidate) -> u16 {
    let is_alone = candidate.prev_line.blank_lines > 0 && candidate.next_line.blank_lines > 0;
    let letters_per_han = if is_alone && candidate.shape.commas < 2 {
        3
    } else {
        2
    };
    candidate.shape.chars / letters_per_han
}

/// Score subtracted from a line that may state a quantity: more than its look gives, less than its sequence
/// gives.
const COUNTING_PENALTY: i32 = 4;

/// Returns whether a bare number may count the word after it: 3 人受伤, 3人受伤.
fn may_be_quantity(scanned: &ScannedText, candidate: &Candidate) -> bool {
    let marker = &candidate.marker;
    let is_bare = match marker.style {
        NumberStyle::Digit(sep) => matches!(sep, Separator::Blank | Separator::None),
        NumberStyle::Decimal(_) => marker.separator == Separator::Blank,
        _ => false,
    };
    let rest = || scanned.title(candidate).get(marker.end..);
    is_bare && rest().is_some_and(|rest| counter_use(rest) == CounterUse::Ambiguous)
}

fn style_score(style: NumberStyle) -> i32 {
    match style {
        style if is_item(style) => 3,
        NumberStyle::Unit('条' | '段' | '块')
        | NumberStyle::UnitBare(_)
        | NumberStyle::Han(Separator::Comma)
        | NumberStyle::HanParen
        | NumberStyle::Stem
        | NumberStyle::StemParen
        | NumberStyle::Decimal(_) => 3,
        NumberStyle::Unit(_)
        | NumberStyle::UnitFirst(_)
        | NumberStyle::UpperLower(_)
        | NumberStyle::English(_)
        | NumberStyle::Label(_) => 5,
        NumberStyle::Han(Separator::Dot | Separator::Colon)
        | NumberStyle::Digit(Separator::Comma | Separator::Dot)
        | NumberStyle::Roman
        | NumberStyle::Syllable
        | NumberStyle::Sequel
        | NumberStyle::CountedWords(_) => 2,
        NumberStyle::Han(Separator::Blank | Separator::NoTitle)
        | NumberStyle::Digit(
            Separator::Blank | Separator::None | Separator::NoTitle | Separator::Colon,
        )
        | NumberStyle::OtherUnit(_)
        | NumberStyle::TrailingOrdinal
        | NumberStyle::TrailingSeries
        | NumberStyle::DigitParen
        | NumberStyle::DigitHalfParen
        | NumberStyle::Kana
        | NumberStyle::KanaParen
        | NumberStyle::EnglishJoined(_)
        | NumberStyle::SyllableHalfParen => 1,
        NumberStyle::Letter
        | NumberStyle::Keyword
        | NumberStyle::Boxed
        | NumberStyle::OuterUnnumbered
        | NumberStyle::Tier(_)
        | NumberStyle::Unnumbered
        | NumberStyle::RuleTitle(_)
        | NumberStyle::Marked(_)
        | NumberStyle::Underlined(_)
        | NumberStyle::Tagged(_) => 0,
        NumberStyle::Circle | NumberStyle::Han(Separator::None) => -2,
    }
}

fn length_score(chars: u16) -> i32 {
    match chars {
        0..=16 => 2,
        17..=28 => 1,
        29..=40 => 0,
        41..=50 => -3,
        _ => -6,
    }
}

fn ending_score(candidate: &Candidate, end: LineEnding) -> i32 {
    match end {
        LineEnding::Unpunctuated | LineEnding::NoLine => 1,
        LineEnding::ExclamationOrQuestion => 0,
        LineEnding::Colon => -1,
        LineEnding::FullStop if is_unit(candidate.style()) => -6,
        LineEnding::FullStop => -4,
        LineEnding::Comma | LineEnding::Semicolon => -5,
    }
}
