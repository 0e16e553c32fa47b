//! Outline of output: sections of manual pages, commits and files of Git.

use super::is_strong;
use crate::doc::{Block, Heading};
use crate::outline::headings::HeadingScan;

/// Column of the subsections of a manual page, and least column of its options.
const SUBSECTION_COLUMN: usize = 3;
const MIN_OPTION_COLUMN: usize = 4;
/// Level of the options of a manual page.
const OPTION_LEVEL: u8 = 3;
/// Letters of a commit's name in its title.
const SHORT_HASH_CHARS: usize = 7;
/// Lines after a commit that may hold its subject.
const MAX_HEADER_LINES: usize = 16;

/// Returns the title, if the text has one of its own, and the headings.
pub(super) fn find(blocks: &[Block<'static>]) -> (Option<String>, Vec<Heading>) {
    match page_name(blocks) {
        Some(name) => (Some(name), manual_headings(blocks)),
        None => (None, git_headings(blocks)),
    }
}

/// Returns the headings that the lines of a text have by their words, as in plain texts: a novel with coloured titles.
pub(super) fn infer(blocks: &[Block<'static>]) -> Vec<Heading> {
    let mut scan = HeadingScan::new();
    for block in blocks {
        scan.push_line(block.pos, &block.text);
    }
    scan.finish_outline().headings
}

/// Returns whether the start of a text is that of a log or a diff of Git.
pub(super) fn begins_like_git(head: &[u8]) -> bool {
    let is_hash = |hash: &[u8]| hash.len() == 40 && hash.iter().all(u8::is_ascii_hexdigit);
    let name = head.strip_prefix(b"commit ");
    name.is_some_and(|name| name.get(..40).is_some_and(is_hash))
        || head.starts_with(b"diff --git a/")
}

/// Returns whether the start of a text is that of a diff: its first line is one of a program that writes diffs, and the
/// names of two files are above a place.
pub(super) fn begins_like_diff(head: &[u8]) -> bool {
    const STARTS: [&str; 5] = ["diff ", "--- ", "Index: ", "# HG changeset", "From "];
    let mut lines = head.split(|byte| *byte == b'\n');
    let first = lines.clone().find(|line| !line.trim_ascii().is_empty());
    let is_begun = first.is_some_and(|first| {
        STARTS
            .iter()
            .any(|start| first.starts_with(start.as_bytes()))
    });
    let mut next = lines.clone().skip(1).zip(lines.clone().skip(2));
    is_begun
        && lines.any(|line| {
            let (below, place) = next.next().unwrap_or_default();
            line.starts_with(b"--- ") && below.starts_with(b"+++ ") && place.starts_with(b"@@ -")
        })
}

/// Returns whether the first line of a text is that of a manual page.
pub(super) fn begins_like_manual(head: &[u8]) -> bool {
    let mut lines = head.split(|byte| *byte == b'\n');
    let first = lines.find(|line| !line.trim_ascii().is_empty());
    let first = first.and_then(|line| str::from_utf8(line).ok());
    first.is_some_and(|line| !line.starts_with(' ') && name_in(line).is_some())
}

/// Returns the name of a manual page, `HI(1)`, which begins and ends its first line.
fn page_name(blocks: &[Block<'_>]) -> Option<String> {
    let line = blocks.iter().find(|block| !block.text.trim().is_empty())?;
    let name = name_in(&line.text).filter(|_| line.lead.indent.0 == 0)?;
    Some(name.to_owned())
}

/// Returns the name of a manual page at both ends of a line.
fn name_in(line: &str) -> Option<&str> {
    let mut words = line.split_whitespace();
    let (first, last) = (words.next()?, words.next_back()?);
    let is_name = first.ends_with(')') && first.find('(').is_some_and(|at| at > 0);
    (is_name && first == last).then_some(first)
}

fn manual_headings(blocks: &[Block<'static>]) -> Vec<Heading> {
    let first = blocks
        .iter()
        .position(|block| !block.text.trim().is_empty());
    let has_marks = blocks.iter().any(|block| !block.marks.is_empty());
    let inner = blocks
        .iter()
        .enumerate()
        .skip(first.map_or(0, |first| first + 1));
    let mut option_column = None;
    let headings = inner.filter_map(|(index, block)| {
        let indent = indent_of(block)?;
        let next = blocks.iter().skip(index + 1).find_map(indent_of)?;
        if indent >= MIN_OPTION_COLUMN {
            let (name, has_text) = option_name(block.text.trim())?;
            // Options of options are deeper, as are lines that begin with one by chance.
            let is_option =
                option_column.is_none_or(|column| column == indent) && (has_text || next > indent);
            option_column = option_column.or(is_option.then_some(indent));
            return is_option.then(|| heading(block, OPTION_LEVEL, Some(name.to_owned())))?;
        }
        // The options of each section have a column of their own.
        option_column = None;
        let is_marked = if has_marks {
            is_strong(block)
        } else {
            !block.text.chars().any(char::is_lowercase)
        };
        let level = match indent {
            0 => 1,
            SUBSECTION_COLUMN => 2,
            _ => return None,
        };
        (is_marked && next > indent).then(|| heading(block, level, None))?
    });
    headings.collect()
}

/// Returns the option with which a line of a manual page begins, as in `-a, --all`, and whether its text follows in the same
/// line, behind two blanks.
fn option_name(line: &str) -> Option<(&str, bool)> {
    let sign = line.trim_start_matches('-');
    let is_option = sign.len() < line.len()
        && sign.starts_with(|c: char| c.is_alphanumeric() || "?#@".contains(c));
    let (name, text) = line.split_once("  ").unwrap_or((line, ""));
    // A line of an example or of a sentence ends as such.
    let is_option = is_option && !name.ends_with(['.', ';', ':', '\\']);
    is_option.then_some((name, !text.trim().is_empty()))
}

/// Returns the blanks before the words of a line; `None` for an empty one.
fn indent_of(block: &Block<'_>) -> Option<usize> {
    (!block.text.trim().is_empty()).then_some(usize::from(block.lead.indent.0))
}

fn heading(block: &Block<'_>, level: u8, title: Option<String>) -> Option<Heading> {
    let own = Heading::from_block(block)?;
    Some(Heading {
        level,
        title: title.map_or_else(|| own.title.clone(), Into::into),
        ..own
    })
}

fn git_headings(blocks: &[Block<'static>]) -> Vec<Heading> {
    let hash = |text: &str| {
        let hash = text.strip_prefix("commit ")?.split(' ').next()?;
        let is_hash =
            hash.len() >= SHORT_HASH_CHARS && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_hash.then(|| hash.get(..SHORT_HASH_CHARS).unwrap_or(hash).to_owned())
    };
    let file = |text: &str| {
        let names = text.strip_prefix("diff --git a/")?;
        let (_, name) = names.split_once(" b/")?;
        Some(name.to_owned())
    };
    // Context of a diff is indented.
    let lines = || {
        blocks
            .iter()
            .enumerate()
            .filter(|(_, block)| block.lead.indent.0 == 0)
    };
    let has_commits = lines().any(|(_, block)| hash(&block.text).is_some());
    let file_level = if has_commits { 2 } else { 1 };
    let has_git_files = lines().any(|(_, block)| file(&block.text).is_some());
    let has_files = has_git_files || blocks.windows(2).any(|pair| changed_file(pair).is_some());
    if !has_commits && !has_files {
        return Vec::new();
    }
    let headings = lines().filter_map(|(index, block)| {
        if let Some(hash) = hash(&block.text) {
            let lines = blocks.iter().skip(index + 1).take(MAX_HEADER_LINES);
            let is_inner =
                |line: &&Block<'_>| line.lead.indent.0 > 0 || !line.text.starts_with("commit ");
            let mut inner = lines.take_while(is_inner);
            let subject = inner.find(|line| indent_of(line).is_some_and(|indent| indent > 0));
            let subject = subject.map_or("", |line| line.text.trim());
            let title = format!("{hash} {subject}");
            return heading(block, 1, Some(title.trim().to_owned()));
        }
        if let Some(name) = file(&block.text) {
            return heading(block, file_level, Some(name));
        }
        let pair = blocks.get(index..index + 2).filter(|_| !has_git_files);
        if let Some(name) = pair.and_then(changed_file) {
            return heading(block, file_level, Some(name));
        }
        let place = block.text.strip_prefix("@@ -")?.split_once(" @@")?.1.trim();
        let title = (!place.is_empty()).then(|| place.to_owned())?;
        heading(block, file_level + 1, Some(title))
    });
    headings.collect()
}

/// Returns the name of the changed file, if two lines are the names of a file before and after a change.
fn changed_file(pair: &[Block<'_>]) -> Option<String> {
    let [before, after] = pair else { return None };
    let name = |line: &str, start: &str| {
        let line = line.strip_prefix(start)?;
        let end = line
            .rmatch_indices(' ')
            .map(|(at, _)| at)
            .find(|at| line.get(at + 1..).is_some_and(begins_like_time));
        Some(line.get(..end.unwrap_or(line.len()))?.trim().to_owned())
    };
    let (before, after) = (name(&before.text, "--- ")?, name(&after.text, "+++ ")?);
    let is_deleted = after == "/dev/null";
    let (name, side) = if is_deleted {
        (before, "a/")
    } else {
        (after, "b/")
    };
    let short = name.strip_prefix(side).map(str::to_owned);
    Some(short.unwrap_or(name))
}

/// Returns whether what follows the blank behind a name is no part of it: the rest of a tab, or a date.
fn begins_like_time(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    text.starts_with(' ') || digits == 4 && text.as_bytes().get(4) == Some(&b'-')
}
