//! Recognition of one line by its first characters and its words. Most lines are ruled out quickly by their
//! first and last character.

use super::boxed_numbers::{
    boxed_number, repeated_number, split_box_of_word, starred_number, strip_box, strip_box_of_word,
    strip_names,
};
use super::candidate::{AppliedRule, LineRole};
use super::keywords::KeywordPosition;
use super::line_ending::LineEnding;
use super::recognised_line::{RecognisedLine, line_head, truncate_bytes};
use super::trimmed_line::{MAX_TITLE_BYTES, TrimmedLine};
use super::{aozora_marks, keywords, ornaments, text_signs, unnumbered_title};
use crate::outline::numbering::{self, NumberMarker, NumberStyle, Separator};
use crate::outline::rules::{RuleMatch, RuleVerdict};
use crate::text::blank::is_blank;
use crate::text::numerals;
use std::borrow::Cow;

/// Maximum bytes of stored metadata; a summary may be long.
const MAX_METADATA_BYTES: usize = 2048;
/// Longest keyword with its number or title, in characters.
const MAX_KEYWORD_CHARS: usize = 30;

/// Longest question, in characters.
const MAX_QUESTION_CHARS: usize = 60;
/// Longest title with the name of its book before the number, in characters.
const MAX_PREFIXED_CHARS: usize = 48;
/// Longest title with its number at the end, in characters.
const MAX_TRAILING_NUMBERED_CHARS: usize = 30;

/// State of the search for titles without a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UnnumberedSearch {
    /// Search continues.
    Active,
    /// Search stopped after too many: the text is verse.
    Stopped,
}

/// Recognises a possible title or metadata in `line`. Titles without a number are only found while `unnumbered`
/// is active.
pub(crate) fn recognise<'t>(
    line: &TrimmedLine<'t>,
    unnumbered: UnnumberedSearch,
) -> Option<RecognisedLine<'t>> {
    let text = line.text;
    let first = text.chars().next()?;
    let short = text.len() <= MAX_TITLE_BYTES;
    if short
        && (first == '［' || text.ends_with('］'))
        && let Some(title) = aozora_marks::marked_title(text)
    {
        return Some(RecognisedLine::from_marked_title(title));
    }
    if line.chars <= MAX_QUESTION_CHARS
        && ornaments::is_question(text)
        && numbering::parse_marker(text).is_none_or(|marker| marker.style == NumberStyle::Letter)
    {
        let mut found = RecognisedLine::whole_line(text, LineRole::Title, Cow::Borrowed(text));
        found.marker.style = NumberStyle::Boxed;
        return Some(found);
    }
    if may_start_number(first)
        && let Some(found) = numbered_line(text)
    {
        return Some(found);
    }
    if short
        && line.chars <= MAX_PREFIXED_CHARS
        && line.end == LineEnding::Unpunctuated
        && let Some(found) = prefixed_line(text)
    {
        return Some(found);
    }
    if keywords::may_start_metadata(first)
        && let Some(found) = metadata_line(text)
    {
        return Some(found);
    }
    let whole = short
        && matches!(
            line.end,
            LineEnding::Unpunctuated
                | LineEnding::Colon
                | LineEnding::ExclamationOrQuestion
                | LineEnding::FullStop
        );
    if whole
        && line.chars <= MAX_KEYWORD_CHARS
        && let Some(found) = keyword_line(text, first, line.end)
    {
        return Some(found);
    }
    if short
        && line.chars <= MAX_TRAILING_NUMBERED_CHARS
        && !text_signs::starts_with_time(text)
        && let Some(marker) = numbering::parse_trailing(text)
    {
        let mut found = RecognisedLine::whole_line(text, LineRole::Title, Cow::Borrowed(text));
        found.marker = marker;
        return Some(found);
    }
    if short
        && ornaments::may_start_ornament(first)
        && let Some(found) = ornament_title(text)
    {
        return Some(found);
    }
    let plain = short
        && unnumbered == UnnumberedSearch::Active
        && unnumbered_title::may_be_title(text, line.chars, line.end);
    plain.then(|| RecognisedLine::whole_line(text, LineRole::Title, Cow::Borrowed(text)))
}

