//! Lines of one look that are headings together: ア　監視, ■ごみの出し方, 【使用方法】, 问：…, the days of a diary, titles that
//! empty lines or an indent of their own set apart, and lines that look like headings.
//!
//! A list has no text between its items. Lines of one look that have text below nearly all of them, none of which is a
//! sentence, are headings, in a text of any length.

use super::candidate::{Candidate, LineOpening, LineRole};
use super::dated::{has_text_below_day, is_like_days, names_day};
use super::judged_lines::JudgedLines;
use super::line_ending::LineEnding;
use super::ornaments::LineMark;
use super::poems::is_name;
use super::short_title::{has_text_below, is_apart, is_bare, is_quoted, is_title};
use super::text_signs;
use super::title_groups::is_own_paragraph;
use super::verdict::Verdict;
use crate::outline::numbering::{NumberStyle, is_unit};
use crate::text::blank::is_blank;
use crate::text::script::is_cjk;
use std::collections::{BTreeMap, HashSet};

/// Widest indent of a title, in cells; names below what they signed stand at the right.
const MAX_TITLE_INDENT_CELLS: u8 = 12;
/// Longest title with an indent of its own, in characters.
const MAX_INDENTED_CHARS: u16 = 12;
/// Longest label above a section, in characters.
const MAX_LABEL_CHARS: u16 = 10;
/// Minimum number of marked lines without empty lines above.
const MIN_TIGHT_COUNT: usize = 3;
/// Tenths of the blocks that must begin with a title, and of these that must have text or a list below.
const MIN_BLOCK_SHARE_TENTHS: usize = 8;
const MIN_TEXT_SHARE_TENTHS: usize = 6;
/// Minimum number of headings that other lines may look like.
const MIN_HEADING_COUNT: usize = 2;
/// Tenths of the lines of a look without a number that must be headings.
const MIN_HEADING_TENTHS: usize = 6;
/// Index of the first line that is surely below the title block of a text.
const MIN_LINE_INDEX: u32 = 3;

/// Lines of one look.
struct Group {
    members: Vec<usize>,
    /// Members that may be headings.
    good: Vec<usize>,
}

/// What makes the good members of a group headings.
struct Demand {
    least: usize,
    /// Tenths of the members that must be good.
    tenths: usize,
    /// Distance of the members, in lines.
    distance: u32,
}

