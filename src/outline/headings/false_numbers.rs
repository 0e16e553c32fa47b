//! Numbers that count no sections: addresses, dates and versions, articles of vows, rows of tables, sentences, questions
//! of a talk and events.

use super::candidate::{Candidate, LineOpening};
use super::judged_lines::JudgedLines;
use super::line_ending::LineEnding;
use super::ornaments::QUESTION;
use super::series::series_style;
use super::short_title::is_list_style;
use super::verdict::Verdict;
use crate::outline::numbering::{NumberStyle, is_appendix, is_unit};
use std::collections::HashMap;

/// Minimum number of rows of a table.
const MIN_ROW_COUNT: usize = 3;
/// Longest item of a list within a sentence, in characters.
const MAX_ITEM_CHARS: u16 = 24;
/// Minimum number of questions of a talk.
const MIN_QUESTION_COUNT: usize = 3;

/// Rejects numbers that count no sections.
pub(crate) fn reject(lines: &mut JudgedLines<'_>) {
    let mut found = Vec::new();
    found.extend(repeated_numbers(lines));
    found.extend(unordered_rows(lines));
    found.extend(foreign_decimals(lines));
    found.extend(table_rows(lines));
    found.extend(spoken_items(lines));
    found.extend(examples(lines));
    found.extend(talk(lines));
    found.extend(lone_events(lines));
    found.extend(enclosures(lines));
    found.extend(items_below_label(lines));
    found.extend(clauses(lines));
    found.extend(inner_signs(lines));
    for at in found {
        lines.reject(at);
    }
    replace_sentences(lines);
}

/// Returns the headings of a style that all have the number 1: 一、一… 一、一…
fn repeated_numbers(lines: &JudgedLines<'_>) -> Vec<usize> {
    let is_repeated = |(at, line): &(usize, &Candidate)| {
        let same = |other: usize| {
            lines.is_heading(other)
                && lines.line(other).is_some_and(|next| {
                    next.style() == line.style()
                        && next.marker.number == line.marker.number
                        && next.line_index.abs_diff(line.line_index) <= 2
                })
        };
        matches!(line.style(), NumberStyle::Han(_))
            && (same(at + 1) || at.checked_sub(1).is_some_and(same))
    };
    let found = lines.headings().filter(is_repeated);
    found.map(|(at, _)| at).collect()
}

/// Returns the headings of a style of which all are rows directly below each other and whose numbers do not ascend.
fn unordered_rows(lines: &JudgedLines<'_>) -> Vec<usize> {
    let mut styles: HashMap<NumberStyle, Vec<(usize, &Candidate)>> = HashMap::new();
    let is_row = |(at, line): &(usize, &Candidate)| {
        line.marker.end > 0 && lines.verdict(*at) == Some(Verdict::WholeLine)
    };
    for (at, line) in lines.headings().filter(is_row) {
        styles.entry(line.style()).or_default().push((at, line));
    }
    styles.retain(|_, members| {
        let mut pairs = members.iter().zip(members.iter().skip(1));
        let mut ascents = pairs.clone();
        let least = match members.first() {
            Some((_, line)) if matches!(line.style(), NumberStyle::Decimal(_)) => 2,
            _ => MIN_ROW_COUNT,
        };
        members.len() >= least
            && pairs.all(|((_, a), (_, b))| b.line_index == a.line_index + 1)
            && !ascents.all(|((_, a), (_, b))| {
                b.marker.number == a.marker.number + 1
                    || b.marker.number == 1 && a.marker.number > 1
            })
    });
    let members = styles.into_values().flatten();
    members.map(|(at, _)| at).collect()
}

/// Returns the decimals that name an earlier section than the one they are in, if others name their own: 3.10 below 6.
fn foreign_decimals(lines: &JudgedLines<'_>) -> Vec<usize> {
    let mut section = None;
    let mut has_own = false;
    let mut found = Vec::new();
    for (at, line) in lines.headings() {
        match line.style() {
            NumberStyle::Digit(_) => section = Some(line.marker.number),
            NumberStyle::Decimal(2) => {
                let first = lines.words(at).split(['.', '．']).next();
                let first = first.and_then(|first| first.parse::<u32>().ok());
                has_own |= section == first;
                if section
                    .zip(first)
                    .is_some_and(|(section, first)| first < section)
                {
                    found.push(at);
                }
            }
            style if is_unit(style) => return Vec::new(),
            _ => {}
        }
    }
    if has_own { found } else { Vec::new() }
}