/// Applies a rule to a line: no heading, or a heading with the rule's title. The line keeps its own number, so
/// that the sequence stays complete.
pub(crate) fn match_rule<'t>(
    line: &TrimmedLine<'t>,
    found: Option<RecognisedLine<'t>>,
    ruling: Option<RuleMatch>,
) -> Option<RecognisedLine<'t>> {
    let Some(ruling) = ruling else {
        return found;
    };
    let RuleVerdict::Heading(level) = ruling.verdict else {
        return None;
    };
    let start = ruling.title.start.saturating_sub(line.start);
    let words = line.text.get(start..)?;
    let words = truncate_bytes(words, ruling.title.len());
    let own = found.filter(|found| matches!(found.role, LineRole::Title | LineRole::Keyword(_)));
    let own = own.unwrap_or_else(|| {
        RecognisedLine::whole_line(line.text, LineRole::Title, Cow::Borrowed(""))
    });
    Some(RecognisedLine {
        start,
        len: words.len(),
        title: Cow::Borrowed(words),
        applied_rule: level.map_or(AppliedRule::Heading, AppliedRule::Level),
        ..own
    })
}

/// Recognises a short line after an ornament: ◎考城隍. Dashes and similar signs are rules and lists instead.
fn ornament_title(text: &str) -> Option<RecognisedLine<'_>> {
    let start = ornaments::ornament_len(text);
    let shown = ornaments::trim_trailing_ornaments(text.get(start..)?);
    // ◆持ち物◆
    let shown = shown.trim_end_matches(|c| text.starts_with(c)).trim_end();
    let sign = !text.starts_with(['-', '─', '*', '#', '|', '│', '┃', '=', '~', '•', '※']);
    let title =
        sign && unnumbered_title::may_be_title(shown, shown.chars().count(), LineEnding::of(shown));
    title.then(|| {
        let mut found = RecognisedLine::whole_line(shown, LineRole::Title, Cow::Borrowed(shown));
        found.start = start;
        found.marker.style = NumberStyle::Boxed;
        found
    })
}

/// Recognises metadata. The value is cut to [`MAX_METADATA_BYTES`].
fn metadata_line(text: &str) -> Option<RecognisedLine<'_>> {
    let head = line_head(text);
    let (fact, value) = keywords::parse_metadata(head)?;
    let value = truncate_bytes(text.get(head.len() - value.len()..)?, MAX_METADATA_BYTES);
    Some(RecognisedLine::whole_line(
        text,
        LineRole::Metadata(fact),
        Cow::Borrowed(value),
    ))
}

/// Recognises a line by its words: 查看全文, 目录, 序.
fn keyword_line(text: &str, first: char, end: LineEnding) -> Option<RecognisedLine<'_>> {
    if keywords::is_read_more(text) {
        return Some(RecognisedLine::whole_line(
            text,
            LineRole::ReadMore,
            Cow::Borrowed(text),
        ));
    }
    if matches!(
        end,
        LineEnding::FullStop | LineEnding::ExclamationOrQuestion
    ) {
        return None;
    }
    if keywords::is_toc_heading(text) {
        return Some(RecognisedLine::whole_line(
            text,
            LineRole::TocHeading,
            Cow::Borrowed(text),
        ));
    }
    let start = if ornaments::may_start_ornament(first) {
        ornaments::ornament_len(text)
    } else {
        0
    };
    let shown = ornaments::trim_trailing_ornaments(text.get(start..)?);
    let (boxed, inner) = strip_box_of_word(shown);
    let shown = inner.strip_suffix(['：', ':']).unwrap_or(inner);
    let boxed_word = || {
        // [별표] 수수료, <외전> 고양이
        let (word, _) = split_box_of_word(shown).filter(|(_, title)| !title.is_empty())?;
        let place = keywords::keyword_position(word);
        let extra = place.filter(|place| *place == KeywordPosition::Extra);
        extra.or(numbering::is_appendix_label(word).then_some(KeywordPosition::Outermost))
    };
    let place =
        keywords::keyword_position(keywords::strip_zero_number(shown)).or_else(boxed_word)?;
    let mut found =
        RecognisedLine::whole_line(shown, LineRole::Keyword(place), Cow::Borrowed(shown));
    found.start = start + boxed;
    found.marker.style = NumberStyle::Keyword;
    Some(found)
}