type Collect = fn(&JudgedLines<'_>) -> Vec<Group>;

/// Kinds of groups with their demands, in order.
#[rustfmt::skip]
const KINDS: [(Collect, Demand); 8] = [
    (marked_titles, Demand { least: 2, tenths: 8, distance: 2 }),
    (days, Demand { least: 2, tenths: 6, distance: 1 }),
    (spaced_titles, Demand { least: 2, tenths: 10, distance: 2 }),
    (labels, Demand { least: 2, tenths: 10, distance: 2 }),
    (spaced_words, Demand { least: 2, tenths: 10, distance: 1 }),
    (indented_titles, Demand { least: 3, tenths: 10, distance: 2 }),
    (block_titles, Demand { least: 3, tenths: 1, distance: 1 }),
    (like_headings, Demand { least: 1, tenths: 1, distance: 1 }),
];

/// Accepts the groups of all kinds.
pub(crate) fn accept(lines: &mut JudgedLines<'_>) {
    for (collect, demand) in &KINDS {
        for group in collect(lines) {
            let (good, members) = (group.good.len(), group.members.len());
            if good >= demand.least
                && good * 10 >= members * demand.tenths
                && are_distant(lines, &group.members, demand.distance)
            {
                for at in group.good {
                    let words = lines.words(at);
                    let label = words.trim_end_matches(['：', ':']);
                    if label.len() < words.len() {
                        lines.accept_as(at, Verdict::LeadPhrase(label.len() as u32));
                    } else {
                        lines.accept(at);
                    }
                }
            }
        }
    }
}

/// Returns whether all members are at least `distance` lines apart.
fn are_distant(lines: &JudgedLines<'_>, members: &[usize], distance: u32) -> bool {
    let place = |at: &usize| lines.line(*at).map_or(0, |line| line.line_index);
    let mut pairs = members.iter().zip(members.iter().skip(1));
    pairs.all(|(a, b)| place(b) >= place(a) + distance)
}

/// Returns the indices of the candidates that `is_member` names.
fn places(lines: &JudgedLines<'_>, is_member: impl Fn(usize, &Candidate) -> bool) -> Vec<usize> {
    let found = lines.all().filter(|(at, line)| is_member(*at, line));
    found.map(|(at, _)| at).collect()
}

/// Returns the group of `members` of which those are good that may be titles with text below.
fn with_text(lines: &JudgedLines<'_>, members: Vec<usize>) -> Group {
    let may_be = |at: &usize| {
        lines.line(*at).is_some_and(|line| {
            // A full line goes on in the next one.
            let is_full = lines.scanned.statistics.is_full(line.shape.cells, 7);
            let goes_on = is_full && line.next_line.blank_lines == 0;
            // □ above ○ that are set in below it.
            let below = &line.next_line;
            let has_items = below.opening == LineOpening::Bullet
                && below.indent > line.indent
                && is_apart(line);
            lines.is_open(*at)
                && is_title(line)
                && !text_signs::is_admonition(lines.words(*at))
                && !goes_on
                && (has_text_below(line) || has_items)
        })
    };
    let good = members.iter().copied().filter(|at| may_be(at)).collect();
    Group { members, good }
}

/// Returns the group of titles that need nothing else.
fn titles(members: Vec<usize>) -> Group {
    let good = members.clone();
    Group { members, good }
}

/// Collects the lines that begin with the same mark.
fn marked_titles(lines: &JudgedLines<'_>) -> Vec<Group> {
    let mut all: BTreeMap<LineMark, Vec<usize>> = BTreeMap::new();
    for (at, line) in lines.all() {
        if let Some(mark) = line.mark {
            all.entry(mark).or_default().push(at);
        }
    }
    let is_apart = |at: &usize| lines.line(*at).is_some_and(is_apart);
    all.retain(|_, members| members.len() >= MIN_TIGHT_COUNT || members.iter().all(is_apart));
    let groups = all.into_values().map(|members| with_text(lines, members));
    groups.collect()
}

/// Collects the lines that begin with a date. The date of a signature has no text below.
fn days(lines: &JudgedLines<'_>) -> Vec<Group> {
    let members = places(lines, |at, line| {
        lines.is_open(at)
            && matches!(line.role, LineRole::Title | LineRole::ShortLine)
            && line.marker.end == 0
            && names_day(lines.words(at))
    });
    // The date of a text belongs to the title directly above it.
    let is_below_title = |at: usize| {
        let above = at.checked_sub(1).filter(|above| lines.is_heading(*above));
        let pair = above.and_then(|above| lines.pair(above));
        pair.is_some_and(|(title, date)| date.line_index == title.line_index + 1)
    };
    let is_good =
        |at: &&usize| lines.line(**at).is_some_and(has_text_below_day) && !is_below_title(**at);
    let good: Vec<usize> = members.iter().filter(is_good).copied().collect();
    let are_days =
        good.len() + 1 >= members.len() && is_like_days(good.iter().map(|at| lines.words(*at)));
    Vec::from_iter(are_days.then_some(Group { members, good }))
}

fn may_be_bare(lines: &JudgedLines<'_>, at: usize, line: &Candidate) -> bool {
    is_bare(line) && !lines.words(at).starts_with(['（', '('])
}

/// Collects the titles above which are more empty lines than between paragraphs, if nothing else has so many above it.
fn spaced_titles(lines: &JudgedLines<'_>) -> Vec<Group> {
    let statistics = &lines.scanned.statistics;
    let gap = statistics.body_gap() as u8;
    let below = |line: &Candidate| line.next_line.blank_lines >= gap.min(1);
    let wide = places(lines, |_, line| {
        line.prev_line.blank_lines > gap && line.line_index > 0
    });
    let is_title = |at: &usize| {
        let line = lines.line(*at);
        line.is_some_and(|line| may_be_bare(lines, *at, line) && below(line))
    };
    let Some(second) = wide.first().and_then(|at| lines.line(*at)) else {
        return Vec::new();
    };
    if gap == 0 || statistics.body_lines_after(gap) > 0 || !wide.iter().all(is_title) {
        return Vec::new();
    }
    // The first title has no empty lines above it.
    let may_be_first = |at: &usize| {
        lines.line(*at).is_some_and(|first| {
            first.line_index as usize == *at
                && is_title(at)
                && second.line_index > first.line_index + 1
                && second.indent == first.indent
        })
    };
    // Above an author or another title it is the title of the text.
    let first = Some(0).filter(|at| may_be_first(at) && !may_be_first(&1));
    let good = first.into_iter().chain(wide.iter().copied()).collect();
    vec![Group {
        members: wide,
        good,
    }]
}

/// Collects the labels below empty lines that end in a colon, unless they recur or are names, in a text without other
/// headings: 诉讼请求：, 事实与理由：
fn labels(lines: &JudgedLines<'_>) -> Vec<Group> {
    let members = places(lines, |at, line| {
        matches!(line.role, LineRole::Title | LineRole::ShortLine)
            && line.style() == NumberStyle::Unnumbered
            && line.shape.end == LineEnding::Colon
            && line.shape.chars <= MAX_LABEL_CHARS
            && line.shape.commas == 0
            && is_apart(line)
            && line.next_line.blank_lines == 0
            && lines.is_open(at)
            && lines
                .words(at)
                .chars()
                .all(|c| is_cjk(c) || "：:".contains(c))
    });
    if lines
        .headings()
        .any(|(at, _)| members.binary_search(&at).is_err())
    {
        return Vec::new();
    }
    let words = |at: &usize| lines.words(*at).trim_end_matches(['：', ':']);
    let has_body = |at: &usize| {
        lines.line(*at).is_some_and(|line| {
            let below = line.next_line.opening;
            matches!(below, LineOpening::Bullet | LineOpening::FirstNumber) || has_text_below(line)
        })
    };
    let different: HashSet<&str> = members.iter().map(words).collect();
    let names = members.iter().filter(|at| is_name(words(at))).count();
    let good = if different.len() == members.len() && names == 0 {
        members.iter().copied().filter(has_body).collect()
    } else {
        Vec::new()
    };
    vec![Group { members, good }]
}

/// Collects the words whose letters stand apart, unless most are names: 特　载, 农　业.
fn spaced_words(lines: &JudgedLines<'_>) -> Vec<Group> {
    let is_word = |at: usize, line: &Candidate| {
        let words = lines.words(at);
        may_be_bare(lines, at, line)
            && is_apart(line)
            && lines.is_open(at)
            && words.contains(is_blank)
            && words.chars().all(|c| is_cjk(c) || is_blank(c))
            && text_signs::has_spaced_letters(words)
    };
    let members = places(lines, is_word);
    let is_name = |at: &&usize| {
        let letters = lines.words(**at).chars().filter(|c| !is_blank(*c));
        is_name(&letters.collect::<String>())
    };
    let names = members.iter().filter(is_name).count();
    Vec::from_iter((names * 2 < members.len()).then(|| titles(members)))
}

/// Collects the short lines between empty lines whose indent no other line between empty lines has.
fn indented_titles(lines: &JudgedLines<'_>) -> Vec<Group> {
    let mut by_indent: BTreeMap<u8, Vec<usize>> = BTreeMap::new();
    for (at, line) in lines.all() {
        if line.prev_line.blank_lines.min(line.next_line.blank_lines) > 0 {
            by_indent.entry(line.indent).or_default().push(at);
        }
    }
    let statistics = &lines.scanned.statistics;
    let is_title = |at: &usize| {
        lines.line(*at).is_some_and(|line| {
            may_be_bare(lines, *at, line) && line.shape.chars <= MAX_INDENTED_CHARS
        })
    };
    by_indent.retain(|indent, members| {
        (1..=MAX_TITLE_INDENT_CELLS).contains(indent)
            && *indent != statistics.body_indent()
            && statistics.paragraphs_at(*indent) == 0
            && members.iter().all(is_title)
    });
    by_indent.into_values().map(titles).collect()
}

/// Collects the first lines of the blocks between empty lines, if most blocks begin with a short line and go on with text
/// or a list.
fn block_titles(lines: &JudgedLines<'_>) -> Vec<Group> {
    let mut members = places(lines, |at, line| {
        may_be_bare(lines, at, line)
            && line.prev_line.blank_lines > 0
            && line.next_line.blank_lines == 0
    });
    let line = |at: &usize| lines.line(*at);
    let has_text = |at: &&usize| {
        line(at).is_some_and(|line| {
            let below = line.next_line.opening;
            let is_list = matches!(below, LineOpening::Bullet | LineOpening::FirstNumber);
            is_list || has_text_below(line)
        })
    };
    let with_text = members.iter().filter(has_text).count();
    let blocks = lines.scanned.statistics.lines_after_blank() as usize;
    // Names of speakers recur.
    let different: HashSet<_> = members
        .iter()
        .filter_map(line)
        .map(|line| line.key)
        .collect();
    let indent = |at: &usize| line(at).map(|line| line.indent);
    let usual = members.get(members.len() / 2).and_then(indent);
    let is_regular = different.len() == members.len()
        && members.len() * 10 >= blocks * MIN_BLOCK_SHARE_TENTHS
        && with_text * 10 >= members.len() * MIN_TEXT_SHARE_TENTHS;
    members.retain(|at| indent(at) == usual);
    Vec::from_iter(is_regular.then(|| titles(members)))
}

/// Style, indent, and whether empty lines are above and below.
type Look = (NumberStyle, u8, bool, bool);

/// Returns the look of a short title; `None` for other lines.
fn look(line: &Candidate) -> Option<Look> {
    let style = line.style();
    let is_counted = is_unit(style) && style != NumberStyle::Unit('条')
        || matches!(style, NumberStyle::UnitBare(_));
    let is_kind = is_counted || style == NumberStyle::Unnumbered;
    let is_line = matches!(line.role, LineRole::Title | LineRole::ShortLine);
    let has_gap = line.next_line.blank_lines > 0;
    (is_kind && is_line && is_title(line)).then(|| (style, line.indent, is_apart(line), has_gap))
}

/// Collects the short lines of a look that is the look of headings: a sole 三十八章 in the second part.
fn like_headings(lines: &JudgedLines<'_>) -> Vec<Group> {
    let mut all: BTreeMap<Look, Vec<usize>> = BTreeMap::new();
    for (at, line) in lines.all() {
        if let Some(look) = look(line).filter(|look| look.2) {
            all.entry(look).or_default().push(at);
        }
    }
    all.retain(|(style, ..), members| {
        let headings = members.iter().filter(|at| lines.is_heading(**at)).count();
        let is_bare = *style == NumberStyle::Unnumbered;
        headings >= MIN_HEADING_COUNT
            && headings < members.len()
            && (!is_bare || headings * 10 >= members.len() * MIN_HEADING_TENTHS)
    });
    let is_alike = |at: &usize| {
        let line = lines
            .line(*at)
            .filter(|_| lines.is_open(*at) && lines.is_likely(*at));
        line.is_some_and(|line| {
            let (words, below) = (lines.words(*at), &line.next_line);
            let is_list = below.opening == LineOpening::Bullet;
            let is_title = line.style() != NumberStyle::Unnumbered
                || (has_text_below(line) || is_list)
                    && !is_quoted(words)
                    && !text_signs::has_code(words);
            let has_number_below = line.line_index > 0 && below.opening == LineOpening::FirstNumber;
            is_title
                && !below.is_missing()
                && (line.line_index >= MIN_LINE_INDEX || has_number_below)
                && is_own_paragraph(lines.scanned, line)
        })
    };
    let groups = all.into_values().map(|members| {
        let good = members.iter().copied().filter(|at| is_alike(at)).collect();
        Group { members, good }
    });
    groups.collect()
}