/// Returns the numbered rows of tables: a tab within, and a row with columns above or below.
fn table_rows(lines: &JudgedLines<'_>) -> Vec<usize> {
    let is_row = |(at, line): &(usize, &Candidate)| {
        let near = |columns: bool, blanks: u8| columns && blanks == 0;
        let (before, after) = (&line.prev_line, &line.next_line);
        line.marker.end > 0
            && lines.words(*at).trim_end().contains('\t')
            && (near(before.has_columns, before.blank_lines)
                || near(after.has_columns, after.blank_lines))
    };
    let found = lines.headings().filter(is_row);
    found.map(|(at, _)| at).collect()
}

/// Returns the items of lists that begin within a sentence: …の観点、 一、… 二、…
fn spoken_items(lines: &JudgedLines<'_>) -> Vec<usize> {
    let is_spoken = |members: &[usize]| {
        let first = members.first().and_then(|at| lines.line(*at));
        let last = members.last().and_then(|at| lines.line(*at));
        first.zip(last).is_some_and(|(first, last)| {
            first.prev_line.end == LineEnding::Comma
                && first.marker.number == 1
                && last.line_index - first.line_index < members.len() as u32
        })
    };
    let is_short = |at: &usize| {
        lines.line(*at).is_some_and(|line| {
            line.shape.chars <= MAX_ITEM_CHARS && line.shape.stops + line.shape.commas == 0
        })
    };
    let lists = lines.chains.iter().filter(|chain| {
        let members = &chain.members;
        is_list_style(chain.style)
            && members.len() > 1
            && members.iter().all(is_short)
            && is_spoken(members)
    });
    lists.flat_map(|chain| chain.members.clone()).collect()
}

/// Returns the numbered examples that are sentences: (1)　太郎が本を読んだ。
fn examples(lines: &JudgedLines<'_>) -> Vec<usize> {
    let is_example = |(at, line): &(usize, &Candidate)| {
        let words = lines.words(*at).trim_end();
        let is_kana = |c: char| matches!(c, '\u{3041}'..='\u{309f}');
        let is_sentence = words.ends_with("다.")
            || words
                .strip_suffix('。')
                .is_some_and(|words| words.ends_with(is_kana));
        line.style() == NumberStyle::DigitParen
            && lines.verdict(*at) == Some(Verdict::WholeLine)
            && is_sentence
    };
    let found = lines.headings().filter(is_example);
    found.map(|(at, _)| at).collect()
}

/// Returns the questions of a talk, without numbers and without empty lines above them: 问：…
fn talk(lines: &JudgedLines<'_>) -> Vec<usize> {
    let is_question =
        |(_, line): &(usize, &Candidate)| line.mark == Some(QUESTION) && line.marker.end == 0;
    let all: Vec<(usize, &Candidate)> = lines.headings().filter(is_question).collect();
    let is_tight = |(_, line): &&(usize, &Candidate)| {
        line.prev_line.blank_lines == 0
            && !line.prev_line.is_missing()
            && line.next_line.opening == LineOpening::Answer
    };
    let tight = all.iter().filter(is_tight).count();
    if all.len() < MIN_QUESTION_COUNT || tight * 2 < all.len() {
        return Vec::new();
    }
    all.into_iter().map(|(at, _)| at).collect()
}

/// Returns the only heading of its unit within the rows of a list, if its number is not 1: 제3회 공모전 안내.
fn lone_events(lines: &JudgedLines<'_>) -> Vec<usize> {
    let mut units: HashMap<NumberStyle, Vec<(usize, &Candidate)>> = HashMap::new();
    for (at, line) in lines.headings().filter(|(_, line)| is_unit(line.style())) {
        units.entry(line.style()).or_default().push((at, line));
    }
    let is_row = |line: &Candidate| {
        let (before, after) = (&line.prev_line, &line.next_line);
        let ends = [before.end, after.end];
        line.marker.number > 1
            && before.blank_lines + after.blank_lines == 0
            && ends.contains(&LineEnding::Unpunctuated)
            && !ends.contains(&LineEnding::FullStop)
    };
    let lone = units.into_values().filter_map(|members| match *members {
        [(at, line)] if is_row(line) => Some(at),
        _ => None,
    });
    lone.collect()
}

/// Returns the decimals that are headings although most of their depth are sentences: the clauses of a contract.
fn clauses(lines: &JudgedLines<'_>) -> Vec<usize> {
    let mut depths: HashMap<u8, (usize, Vec<usize>)> = HashMap::new();
    for (at, line) in lines.all().filter(|(at, _)| lines.is_open(*at)) {
        if let NumberStyle::Decimal(depth) = line.style() {
            let (sentences, headings) = depths.entry(depth).or_default();
            if lines.is_heading(at) {
                headings.push(at);
            } else {
                *sentences += usize::from(line.shape.end.is_sentence_end());
            }
        }
    }
    depths.retain(|_, (sentences, headings)| *sentences > headings.len() * 2);
    let headings = depths.into_values().flat_map(|(_, headings)| headings);
    headings.collect()
}

