//! Verdicts about numbered lines that follow from the verdicts about their neighbours.
//!
//! A number that is missing between two headings of its series is a heading too, even if its own look is odd. Entries
//! below a heading of notes are no headings, and neither are bare numbers that count on through numbered headings.

use super::candidate::{AppliedRule, Candidate, LineRole};
use super::common_beginnings;
use super::judged_lines::JudgedLines;
use super::line_ending::LineEnding;
use super::note_entries::is_note_heading;
use super::numbered_score::{TitleForm, title_form};
use super::series::series_style;
use super::short_title::{is_apart, is_list_style};
use super::text_signs;
use super::verdict::Verdict;
use crate::outline::numbering::{NumberStyle, Separator, is_unit};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Longest line that fills a gap in a series, in characters.
const MAX_FILLER_CHARS: u16 = 60;
/// Maximum number of members that a gap may miss.
const MAX_GAP_COUNT: u32 = 2;
/// Minimum number of numbered paragraphs whose first sentences are no titles.
const MIN_PARAGRAPH_COUNT: usize = 3;
/// Minimum number of bare numbers that count pages.
const MIN_PAGE_NUMBER_COUNT: usize = 3;

/// Minimum number of titles that all have a line below them.
const MIN_PAIR_COUNT: usize = 2;

/// Amends the verdicts about numbered lines.
pub(crate) fn amend(lines: &mut JudgedLines<'_>) {
    reject_numbered_paragraphs(lines);
    fill_gaps(lines);
    common_beginnings::accept(lines);
    reject_page_numbers(lines);
    reject_lines_below(lines);
    reject_signature_date(lines);
    reject_named_annexes(lines);
    for (at, _) in lines.all() {
        if lines.is_note(at) {
            lines.reject(at);
        }
    }
}

/// Rejects the first sentences of numbered paragraphs: 1.老人说：… 2.因此，…
fn reject_numbered_paragraphs(lines: &mut JudgedLines<'_>) {
    let is_lead = |(at, line): &(usize, &Candidate)| {
        matches!(lines.verdict(*at), Some(Verdict::LeadPhrase(bytes)) if bytes == line.shape.lead_bytes)
            && matches!(line.style(), NumberStyle::Digit(_))
    };
    let leads: Vec<(usize, &Candidate)> = lines.headings().filter(is_lead).collect();
    let has_clause = |line: &Candidate| line.shape.commas > 0 || line.shape.colon_chars > 0;
    let clauses = leads.iter().filter(|(_, line)| has_clause(line)).count();
    if leads.len() >= MIN_PARAGRAPH_COUNT && clauses * 2 >= leads.len() {
        for (at, _) in leads {
            lines.reject(at);
        }
    }
}

/// Series with its parent path.
type SeriesKey = (NumberStyle, u64);

fn series_key(line: &Candidate) -> SeriesKey {
    (series_style(line.style()), line.marker.parent_path)
}

/// Accepts numbers between headings of their series.
fn fill_gaps(lines: &mut JudgedLines<'_>) {
    let mut last: HashMap<SeriesKey, usize> = HashMap::new();
    let mut found = Vec::new();
    for (at, line) in lines.headings().filter(|(_, line)| is_counted(line)) {
        let key = series_key(line);
        let number = line.marker.number;
        let from = last.insert(key, at);
        let before = from.and_then(|from| lines.line(from));
        let (mut start, wanted) = match before {
            Some(before) if before.marker.number < number => (
                from.map_or(0, |from| from + 1),
                before.marker.number + 1..number,
            ),
            _ if number > 1 => (outer_heading(lines, at, line), 1..number),
            _ => continue,
        };
        if wanted.len() > MAX_GAP_COUNT as usize {
            continue;
        }
        for missing in wanted {
            let fits = |other: &Candidate| {
                other.marker.number == missing
                    && series_key(other) == key
                    && other.indent == line.indent
            };
            let mut places = (start..at).filter(|at| lines.line(*at).is_some_and(fits));
            if let (Some(place), None) = (places.next(), places.next()) {
                start = place + 1;
                found.push(place);
            }
        }
    }
    found.extend(last_latin_titles(lines, &last));
    for at in found {
        let Some(line) = lines.line(at).filter(|line| may_fill(line)) else {
            continue;
        };
        match title_form(lines.scanned, line) {
            TitleForm::LeadPhrase(bytes) => lines.accept_as(at, Verdict::LeadPhrase(bytes)),
            _ if line.shape.chars <= max_filler_chars(line) => lines.accept(at),
            _ => {}
        }
    }
}

