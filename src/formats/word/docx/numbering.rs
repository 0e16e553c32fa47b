//! Automatic paragraph numbers, which are not in the text: 第一章, （一）, 1.1 (ECMA-376 Part 1, 17.9).

use crate::formats::blocks::number_format::format_number;
use crate::formats::html::tokens::{MarkupKind, Tag, Token, tokenize};
use std::collections::HashMap;
use std::ops::ControlFlow;

/// Lists of a document; further ones are ignored.
const MAX_LIST_COUNT: usize = 10_000;
/// Longest number text of a paragraph, in bytes.
const MAX_NUMBER_BYTES: usize = 64;
/// Levels of a list.
const LIST_LEVELS: usize = 9;

/// Number format of one level of a list.
#[derive(Clone, Debug)]
struct ListLevel {
    start: u32,
    format: String,
    /// Pattern of the number text, with `%1` for the number of the first level.
    pattern: String,
    /// Separator between the number and the paragraph.
    suffix: &'static str,
    /// Whether all numbers of the level are digits.
    is_legal: bool,
}

impl Default for ListLevel {
    fn default() -> Self {
        Self {
            start: 1,
            format: "decimal".to_owned(),
            pattern: String::new(),
            suffix: " ",
            is_legal: false,
        }
    }
}

/// A list: its levels and current numbers.
#[derive(Clone, Debug, Default)]
struct NumberedList {
    levels: Vec<ListLevel>,
    counts: [Option<u32>; LIST_LEVELS],
}

/// An instance of a list.
#[derive(Clone, Debug, Default)]
struct NumberingUse {
    list_id: String,
    /// Levels that restart at the first use, and their start.
    start_overrides: Vec<(usize, u32)>,
    is_begun: bool,
}

/// All lists of a document.
#[derive(Debug, Default)]
pub(crate) struct Numbering {
    lists: HashMap<String, NumberedList>,
    uses: HashMap<String, NumberingUse>,
    /// Levels linked to paragraph styles.
    style_levels: HashMap<(String, String), usize>,
}

impl Numbering {
    /// Parses `word/numbering.xml`.
    pub(crate) fn new(source: &str) -> Self {
        let mut numbering = Self::default();
        let (mut list, mut used, mut level) = (String::new(), String::new(), 0);
        tokenize(source, MarkupKind::Xml, &mut |token, _| {
            let Token::Open(tag) = token else {
                return ControlFlow::Continue(());
            };
            let value = || tag.get("w:val").unwrap_or_default();
            match tag.name.as_str() {
                "abstractnum" => {
                    tag.get("w:abstractnumid")
                        .unwrap_or_default()
                        .clone_into(&mut list);
                    used.clear();
                    if numbering.lists.len() < MAX_LIST_COUNT {
                        numbering
                            .lists
                            .insert(list.clone(), NumberedList::default());
                    }
                }
                "num" => {
                    list.clear();
                    tag.get("w:numid").unwrap_or_default().clone_into(&mut used);
                    if numbering.uses.len() < MAX_LIST_COUNT {
                        numbering.uses.insert(used.clone(), NumberingUse::default());
                    }
                }
                "lvl" | "lvloverride" => level = parse_ilvl(tag.get("w:ilvl")),
                "abstractnumid" => {
                    if let Some(used) = numbering.uses.get_mut(&used) {
                        value().clone_into(&mut used.list_id);
                    }
                }
                "startoverride" => {
                    let used = numbering.uses.get_mut(&used);
                    if let Some(used) = used.filter(|used| used.start_overrides.len() < LIST_LEVELS)
                    {
                        used.start_overrides
                            .push((level, value().parse().unwrap_or(1)));
                    }
                }
                "pstyle" if !list.is_empty() && numbering.style_levels.len() < MAX_LIST_COUNT => {
                    let key = (list.clone(), value().to_owned());
                    numbering.style_levels.insert(key, level);
                }
                _ => numbering.read_level(&list, level, tag),
            }
            ControlFlow::Continue(())
        });
        numbering
    }

    /// Applies a tag to a level of a list.
    fn read_level(&mut self, list: &str, at: usize, tag: &Tag) {
        let Some(list) = self.lists.get_mut(list) else {
            return;
        };
        if list.levels.len() <= at {
            list.levels.resize(at + 1, ListLevel::default());
        }
        let Some(level) = list.levels.get_mut(at) else {
            return;
        };
        let value = tag.get("w:val").unwrap_or_default();
        match tag.name.as_str() {
            "start" => level.start = value.parse().unwrap_or(1),
            "numfmt" => value.clone_into(&mut level.format),
            "lvltext" => {
                let end = value.floor_char_boundary(MAX_NUMBER_BYTES);
                value
                    .get(..end)
                    .unwrap_or_default()
                    .clone_into(&mut level.pattern);
            }
            "islgl" => level.is_legal = !matches!(value, "0" | "false"),
            "suff" => level.suffix = if value == "nothing" { "" } else { " " },
            _ => {}
        }
    }

