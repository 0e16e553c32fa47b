//! Headings named by number or by words, as on the command line.

use super::Query;
use super::query::QueryKind;
use crate::doc::{Heading, Outline, Pos};
use crate::text::forms::Level;
use crate::text::ordinal::NumberName;
use crate::text::script::TextLang;
use std::ops::Range;

/// Separators of the parts of a path of headings.
const PART_SEPARATORS: [char; 5] = ['.', '．', '/', '／', '>'];

/// Finds a heading by its name: words that its title begins with; its number by value (第232条 is 第二百三十二条); a path of numbers (`3.2`) or beginnings of titles
/// (`二.（一）`), each below the one before; words within its title. Variants of letters are the same.
pub fn find_heading(outline: &Outline, name: &str) -> Option<Pos> {
    let all = 0..outline.headings.len();
    let is_number = name.trim().bytes().all(|byte| byte.is_ascii_digit());
    let index = named(outline, all.clone(), name)
        .or_else(|| at_path(outline, name))
        .or_else(|| containing(outline, all, name).filter(|_| !is_number))?;
    outline.headings.get(index).map(|heading| heading.pos)
}

/// Returns the heading that words typed in place of a command name, as in 番外. Latin letters are names of commands.
pub fn heading_in_place_of_command<'o>(outline: &'o Outline, words: &str) -> Option<&'o Heading> {
    let pos = find_heading(outline, words).filter(|_| !words.is_ascii())?;
    outline.headings.iter().find(|heading| heading.pos == pos)
}

/// Returns the first heading whose title begins with `words`, or whose number with its unit they are.
fn named(outline: &Outline, among: Range<usize>, words: &str) -> Option<usize> {
    beginning_with(outline, among.clone(), words).or_else(|| {
        let name = NumberName::parse(words).filter(|name| !name.is_bare())?;
        let mut among = among;
        among.find(|&index| {
            let heading = outline.headings.get(index);
            heading.is_some_and(|heading| name.names(&heading.title))
        })
    })
}

/// Returns the first heading whose title begins with `words`. Words that end in a letter or digit must be followed by
/// none of the same kind: `3` is not the beginning of `30`.
fn beginning_with(outline: &Outline, mut among: Range<usize>, words: &str) -> Option<usize> {
    let query = Query::parse(words.trim(), Level::Variants, QueryKind::Literal).ok()?;
    let last = words.trim().chars().next_back()?;
    among.find(|&index| {
        let Some(heading) = outline.headings.get(index) else {
            return false;
        };
        let title = heading.title.trim();
        let first = query.find_all(title.as_bytes(), TextLang::Other).next();
        first.is_some_and(|hit| {
            let rest = title.get(hit.end..).unwrap_or_default();
            let next = rest.chars().next();
            let is_cut = next.is_some_and(|next| {
                last.is_ascii_alphanumeric() && next.is_alphanumeric()
                    || last.is_ascii_digit() && next == '.' && rest.len() > 1
            });
            hit.start == 0 && !is_cut
        })
    })
}

/// Returns the first heading whose title has `words`.
fn containing(outline: &Outline, mut among: Range<usize>, words: &str) -> Option<usize> {
    let query = Query::parse(words.trim(), Level::Variants, QueryKind::Literal).ok()?;
    among.find(|&index| {
        let title = outline.headings.get(index).map(|heading| &heading.title);
        title.is_some_and(|title| {
            let mut hits = query.find_all(title.as_bytes(), TextLang::Other);
            hits.next().is_some()
        })
    })
}

/// Returns the heading at a path of numbers or beginnings of titles. The only heading of the highest level is the title of
/// the text, and may be left out.
fn at_path(outline: &Outline, path: &str) -> Option<usize> {
    let whole = 0..outline.headings.len();
    let level = |index: usize| outline.headings.get(index).map(|heading| heading.level);
    let is_title =
        level(0) < level(1) && whole.clone().skip(1).all(|index| level(index) > level(0));
    let found = path_below(outline, whole.clone(), path);
    found.or_else(|| path_below(outline, 1..whole.end, path).filter(|_| is_title))
}

