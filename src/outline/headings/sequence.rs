//! How much of a sequence numbers are, and what speaks against them: a list looks like a sequence too.
//! It is told by its items: nothing between them, or sentences and semicolons.

use super::candidate::{Candidate, End, Role};
use super::chains::Chain;
use super::evidence::Against;
use super::numbered_score::Form;
use super::{Scanner, Verdict, levels};
use crate::outline::numbering::{APPENDIX, Sep, Style, child_path, is_item, is_unit};
use std::collections::{HashMap, HashSet};

/// Lines on top of a text, where the title of a chapter that was saved alone stands.
const TOP_LINES: u32 = 4;
/// Characters behind a colon that are no paragraph of their own.
const FEW_WORDS: u16 = 24;
/// Most bytes of text behind the step of a manual.
const STEP: u64 = 300;

/// One of the lines of a sequence, and the title that it would have.
pub(crate) struct Member<'c> {
    /// Its place among the candidates.
    pub(crate) at: usize,
    pub(crate) candidate: &'c Candidate,
    pub(crate) form: Form,
}

/// What is known of all numbers of the text: which paths (1, 1.2, 第三章) there are, for decimals.
pub(crate) struct Paths {
    parents: HashSet<u64>,
    /// Whether the page holds texts that were cut off, so that sequences may be too.
    cut: bool,
    /// How many candidates of a style stand in sequences, all of the text's together.
    linked: HashMap<Style, usize>,
}

impl Paths {
    pub(crate) fn of(scanner: &Scanner, verdicts: &[Verdict], chains: &[Chain]) -> Self {
        let mut paths = Self {
            parents: HashSet::new(),
            cut: scanner
                .candidates
                .iter()
                .filter(|c| c.role == Role::More)
                .count()
                >= 2,
            linked: HashMap::new(),
        };
        for chain in chains.iter().filter(|chain| chain.members.len() > 1) {
            *paths.linked.entry(chain.style).or_insert(0) += chain.members.len();
        }
        for (candidate, verdict) in scanner.candidates.iter().zip(verdicts) {
            if *verdict == Verdict::Rejected {
                continue;
            }
            paths.parents.extend(levels::path(&candidate.marker));
        }
        paths
    }
}

