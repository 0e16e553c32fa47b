//! How much of a sequence numbers are, and what speaks against them: a list looks like a sequence too.
//! It is told by its items: nothing between them, or sentences and semicolons.

use super::candidate::{Candidate, LineRole};
use super::chain::Chain;
use super::line_ending::LineEnding;
use super::nested_headings::number_path;
use super::numbered_score::TitleForm;
use super::scanned_text::ScannedText;
use super::verdict::Verdict;
use crate::doc::explanation::CounterEvidence;
use crate::outline::numbering::{
    APPENDIX_BASE, NumberStyle, Separator, child_path, is_item, is_unit,
};
use std::collections::{HashMap, HashSet};

/// Lines on top of a text, where the title of a chapter that was saved alone stands.
const MAX_TOP_LINES: u32 = 4;
/// Characters behind a colon that are no paragraph of their own.
const MAX_INLINE_CHARS: u16 = 24;
/// Most bytes of text behind the step of a manual.
const MAX_STEP_BYTES: u64 = 300;

/// One of the lines of a sequence, and the title that it would have.
pub(crate) struct SequenceMember<'c> {
    /// Its place among the candidates.
    pub(crate) index: usize,
    pub(crate) candidate: &'c Candidate,
    pub(crate) form: TitleForm,
}

/// What is known of all numbers of the text: which paths (1, 1.2, 第三章) there are, for decimals.
pub(crate) struct NumberPaths {
    parent_paths: HashSet<u64>,
    /// Whether the page holds texts that were cut off, so that sequences may be too.
    has_excerpts: bool,
    /// How many candidates of a style stand in sequences, all of the text's together.
    linked_counts: HashMap<NumberStyle, usize>,
}

impl NumberPaths {
    pub(crate) fn of(scanned: &ScannedText, verdicts: &[Verdict], chains: &[Chain]) -> Self {
        let mut paths = Self {
            parent_paths: HashSet::new(),
            has_excerpts: scanned
                .candidates
                .iter()
                .filter(|c| c.role == LineRole::ReadMore)
                .count()
                >= 2,
            linked_counts: HashMap::new(),
        };
        for chain in chains.iter().filter(|chain| chain.members.len() > 1) {
            *paths.linked_counts.entry(chain.style).or_insert(0) += chain.members.len();
        }
        for (candidate, verdict) in scanned.candidates.iter().zip(verdicts) {
            if *verdict == Verdict::Rejected {
                continue;
            }
            paths.parent_paths.extend(number_path(&candidate.marker));
        }
        paths
    }
}