/// Returns the labels that a list of enclosures begins with, the others of which are aligned below: 붙임 1. …
fn enclosures(lines: &JudgedLines<'_>) -> Vec<usize> {
    let is_label = |(_, line): &(usize, &Candidate)| {
        let next = &line.next_line;
        is_appendix(line.style())
            && next.opening == LineOpening::Number
            && next.blank_lines == 0
            && next.indent > line.indent
    };
    let found = lines.headings().filter(is_label);
    found.map(|(at, _)| at).collect()
}

/// Returns the headings in a list whose first item stands behind a label: 附件：1. 分工表 / 2. 名单.
fn items_below_label(lines: &JudgedLines<'_>) -> Vec<usize> {
    let mut found = Vec::new();
    let mut item: Option<&Candidate> = None;
    let mut before: Option<(usize, &Candidate)> = None;
    for (at, line) in lines.all() {
        let label = before.replace((at, line));
        let label = label.filter(|(_, label)| label.line_index + 1 == line.line_index);
        let is_second =
            line.marker.end > 0 && line.marker.number == 2 && line.prev_line.begins_list;
        let goes_on = item.is_some_and(|item| {
            line.style() == item.style()
                && line.marker.number == item.marker.number + 1
                && line.line_index == item.line_index + 1
        });
        let is_item = line.prev_line.blank_lines == 0 && (is_second || goes_on);
        item = is_item.then_some(line);
        let label = label.filter(|_| is_item && is_second);
        let own = is_item.then_some(at);
        let places = label.map(|(at, _)| at).into_iter().chain(own);
        found.extend(places.filter(|at| lines.is_heading(*at)));
    }
    found
}

/// Returns the headings behind a sign that mostly begins items and stands deeper than the sign of other headings.
fn inner_signs(lines: &JudgedLines<'_>) -> Vec<usize> {
    let mut signs: HashMap<(char, u8), Vec<usize>> = HashMap::new();
    for (at, line) in lines.all() {
        if let Some(mark) = line.mark.filter(|mark| *mark != QUESTION) {
            signs.entry((mark, line.indent)).or_default().push(at);
        }
    }
    let outermost = lines.headings().filter_map(|(_, line)| {
        let mark = line.mark.filter(|mark| *mark != QUESTION)?;
        Some((line.indent, mark))
    });
    let Some((outer, sign)) = outermost.min() else {
        return Vec::new();
    };
    signs.retain(|(mark, indent), members| {
        let headings = members.iter().filter(|at| lines.is_heading(**at)).count();
        *mark != sign && *indent > outer && headings * 2 < members.len()
    });
    let members = signs.into_values().flatten();
    members.filter(|at| lines.is_heading(*at)).collect()
}

/// Rejects sentences that begin with the number of a chapter, and accepts the title with this number: 第3章 是他最喜欢的一章，他说。
fn replace_sentences(lines: &mut JudgedLines<'_>) {
    let mut last: HashMap<NumberStyle, &Candidate> = HashMap::new();
    let mut found = Vec::new();
    let units = |line: &Candidate| is_unit(line.style()) && line.style() != NumberStyle::Unit('条');
    for (at, line) in lines.all().filter(|(_, line)| units(line)) {
        let is_sentence = line.shape.end == LineEnding::FullStop;
        if lines.is_heading(at) && !is_sentence {
            last.insert(series_style(line.style()), line);
            continue;
        }
        let before = last.get(&series_style(line.style()));
        let follows = before.is_some_and(|before| {
            line.marker.number == before.marker.number + 1 && line.indent == before.indent
        });
        let may_be = !is_sentence && lines.is_open(at) && line.prev_line.blank_lines > 0;
        let is_unlike = before.is_some_and(|before| {
            let is_apart = |line: &Candidate| line.prev_line.blank_lines > 0;
            line.indent != before.indent || is_apart(before) && !is_apart(line)
        });
        if is_sentence && is_unlike && lines.is_heading(at) {
            found.push((at, false));
        } else if may_be && follows && line.shape.commas + line.shape.stops == 0 {
            found.push((at, true));
            last.insert(series_style(line.style()), line);
        }
    }
    for (at, is_title) in found {
        if is_title {
            lines.accept(at);
        } else {
            lines.reject(at);
        }
    }
}