/// How much the numbers before and after speak for the members of a chain, and what speaks against them.
pub(crate) fn sequence(
    members: &[Member<'_>],
    paths: &Paths,
    parent: bool,
) -> (i32, Option<Against>) {
    let Some(Member {
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
        1 if !unit && marker.joint == Sep::Alone && marker.number != 1 => -4,
        1 => alone(style) - i32::from(!unit && matches!(form, Form::Lead(_))),
        2 => 2,
        _ => 3,
    };
    if members.len() > 1 && marker.number == 1 {
        bonus += 1;
    }
    if members.len() == 1 && marker.number == 1 && paths.cut && !unit {
        bonus = 2;
    }
    let child = matches!(style, Style::Decimal(_)) && paths.parents.contains(&marker.parent);
    if child || parent {
        bonus = bonus.max(0) + 2;
    }
    let mut against = None;
    if is_too_few(members, paths) && !child && !parent {
        against = Some(Against::Few);
        bonus -= 6;
    }
    if !unit {
        let list = list(members);
        against = if list < 0 {
            Some(Against::List)
        } else {
            against
        };
        bonus += list;
    }
    (bonus, against)
}

/// Whether there are not enough of a kind, or they are of a kind that has to begin with the first.
fn is_too_few(members: &[Member<'_>], paths: &Paths) -> bool {
    let Some(first) = members.first().map(|member| member.candidate) else {
        return true;
    };
    let style = first.style();
    let titled = members
        .iter()
        .all(|member| member.candidate.marker.joint != Sep::Alone);
    let general = matches!(style, Style::General(_));
    let needed = if general && titled { 2 } else { needed(style) };
    let enough = members.len() >= 2 && paths.linked.get(&style) >= Some(&needed);
    // 第二天, 第三天 and 第四天 go on with what has no number.
    let goes_on = general && !titled && first.marker.number != 1;
    // V.90 is a standard, and A.1 a heading where there is an appendix A.
    let letter = matches!(style, Style::Decimal(2)) && first.marker.parent > u64::from(APPENDIX);
    (!enough && members.len() < needed) || goes_on || letter
}

/// Whether N.1 follows right behind N.
pub(crate) fn has_child(scanner: &Scanner, at: usize, candidate: &Candidate) -> bool {
    matches!(candidate.style(), Style::Digit(_))
        && scanner.candidates.get(at + 1).is_some_and(|next| {
            matches!(next.style(), Style::Decimal(2))
                && next.marker.number == 1
                && next.marker.parent == child_path(0, candidate.marker.number)
        })
}

/// What a number without neighbours is worth.
fn alone(style: Style) -> i32 {
    if is_unit(style) || (matches!(style, Style::Label(_)) && !is_item(style)) {
        0
    } else {
        -2
    }
}

/// How many of a kind there have to be.
fn needed(style: Style) -> usize {
    match style {
        style if is_item(style) => 2,
        Style::General(_)
        | Style::Tail
        | Style::Digit(Sep::Alone)
        | Style::Han(Sep::Alone)
        | Style::Unit('条') => 3,
        Style::Sequel
        | Style::Series
        | Style::UnitBare(_)
        | Style::Digit(Sep::Glued | Sep::Blank)
        | Style::Han(Sep::Blank)
        | Style::Circle
        | Style::KanaParen
        | Style::EnglishJoined(_)
        | Style::Syllable
        | Style::SyllableHalf
        | Style::Letter => 2,
        _ => 1,
    }
}

/// What speaks against a chain as a list: items one under the other, or in a sentence.
fn list(members: &[Member<'_>]) -> i32 {
    let semicolons = members
        .iter()
        .filter(|member| {
            let end = member.candidate.shape.end;
            matches!(end, End::Semicolon | End::Comma)
        })
        .count();
    let pairs = members.iter().zip(members.iter().skip(1));
    let tight = pairs
        .clone()
        .filter(|(a, b)| a.candidate.adjoins(b.candidate) && is_item_alone(a))
        .count();
    let close = pairs
        .clone()
        .filter(|(a, b)| a.candidate.text_until(b.candidate) <= STEP)
        .count();
    let told = members.iter().filter(|member| tells(member)).count();
    let pairs = pairs.count();
    let mut score = 0;
    let may_be_steps = members.first().is_some_and(|member| {
        matches!(
            member.candidate.style(),
            Style::Digit(_) | Style::DigitParen | Style::DigitHalf
        )
    });
    if may_be_steps && pairs > 0 && close * 3 >= pairs * 2 && told * 2 >= members.len() {
        score -= 6;
    }
    if semicolons * 3 >= members.len() {
        score -= 5;
    }
    if pairs > 0 && defines(members) {
        score -= 6;
    }
    if pairs > 0 && tight * 3 >= pairs * 2 {
        let is_outline = members.first().is_some_and(|member| {
            matches!(member.candidate.style(), Style::Han(_) | Style::HanParen)
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
fn tells(member: &Member<'_>) -> bool {
    let candidate = member.candidate;
    let goes_on = candidate.tail.lines > 0 && candidate.tail.end == End::Stop;
    let is_told = candidate.shape.end == End::Stop || candidate.shape.commas > 0 || goes_on;
    is_told && (is_item_alone(member) || member.form == Form::None)
}

/// Whether the members follow each other behind a colon, each a word and what it means: 用语如下：一、甲：指乙。
fn defines(members: &[Member<'_>]) -> bool {
    let opened = members
        .first()
        .is_some_and(|member| member.candidate.before.end == End::Colon);
    let mut pairs = members.iter().zip(members.iter().skip(1));
    let is_word = |member: &Member<'_>| matches!(member.form, Form::Lead(bytes) if bytes == member.candidate.shape.colon_bytes);
    opened && members.iter().all(is_word) && pairs.all(|(a, b)| a.candidate.adjoins(b.candidate))
}

/// Whether nothing but its own words stands behind a number: its line, or a few words behind a colon.
fn is_item_alone(member: &Member<'_>) -> bool {
    let shape = member.candidate.shape;
    match member.form {
        Form::Whole | Form::Joined => true,
        Form::Lead(bytes) if bytes == shape.colon_bytes => {
            shape.chars.saturating_sub(shape.colon_chars) <= FEW_WORDS
        }
        Form::Lead(_) | Form::None => false,
    }
}

/// Whether a line that begins like a chapter is one of a kind in the midst of a text: 第一章不好看.
pub(crate) fn is_stray(scanner: &Scanner, candidate: &Candidate) -> bool {
    let style = candidate.style();
    let glued = is_unit(style) && candidate.marker.joint == Sep::Glued;
    let airy = scanner.statistics.airy();
    let apart = !airy && candidate.before.blanks > 0 && candidate.after.blanks > 0;
    let top = candidate.order < TOP_LINES;
    glued && !apart && !top && {
        let mut others = scanner.candidates.iter().filter(|c| c.style() == style);
        others.nth(2).is_none()
    }
}
