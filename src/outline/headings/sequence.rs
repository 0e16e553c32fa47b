//! Score of numbers as a sequence.
//!
//! A list is a sequence too. It differs by its items: no text between them, or sentences and semicolons.

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

/// Lines at the top of a text that may hold the title of a chapter saved alone.
const MAX_TOP_LINES: u32 = 4;
/// Maximum characters after a colon that do not form a paragraph.
const MAX_INLINE_CHARS: u16 = 24;
/// Maximum bytes of text after a step of a manual.
const MAX_STEP_BYTES: u64 = 300;

/// Member of a sequence with its possible title.
pub(crate) struct SequenceMember<'c> {
    /// Index among the candidates.
    pub(crate) index: usize,
    pub(crate) candidate: &'c Candidate,
    pub(crate) form: TitleForm,
}

/// Numbers of the whole text that are evidence for a sequence.
pub(crate) struct NumberPaths {
    parent_paths: HashSet<u64>,
    /// Whether the page has excerpts, so that sequences may be incomplete.
    has_excerpts: bool,
    /// Number of candidates of each style in sequences, over the whole text.
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

/// Scores the members of a chain by the numbers before and after them. Returns the strongest evidence against
/// them too. `parent`: a decimal (N.1) follows one of them.
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

/// Returns whether the members are too few, or do not begin with the number that their style requires.
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
    // 第二天, 第三天 and 第四天 continue a text without a number.
    let goes_on = general && !titled && first.marker.number != 1;
    // V.90 is a standard; A.1 is a heading only below an appendix A.
    let letter = matches!(style, NumberStyle::Decimal(2))
        && first.marker.parent_path > u64::from(APPENDIX_BASE);
    (!enough && members.len() < needed) || goes_on || letter
}

/// Returns whether N.1 directly follows the candidate N.
pub(crate) fn has_child(scanned: &ScannedText, at: usize, candidate: &Candidate) -> bool {
    matches!(candidate.style(), NumberStyle::Digit(_))
        && scanned.candidates.get(at + 1).is_some_and(|next| {
            matches!(next.style(), NumberStyle::Decimal(2))
                && next.marker.number == 1
                && next.marker.parent_path == child_path(0, candidate.marker.number)
        })
}

/// Returns the score of a number without neighbours.
fn lone_number_score(style: NumberStyle) -> i32 {
    if is_unit(style) || (matches!(style, NumberStyle::Label(_)) && !is_item(style)) {
        0
    } else {
        -2
    }
}

/// Returns the minimum number of members of a sequence.
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
        | NumberStyle::Kana
        | NumberStyle::KanaParen
        | NumberStyle::EnglishJoined(_)
        | NumberStyle::Stem
        | NumberStyle::StemParen
        | NumberStyle::Syllable
        | NumberStyle::SyllableHalfParen
        | NumberStyle::Letter => 2,
        _ => 1,
    }
}

/// Returns the penalty of a chain as a list: items on adjacent lines, or within a sentence.
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
    let sentences = members.iter().filter(|member| is_sentence(member)).count();
    let pairs = pairs.count();
    let mut score = 0;
    let may_be_steps = members.first().is_some_and(|member| {
        matches!(
            member.candidate.style(),
            NumberStyle::Digit(_) | NumberStyle::DigitParen | NumberStyle::DigitHalfParen
        )
    });
    if may_be_steps && pairs > 0 && close * 3 >= pairs * 2 && sentences * 2 >= members.len() {
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

/// Returns whether a member is a sentence, like a step of a manual: it has the ending of one, continues on the
/// next line, or has a comma.
fn is_sentence(member: &SequenceMember<'_>) -> bool {
    let candidate = member.candidate;
    let goes_on =
        candidate.continuation.line_count > 0 && candidate.continuation.end == LineEnding::FullStop;
    let has_sentence =
        candidate.shape.end == LineEnding::FullStop || candidate.shape.commas > 0 || goes_on;
    has_sentence && (is_bare_item(member) || member.form == TitleForm::NoTitle)
}

/// Returns whether the members are definitions after a colon, each a word and its meaning:
/// 用语如下：一、甲：指乙。
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

/// Returns whether a member has no text besides its title, or only a few words after a colon.
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

/// Returns whether a line that begins like a chapter is the only one of its kind in the middle of a text:
/// 第一章不好看.
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