/// Returns the candidates that follow the last heading of their series with a long title of Latin letters.
fn last_latin_titles(lines: &JudgedLines<'_>, last: &HashMap<SeriesKey, usize>) -> Vec<usize> {
    let mut places: BTreeMap<SeriesKey, Option<usize>> = BTreeMap::new();
    for (place, line) in lines.all() {
        let key = series_key(line);
        let heading = last.get(&key).filter(|&&at| at < place);
        let follows = heading
            .and_then(|&at| lines.line(at))
            .is_some_and(|heading| {
                line.marker.number == heading.marker.number + 1
                    && line.indent == heading.indent
                    && line.prev_line.blank_lines > 0
                    && line.shape.is_latin_title()
            });
        if follows {
            // Of several none is the next heading.
            let known = places.contains_key(&key);
            places.insert(key, (!known).then_some(place));
        }
    }
    places.into_values().flatten().collect()
}

/// Returns the length of the longest title between headings of its series, in characters.
fn max_filler_chars(candidate: &Candidate) -> u16 {
    if candidate.shape.is_latin_title() {
        candidate.shape.max_title_chars()
    } else {
        MAX_FILLER_CHARS
    }
}

/// Returns whether a series of the candidate's style may have gaps that its neighbours fill.
fn is_counted(candidate: &Candidate) -> bool {
    candidate.role == LineRole::Title
        && matches!(
            candidate.style(),
            NumberStyle::Digit(_)
                | NumberStyle::Han(_)
                | NumberStyle::HanParen
                | NumberStyle::Stem
                | NumberStyle::Circle
                | NumberStyle::Kana
                | NumberStyle::KanaParen
                | NumberStyle::DigitParen
                | NumberStyle::Unit(_)
                | NumberStyle::UnitFirst(_)
                | NumberStyle::UpperLower(_)
                | NumberStyle::OtherUnit(_)
                | NumberStyle::TrailingOrdinal
                | NumberStyle::TrailingSeries
                | NumberStyle::Decimal(_)
                | NumberStyle::English(_)
        )
        && candidate.style() != NumberStyle::Unit('条')
}

fn may_fill(candidate: &Candidate) -> bool {
    let separator = candidate.marker.separator;
    let goes_on = match candidate.shape.end {
        LineEnding::Comma => true,
        LineEnding::Semicolon => candidate.shape.lead_chars == 0,
        _ => false,
    };
    !goes_on
        && (candidate.prev_line.blank_lines > 0 || candidate.prev_line.end != LineEnding::Comma)
        && !(is_unit(candidate.style())
            && separator == Separator::None
            && candidate.shape.end.is_sentence_end())
}

/// Returns the place after the last heading of another series before `at`, where the series of `line` may begin.
fn outer_heading(lines: &JudgedLines<'_>, at: usize, line: &Candidate) -> usize {
    let own = series_style(line.style());
    let is_outer = |place: &usize| {
        let style = lines.line(*place).map(Candidate::style);
        lines.is_heading(*place)
            && style.is_some_and(|style| series_style(style) == own || is_unit(style))
    };
    (0..at).rev().find(is_outer).map_or(0, |place| place + 1)
}

/// Rejects the second of two titles in a row if all titles without numbers come in such pairs: the date, the author or the
/// source below a title.
fn reject_lines_below(lines: &mut JudgedLines<'_>) {
    let is_bare = |(_, line): &(usize, &Candidate)| {
        line.style() == NumberStyle::Unnumbered && line.applied_rule == AppliedRule::None
    };
    let bare: Vec<(usize, &Candidate)> = lines.headings().filter(is_bare).collect();
    let (pairs, rest) = bare.as_chunks::<2>();
    let is_pair =
        |[(_, a), (_, b)]: &[(usize, &Candidate); 2]| a.is_adjacent_to(b) && b.indent >= a.indent;
    let mut nexts = pairs.iter().zip(pairs.iter().skip(1));
    let are_pairs = pairs.len() >= MIN_PAIR_COUNT
        && rest.is_empty()
        && pairs.iter().all(is_pair)
        && nexts.all(|([_, (_, b)], [(_, c), _])| !b.is_adjacent_to(c));
    for [_, (below, _)] in pairs.iter().filter(|_| are_pairs) {
        lines.reject(*below);
    }
}

/// Width of the name above the date of a signature, in cells.
const MAX_SIGNATURE_CELLS: u16 = 40;
/// Candidates from the date of a signature to the end of the text.
const MAX_SIGNED_CANDIDATE_COUNT: usize = 2;

/// Least indent of a signature at the right, in cells.
const MIN_SIGNED_INDENT_CELLS: u8 = 12;