/// Returns whether `c` starts a number or an ornament before one. Most lines of a book end their check here.
fn may_start_number(c: char) -> bool {
    match c {
        '第' | '제' | '卷' | '巻' | '篇' | '章' | '回' | '辑' | '輯' | '上' | '中' | '下'
        | '内' | '杂' | '雜' | '本' | '其' | '（' | '(' | '正' | '【' | '〖' | '〔' | '［'
        | '[' => true,
        c if c.is_ascii() => c.is_ascii_alphanumeric() || ornaments::may_start_ornament(c),
        '\u{2150}'..='\u{218f}'
        | '\u{2460}'..='\u{27ff}'
        | '\u{3200}'..='\u{32ff}'
        | '０'..='９'
        | 'ア'..='ン' => true,
        '가'..='하' => numbering::is_syllable(c) || numbering::may_start_label(c),
        c => {
            ornaments::may_start_ornament(c)
                || numbering::is_stem(c)
                || numbering::may_start_label(c)
                || numerals::is_numeral_char(c)
        }
    }
}

/// Recognises a chapter after the name of its book: 《山河记》 第一回　出门, 江南｜山河记：第二回.
fn prefixed_line(text: &str) -> Option<RecognisedLine<'_>> {
    let (at, _) = text.match_indices('第').find(|(at, _)| *at > 0)?;
    let name = text.get(..at)?;
    let is_name = name.ends_with(|c: char| is_blank(c) || "：:》｜|」】".contains(c))
        && name.chars().nth(1).is_some()
        && !name.contains(['，', '。', '；', '、', ',', '“', '？', '！'])
        && !text_signs::starts_with_time(name)
        && (name.contains(['《', '｜', '|', '【', '「'])
            || name.ends_with(['：', ':'])
            || name.ends_with(is_blank));
    let marker = is_name
        .then(|| numbering::parse_marker(text.get(at..).unwrap_or_default()))
        .flatten()?;
    let is_chapter = matches!(marker.style, NumberStyle::Unit(unit) if unit != '条')
        && marker.separator != Separator::None;
    is_chapter.then(|| {
        let mut found = RecognisedLine::whole_line(text, LineRole::Title, Cow::Borrowed(text));
        found.marker = NumberMarker {
            end: at + marker.end,
            ..marker
        };
        found
    })
}

/// Returns whether a numbered line has a gap for an answer, or several answers.
fn is_question_or_answers(marker: &NumberMarker, text: &str) -> bool {
    text_signs::has_answer_gap(text)
        || matches!(marker.style, NumberStyle::Letter | NumberStyle::Decimal(_))
            && text_signs::is_row_of_options(text)
}

/// Recognises a line that starts with a number, also after ornaments or in brackets.
fn numbered_line(text: &str) -> Option<RecognisedLine<'_>> {
    let start = ornaments::ornament_len(line_head(text));
    if let Some(found) = starred_number(text).or_else(|| repeated_number(text, start)) {
        return Some(found);
    }
    let (boxed, body) = strip_box(strip_names(text.get(start..)?));
    let at = start + boxed;
    let body = ornaments::trim_trailing_ornaments(body);
    let marker =
        numbering::parse_marker(line_head(body)).or_else(|| boxed_number(line_head(body)))?;
    // 第一卷完 closes a part instead of opening it.
    let words = body.get(marker.end..).unwrap_or_default();
    let is_title = words == "结束" && marker.separator != Separator::None;
    let is_end = keywords::is_part_end(words) && !is_title;
    if is_end || is_question_or_answers(&marker, line_head(body)) {
        return None;
    }
    // A long line is a paragraph. Only its lead phrase can be a title, so the first bytes suffice.
    let title = if body.len() <= MAX_TITLE_BYTES {
        body
    } else {
        line_head(body)
    };
    Some(RecognisedLine {
        role: LineRole::Title,
        marker,
        start: at,
        len: body.len(),
        title: Cow::Borrowed(title),
        caption_len: 0,
        applied_rule: AppliedRule::None,
    })
}