    /// Returns the level of a list that a paragraph style is linked to.
    pub(crate) fn level_of_style(&self, used: &str, style: &str) -> usize {
        let list = self.uses.get(used).map(|used| used.list_id.clone());
        let key = (list.unwrap_or_default(), style.to_owned());
        self.style_levels.get(&key).copied().unwrap_or(0)
    }

    /// Counts a paragraph and returns its number text.
    pub(crate) fn next_number(&mut self, used: &str, level: usize) -> Option<String> {
        let level = level.min(LIST_LEVELS - 1);
        let used = self.uses.get_mut(used)?;
        let list = self.lists.get_mut(&used.list_id)?;
        if !used.is_begun {
            used.is_begun = true;
            for (level, start) in &used.start_overrides {
                if let Some(count) = list.counts.get_mut(*level) {
                    *count = start.checked_sub(1);
                }
            }
        }
        let start =
            |list: &NumberedList, at: usize| list.levels.get(at).map_or(1, |level| level.start);
        let first = start(list, level);
        if let Some(count) = list.counts.get_mut(level) {
            *count = Some(count.map_or(first, |count| count.saturating_add(1)));
        }
        list.counts
            .iter_mut()
            .skip(level + 1)
            .for_each(|count| *count = None);
        let own = list.levels.get(level)?;
        if own.format == "none" {
            return None;
        }
        if own.format == "bullet" {
            return Some(format!("•{}", own.suffix));
        }
        let mut words = String::new();
        let mut rest = own.pattern.chars().peekable();
        while let Some(c) = rest.next() {
            let digit = rest
                .peek()
                .and_then(|c| c.to_digit(10))
                .filter(|_| c == '%');
            let Some(at) = digit.and_then(|digit| (digit as usize).checked_sub(1)) else {
                words.push(c);
                continue;
            };
            rest.next();
            let count = list.counts.get(at).copied().flatten();
            let count = count.unwrap_or_else(|| start(list, at));
            let format = list.levels.get(at).map_or("decimal", |level| &level.format);
            let format = if own.is_legal { "decimal" } else { format };
            words.push_str(&format_number(count, format));
        }
        words.truncate(words.floor_char_boundary(MAX_NUMBER_BYTES));
        (!words.trim().is_empty()).then(|| words + own.suffix)
    }
}

/// Parses the level in an attribute.
pub(crate) fn parse_ilvl(value: Option<&str>) -> usize {
    value
        .and_then(|value| value.parse().ok())
        .unwrap_or(0)
        .min(LIST_LEVELS - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_count_under_each_other_and_lists_go_on() {
        let level = |at: usize, format: &str, words: &str, more: &str| {
            format!(
                "<w:lvl w:ilvl='{at}'><w:start w:val='1'/><w:numFmt w:val='{format}'/>\
                 <w:lvlText w:val='{words}'/>{more}</w:lvl>"
            )
        };
        let source = format!(
            "<w:numbering><w:abstractNum w:abstractNumId='5'>{}{}{}{}</w:abstractNum>\
             <w:num w:numId='1'><w:abstractNumId w:val='5'/></w:num>\
             <w:num w:numId='2'><w:abstractNumId w:val='5'/><w:lvlOverride w:ilvl='0'>\
             <w:startOverride w:val='7'/></w:lvlOverride></w:num></w:numbering>",
            level(0, "chineseCounting", "第%1章", "<w:pStyle w:val='h1'/>"),
            level(1, "decimal", "%1.%2", "<w:suff w:val='nothing'/><w:isLgl/>"),
            level(2, "bullet", "", ""),
            level(3, "none", "", ""),
        );
        let mut numbering = Numbering::new(&source);
        let mut next = |used: &str, level| numbering.next_number(used, level);
        assert_eq!(next("1", 0).as_deref(), Some("第一章 "));
        assert_eq!(next("1", 1).as_deref(), Some("1.1"));
        assert_eq!(next("1", 1).as_deref(), Some("1.2"));
        assert_eq!(next("1", 2).as_deref(), Some("• "));
        assert_eq!(next("1", 3), None);
        assert_eq!(next("1", 0).as_deref(), Some("第二章 "));
        assert_eq!(next("1", 1).as_deref(), Some("2.1"));
        assert_eq!(next("2", 0).as_deref(), Some("第七章 "));
        assert_eq!(next("9", 0), None);
        assert_eq!(numbering.level_of_style("1", "h1"), 0);
    }
}