/// Rejects the name above the date of a signature at the right.
fn reject_signatures(lines: &mut JudgedLines<'_>) {
    let is_signed = |(at, name): &(usize, &Candidate)| {
        lines.line(at + 1).is_some_and(|date| {
            name.marker.end == 0
                && name.line_index > 0
                && name.indent.min(date.indent) >= MIN_SIGNED_INDENT_CELLS
                && date.line_index == name.line_index + 1
                && text_signs::is_date(lines.words(at + 1))
        })
    };
    for (at, _) in lines.headings().filter(is_signed).collect::<Vec<_>>() {
        lines.reject(at);
        lines.reject(at + 1);
    }
}

/// Rejects the date of a signature: the only date, and the last heading or far to the right.
fn reject_signature_date(lines: &mut JudgedLines<'_>) {
    let count = lines.scanned.candidates.len();
    let is_date = |(at, line): &(usize, &Candidate)| {
        let is_below_name = line.prev_line.cells <= MAX_SIGNATURE_CELLS
            && line.prev_line.end == LineEnding::Unpunctuated
            && count - at <= MAX_SIGNED_CANDIDATE_COUNT;
        text_signs::is_date(lines.words(*at))
            && (is_below_name || line.indent >= MIN_SIGNED_INDENT_CELLS)
    };
    let last = lines.headings().last().filter(is_date);
    if let (Some((at, _)), 1) = (last, lines.headings().filter(is_date).count()) {
        lines.reject(at);
    }
}

/// Longest name of a value, in characters.
const MAX_NAME_CHARS: u16 = 12;

/// Rejects numbered rows with a name and its value, directly below each other: 一、时间：…, 二、地点：…
fn reject_data_rows(lines: &mut JudgedLines<'_>) {
    let is_named = |at: usize, line: &Candidate| {
        let number = lines.words(at).get(..line.marker.end).unwrap_or_default();
        is_list_style(line.style())
            && line.shape.colon_chars > 0
            && line.shape.colon_chars <= MAX_NAME_CHARS + number.chars().count() as u16
    };
    let is_row = |at: usize, line: &Candidate| {
        lines.verdict(at) == Some(Verdict::WholeLine) && is_named(at, line)
    };
    let is_next = |line: &Candidate, other: usize| {
        lines.line(other).is_some_and(|other_line| {
            series_key(other_line) == series_key(line)
                && other_line.line_index.abs_diff(line.line_index) == 1
                && is_row(other, other_line)
        })
    };
    let is_data = |(at, line): &(usize, &Candidate)| {
        let is_near = is_next(line, at + 1) || *at > 0 && is_next(line, at - 1);
        is_row(*at, line) && is_near
    };
    let rows = lines.headings().filter(is_data);
    let data: HashSet<SeriesKey> = rows.map(|(_, line)| series_key(line)).collect();
    // The others of their series too: 六、下次会议：…
    let is_of_data = |(at, line): &(usize, &Candidate)| {
        let lead = Verdict::LeadPhrase(line.shape.colon_bytes);
        let is_lead = lines.verdict(*at) == Some(lead) && is_named(*at, line);
        data.contains(&series_key(line)) && (is_lead || is_row(*at, line))
    };
    for (at, _) in lines.headings().filter(is_of_data).collect::<Vec<_>>() {
        lines.reject(at);
    }
}

/// Rejects the lines that name an annex before it: 附件：回执, and further down 附件.
fn reject_named_annexes(lines: &mut JudgedLines<'_>) {
    let is_keyword = |(_, line): &(usize, &Candidate)| matches!(line.role, LineRole::Keyword(_));
    let keywords: Vec<usize> = lines
        .headings()
        .filter(is_keyword)
        .map(|(at, _)| at)
        .collect();
    let mut bare = HashSet::new();
    for at in keywords.into_iter().rev() {
        match lines.words(at).split_once(['：', ':']) {
            Some((word, rest)) if !rest.is_empty() && bare.contains(word) => lines.reject(at),
            Some((word, "")) => _ = bare.insert(word),
            Some(_) => {}
            None => _ = bare.insert(lines.words(at)),
        }
    }
}

/// Maximum bytes between two equal titles in a row.
const MAX_DOUBLED_BYTES: u64 = 120;

/// Rejects what is no heading whatever lines look like it, and returns the headings of the notes below a text.
pub(crate) fn finish(lines: &mut JudgedLines<'_>) -> Vec<usize> {
    reject_signatures(lines);
    reject_data_rows(lines);
    reject_closing_titles(lines);
    accept_note_headings(lines)
}