fn path_below(outline: &Outline, mut below: Range<usize>, path: &str) -> Option<usize> {
    let mut found = None;
    for part in path.split(PART_SEPARATORS) {
        let part = part.trim();
        let index = match part.parse::<usize>() {
            Ok(number) => {
                let level = outline.headings.get(below.clone())?.iter();
                let level = level.map(|heading| heading.level).min()?;
                let mut siblings = below.clone().filter(|&index| {
                    outline
                        .headings
                        .get(index)
                        .is_some_and(|one| one.level == level)
                });
                siblings.nth(number.checked_sub(1)?)?
            }
            Err(_) => named(outline, below.clone(), part)?,
        };
        let level = outline.headings.get(index)?.level;
        let after = outline.headings.get(index + 1..below.end)?;
        let inner = after.iter().take_while(|heading| heading.level > level);
        below = index + 1..index + 1 + inner.count();
        found = Some(index);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outline(titles: &[(u8, &str)]) -> Outline {
        let heading = |(index, (level, title)): (usize, &(u8, &str))| Heading {
            pos: Pos::new(0, index as u64),
            level: *level,
            title: (*title).into(),
            ..Heading::default()
        };
        Outline {
            headings: titles.iter().enumerate().map(heading).collect(),
            complete: true,
            ..Outline::default()
        }
    }

    #[test]
    fn headings_are_named_by_words_and_by_numbers() {
        let reports = outline(&[
            (1, "关于数据要素的通知"),
            (2, "一、总体要求"),
            (3, "（一）指导思想"),
            (2, "二、重点任务"),
            (3, "（一）培育市场"),
            (3, "（二）加强监管"),
            (1, "附件 30 项清单"),
        ]);
        for (name, want) in [
            ("一", Some(1)),
            ("二、", Some(3)),
            ("二.（一）", Some(4)),
            ("二.（二）", Some(5)),
            ("二/2", Some(5)),
            ("1.2.1", Some(4)),
            ("1．2", Some(3)),
            ("2", Some(6)),
            ("3", None),
            ("監管", Some(5)),
            ("關於", Some(0)),
            ("附件30", Some(6)),
            ("没有", None),
            ("", None),
            (".", None),
            ("0", None),
            ("99999999999999999999999", None),
        ] {
            let found = find_heading(&reports, name).map(|pos| pos.block.0);
            assert_eq!(found, want, "{name}");
        }
    }

    #[test]
    fn numbers_with_a_unit_are_named_in_digits_and_in_words() {
        let law = outline(&[
            (1, "第一章　总则"),
            (2, "第一条"),
            (2, "第二条の二"),
            (1, "第二章　罪"),
            (2, "第二百三十二条"),
            (1, "第3章　附则"),
        ]);
        for (name, want) in [
            ("第232条", Some(4)),
            ("第２条の２", Some(2)),
            ("第2条", None),
            ("第2章", Some(3)),
            ("第三章", Some(5)),
            ("第2章.第232条", Some(4)),
            ("第1章/第232条", None),
            ("第232", Some(4)),
        ] {
            let found = find_heading(&law, name).map(|pos| pos.block.0);
            assert_eq!(found, want, "{name}");
        }
    }

    #[test]
    fn a_printed_number_goes_before_the_order() {
        let paper = outline(&[
            (1, "摘要"),
            (1, "1 引言"),
            (1, "2 方法"),
            (2, "2.1 数据"),
            (2, "2.10 其他"),
            (1, "第十章 结论"),
        ]);
        for (name, want) in [
            ("1", Some(1)),
            ("2", Some(2)),
            ("2.1", Some(3)),
            ("2.10", Some(4)),
            ("第十章", Some(5)),
            ("4", Some(5)),
            ("6", None),
        ] {
            let found = find_heading(&paper, name).map(|pos| pos.block.0);
            assert_eq!(found, want, "{name}");
        }
    }
}