/// How much the numbers before and after speak for the members of a chain, and what speaks against them.
pub(crate) fn score_sequence(
    members: &[SequenceMember<'_>],
    paths: &NumberPaths,
    parent: bool,
) -> (i32, Option<CounterEvidence>) {
    let Some(SequenceMember {
        candidate: first,
        form,
        ..
    }) = members.first()
    else {
        return (0, None);
    };
    let style = first.style();
    let unit = is_unit(style);
    let marker = first.marker;
    let mut bonus = match members.len() {
        1 if !unit && marker.separator == Separator::NoTitle && marker.number != 1 => -4,
        1 => {
            lone_number_score(style) - i32::from(!unit && matches!(form, TitleForm::LeadPhrase(_)))
        }
        2 => 2,
        _ => 3,
    };
    if members.len() > 1 && marker.number == 1 {
        bonus += 1;
    }
    if members.len() == 1 && marker.number == 1 && paths.has_excerpts && !unit {
        bonus = 2;
    }
    let child = matches!(style, NumberStyle::Decimal(_))
        && paths.parent_paths.contains(&marker.parent_path);
    if child || parent {
        bonus = bonus.max(0) + 2;
    }
    let mut against = None;
    if has_too_few(members, paths) && !child && !parent {
        against = Some(CounterEvidence::TooFew);
        bonus -= 6;
    }
    if !unit {
        let list = list_score(members);
        against = if list < 0 {
            Some(CounterEvidence::List)
        } else {
            against
        };
        bonus += list;
    }
    (bonus, against)
}

/// Whether there are not enough of a kind, or they are of a kind that has to begin with the first.
fn has_too_few(members: &[SequenceMember<'_>], paths: &NumberPaths) -> bool {
    let Some(first) = members.first().map(|member| member.candidate) else {
        return true;
    };
    let style = first.style();
    let titled = members
        .iter()
        .all(|member| member.candidate.marker.separator != Separator::NoTitle);
    let general = matches!(style, NumberStyle::OtherUnit(_));
    let needed = if general && titled {
        2
    } else {
        min_members(style)
    };
    let enough = members.len() >= 2 && paths.linked_counts.get(&style) >= Some(&needed);
    // 第二天, 第三天 and 第四天 go on with what has no number.
    let goes_on = general && !titled && first.marker.number != 1;
    // V.90 is a standard, and A.1 a heading where there is an appendix A.
    let letter = matches!(style, NumberStyle::Decimal(2))
        && first.marker.parent_path > u64::from(APPENDIX_BASE);
    (!enough && members.len() < needed) || goes_on || letter
}

/// Whether N.1 follows right behind N.
pub(crate) fn has_child(scanned: &ScannedText, at: usize, candidate: &Candidate) -> bool {
    matches!(candidate.style(), NumberStyle::Digit(_))
        && scanned.candidates.get(at + 1).is_some_and(|next| {
            matches!(next.style(), NumberStyle::Decimal(2))
                && next.marker.number == 1
                && next.marker.parent_path == child_path(0, candidate.marker.number)
        })
}

/// What a number without neighbours is worth.
fn lone_number_score(style: NumberStyle) -> i32 {
    if is_unit(style) || (matches!(style, NumberStyle::Label(_)) && !is_item(style)) {
        0
    } else {
        -2
    }
}

/// How many of a kind there have to be.
fn min_members(style: NumberStyle) -> usize {
    match style {
        style if is_item(style) => 2,
        NumberStyle::OtherUnit(_)
        | NumberStyle::TrailingOrdinal
        | NumberStyle::Digit(Separator::NoTitle)
        | NumberStyle::Han(Separator::NoTitle)
        | NumberStyle::Unit('条') => 3,
        NumberStyle::Sequel
        | NumberStyle::TrailingSeries
        | NumberStyle::UnitBare(_)
        | NumberStyle::Digit(Separator::None | Separator::Blank)
        | NumberStyle::Han(Separator::Blank)
        | NumberStyle::Circle
        | NumberStyle::KanaParen
        | NumberStyle::EnglishJoined(_)
        | NumberStyle::Syllable
        | NumberStyle::SyllableHalfParen
        | NumberStyle::Letter => 2,
        _ => 1,
    }
}

/// What speaks against a chain as a list: items one under the other, or in a sentence.
fn list_score(members: &[SequenceMember<'_>]) -> i32 {
    let semicolons = members
        .iter()
        .filter(|member| {
            let end = member.candidate.shape.end;
            matches!(end, LineEnding::Semicolon | LineEnding::Comma)
        })
        .count();
    let pairs = members.iter().zip(members.iter().skip(1));
    let tight = pairs
        .clone()
        .filter(|(a, b)| a.candidate.is_adjacent_to(b.candidate) && is_bare_item(a))
        .count();
    let close = pairs
        .clone()
        .filter(|(a, b)| a.candidate.bytes_until(b.candidate) <= MAX_STEP_BYTES)
        .count();
    let told = members.iter().filter(|member| is_sentence(member)).count();
    let pairs = pairs.count();
    let mut score = 0;
    let may_be_steps = members.first().is_some_and(|member| {
        matches!(
            member.candidate.style(),
            NumberStyle::Digit(_) | NumberStyle::DigitParen | NumberStyle::DigitHalfParen
        )
    });
    if may_be_steps && pairs > 0 && close * 3 >= pairs * 2 && told * 2 >= members.len() {
        score -= 6;
    }
    if semicolons * 3 >= members.len() {
        score -= 5;
    }
    if pairs > 0 && is_definition_list(members) {
        score -= 6;
    }
    if pairs > 0 && tight * 3 >= pairs * 2 {
        let is_outline = members.first().is_some_and(|member| {
            matches!(
                member.candidate.style(),
                NumberStyle::Han(_) | NumberStyle::HanParen
            )
        });
        score -= match (is_outline, pairs) {
            (false, _) => 9,
            (true, 1) => 5,
            (true, _) => 6,
        };
    }
    score
}

/// Whether a member is a sentence, as the step of a manual is: it ends like one, goes on, or has a comma.
fn is_sentence(member: &SequenceMember<'_>) -> bool {
    let candidate = member.candidate;
    let goes_on =
        candidate.continuation.line_count > 0 && candidate.continuation.end == LineEnding::FullStop;
    let is_told =
        candidate.shape.end == LineEnding::FullStop || candidate.shape.commas > 0 || goes_on;
    is_told && (is_bare_item(member) || member.form == TitleForm::NoTitle)
}

/// Whether the members follow each other behind a colon, each a word and what it means: 用语如下：一、甲：指乙。
fn is_definition_list(members: &[SequenceMember<'_>]) -> bool {
    let opened = members
        .first()
        .is_some_and(|member| member.candidate.prev_line.end == LineEnding::Colon);
    let mut pairs = members.iter().zip(members.iter().skip(1));
    let is_word = |member: &SequenceMember<'_>| matches!(member.form, TitleForm::LeadPhrase(bytes) if bytes == member.candidate.shape.colon_bytes);
    opened
        && members.iter().all(is_word)
        && pairs.all(|(a, b)| a.candidate.is_adjacent_to(b.candidate))
}

/// Whether nothing but its own words stands behind a number: its line, or a few words behind a colon.
fn is_bare_item(member: &SequenceMember<'_>) -> bool {
    let shape = member.candidate.shape;
    match member.form {
        TitleForm::WholeLine | TitleForm::JoinedLines => true,
        TitleForm::LeadPhrase(bytes) if bytes == shape.colon_bytes => {
            shape.chars.saturating_sub(shape.colon_chars) <= MAX_INLINE_CHARS
        }
        TitleForm::LeadPhrase(_) | TitleForm::NoTitle => false,
    }
}

/// Whether a line that begins like a chapter is one of a kind in the midst of a text: 第一章不好看.
pub(crate) fn is_isolated(scanned: &ScannedText, candidate: &Candidate) -> bool {
    let style = candidate.style();
    let glued = is_unit(style) && candidate.marker.separator == Separator::None;
    let airy = scanned.statistics.is_blank_separated();
    let apart = !airy && candidate.prev_line.blank_lines > 0 && candidate.next_line.blank_lines > 0;
    let top = candidate.line_index < MAX_TOP_LINES;
    glued && !apart && !top && {
        let mut others = scanned.candidates.iter().filter(|c| c.style() == style);
        others.nth(2).is_none()
    }
}