/// Minimum number of headings above the notes.
const MIN_NOTED_COUNT: usize = 2;

/// Accepts the lines that head lists of notes or references, if none of them recurs: 注释：, 参考文献：
fn accept_note_headings(lines: &mut JudgedLines<'_>) -> Vec<usize> {
    let named = lines
        .all()
        .filter(|(at, _)| is_note_heading(lines.words(*at)));
    let named: Vec<(usize, &Candidate)> = named.collect();
    // A label of notes within the text recurs, apart or not.
    let different: HashSet<&str> = named.iter().map(|(at, _)| lines.words(*at)).collect();
    let is_head = |(_, line): &&(usize, &Candidate)| is_apart(line) && !line.next_line.is_missing();
    let heads: Vec<usize> = named.iter().filter(is_head).map(|(at, _)| *at).collect();
    let first = heads.first().copied().unwrap_or(0);
    let above = lines.headings().filter(|(at, _)| *at < first).count();
    if above < MIN_NOTED_COUNT || different.len() < named.len() {
        return Vec::new();
    }
    for head in &heads {
        let words = lines.words(*head).trim_end_matches(['：', ':']);
        lines.accept_as(*head, Verdict::LeadPhrase(words.len() as u32));
    }
    heads
}

/// Rejects titles of volumes that recur where these end: 山河經卷上 below its last sentence.
fn reject_closing_titles(lines: &mut JudgedLines<'_>) {
    let mut known = HashSet::new();
    let mut closing = Vec::new();
    let is_counted = |style| {
        is_unit(style) && style != NumberStyle::Unit('条') || style == NumberStyle::TrailingOrdinal
    };
    for (at, line) in lines
        .headings()
        .filter(|(_, line)| is_counted(line.style()))
    {
        let next = lines.line(at + 1).filter(|_| lines.is_heading(at + 1));
        // The title of the next volume follows, not what begins this one (第一节 一般规定, 第五十条).
        let follows = |next: &Candidate| next.style() == line.style() && line.is_adjacent_to(next);
        let is_last = line.next_line.is_missing() || next.is_some_and(follows);
        if !known.insert(lines.words(at)) && is_last {
            closing.push(at);
        }
    }
    for at in closing {
        lines.reject(at);
    }
}

/// Rejects the first of two equal titles in a row.
pub(crate) fn reject_doubled_titles(lines: &mut JudgedLines<'_>) {
    // 第十条 and 第十条之一 have one number.
    let number = |at: usize, line: &Candidate| {
        let words = lines.words(at).get(..line.marker.end);
        words.map(str::trim_end)
    };
    let is_doubled = |(at, a): &(usize, &Candidate)| {
        let Some(b) = lines.line(at + 1).filter(|_| lines.is_heading(at + 1)) else {
            return false;
        };
        let is_same = a.marker.end > 0
            && (a.style(), a.marker.number, a.key) == (b.style(), b.marker.number, b.key)
            && number(*at, a) == number(at + 1, b)
            && a.bytes_until(b) < MAX_DOUBLED_BYTES
            && b.line_index <= a.line_index + 2;
        // 01, and below it PART ONE.
        let is_counted_twice = a.style() == NumberStyle::Digit(Separator::NoTitle)
            && b.marker.end > 0
            && a.marker.number == b.marker.number
            && a.style() != b.style()
            && b.line_index == a.line_index + 1
            && b.prev_line.blank_lines == 0;
        is_same || is_counted_twice
    };
    let doubled: Vec<usize> = (lines.all().filter(is_doubled)).map(|(at, _)| at).collect();
    for at in doubled {
        lines.reject(at);
    }
}

/// Rejects bare numbers that count the pages of a text: they do not begin at 1, and count on below other headings.
fn reject_page_numbers(lines: &mut JudgedLines<'_>) {
    let is_bare = |line: &Candidate| line.style() == NumberStyle::Digit(Separator::NoTitle);
    let bare: Vec<(usize, u32)> = lines
        .headings()
        .filter(|(_, line)| is_bare(line))
        .map(|(at, line)| (at, line.marker.number))
        .collect();
    let (Some((first, number)), Some((last, _))) = (bare.first(), bare.last()) else {
        return;
    };
    let is_between =
        |(at, line): (usize, &Candidate)| (*first..*last).contains(&at) && !is_bare(line);
    if bare.len() >= MIN_PAGE_NUMBER_COUNT
        && *number > 1
        && bare.is_sorted_by(|(_, a), (_, b)| a < b)
        && lines.headings().any(is_between)
    {
        for (at, _) in bare {
            lines.reject(at);
        }
    }
}
