//! Essays and other texts with front matter: the title on top, a line with author, date and source below it, and
//! the headings of the body below the title.

pub mod collection;
pub mod front_matter;
pub(crate) mod lines;
pub(crate) mod toml_fields;

use super::blocks::document::BlockDocument;
use super::markdown::{self, RestFacts};
use crate::doc::{Block, BlockKind, Heading, Lead, Pos, TocEntry};
use crate::error::{Malformed, Reason, Remedy};
use crate::outline::rules::Rules;
use crate::source::file_name::file_stem;
use front_matter::{FrontMatter, LenientFrontMatter};
use lines::{LineForm, parse_lines};
use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;
use toml_fields::malformed;

/// Opens Markdown with or without front matter. `name` is the file name, which is the title of a text without one.
/// Never fails: errors of the front matter become problems.
pub fn open_markdown(name: &str, source: &str) -> BlockDocument {
    let front = front_matter::parse_lenient(source);
    let lang = front.front_matter.as_ref().and_then(FrontMatter::language);
    let document = markdown::parse(source, front.body_start, lang);
    with_front_matter(document, front, name)
}

/// Opens the beginning of long Markdown as [`open_markdown`] does all of it. `source` is all of it, or the lines at its head
/// with the facts about the rest. Also returns the byte at which the beginning ends. `None` for a short text, and where
/// title, levels or blocks depend on the rest.
pub(crate) fn open_markdown_beginning(
    name: &str,
    source: &str,
    rest: &RestFacts,
) -> Option<(BlockDocument, usize)> {
    let front = front_matter::parse_lenient(source);
    // Front matter may go on in the rest.
    if rest.has_text() && !front.problems.is_empty() {
        return None;
    }
    let meta = front.front_matter.as_ref();
    let lang = meta.and_then(FrontMatter::language);
    let (document, end) = markdown::parse_beginning(source, front.body_start, lang, rest)?;
    let title = meta.map_or("", |meta| &meta.title);
    let mut top = document
        .headings
        .iter()
        .filter(|heading| heading.level == 1);
    let has_title = top.any(|heading| title.is_empty() || is_same_title(&heading.title, title));
    // The title of the front matter shifts all headings by the highest of them.
    let is_shift_known =
        title.is_empty() || document.headings.iter().any(|heading| heading.level <= 2);
    let is_settled = has_title
        || is_shift_known
            && !rest.may_have_top_heading
            && !markdown::may_have_top_heading(source.get(end..).unwrap_or_default());
    is_settled.then(|| (with_front_matter(document, front, name), end))
}

/// Opens plain text that begins with our front matter. `None` if it does not; it is then ordinary plain text. One
/// block per line that is not blank.
pub fn open_text(name: &str, source: &str, rules: &Arc<Rules>) -> Option<BlockDocument> {
    let front = front_matter::parse_lenient(source);
    if front.front_matter.is_none() && front.problems.is_empty() {
        return None;
    }
    let body = source.get(front.body_start..).unwrap_or_default();
    let lang = front.front_matter.as_ref().and_then(FrontMatter::language);
    let document = parse_lines(
        source,
        front.body_start,
        lang.unwrap_or_else(|| markdown::detect_language(body)),
        rules,
        LineForm::default(),
    );
    Some(with_front_matter(document, front, name))
}

/// Opens plain text whose lines end as only Unicode knows. `name` is its title. One block per line that is not blank.
pub fn open_unicode_lines(name: &str, source: &str, rules: &Arc<Rules>) -> BlockDocument {
    let body = source.trim_start_matches('\u{FEFF}');
    let lang = markdown::detect_language(body);
    let start = source.len() - body.len();
    BlockDocument {
        title: name.to_owned(),
        ..parse_lines(source, start, lang, rules, LineForm::default())
    }
}

/// Returns all errors of an essay file, in the order of the file.
pub fn check(path: &Path, source: &str) -> Vec<Malformed> {
    match front_matter::split_with_errors(path, source) {
        Err(errors) => errors,
        Ok(None) => vec![malformed(
            path,
            source,
            0,
            Reason::NoFrontMatter,
            Remedy::BeginWithFrontMatter,
        )],
        Ok(Some((_, body))) => {
            let empty = source.get(body..).is_none_or(|body| body.trim().is_empty());
            let error = || malformed(path, source, body, Reason::NoText, Remedy::WriteText);
            empty.then(error).into_iter().collect()
        }
    }
}

/// Adds the contents of the front matter to the top of the document, and a title in any case.
fn with_front_matter(
    mut document: BlockDocument,
    front: LenientFrontMatter,
    name: &str,
) -> BlockDocument {
    document.problems = front.problems;
    if let Some(meta) = &front.front_matter {
        let under = insert_title(&mut document, meta);
        insert_metadata_lines(&mut document, meta, under);
    }
    if document.title.is_empty() {
        document.title = document
            .headings
            .iter()
            .find(|heading| heading.level == 1)
            .map_or_else(
                || file_stem(Path::new(name)),
                |heading| heading.title.to_string(),
            );
    }
    document
}

/// Puts the title of the front matter above the text and its headings below that title. A text that opens with the
/// same title keeps its own. Returns the index of the block before which the other metadata goes.
fn insert_title(document: &mut BlockDocument, meta: &FrontMatter) -> usize {
    if meta.title.is_empty() {
        return 0;
    }
    let name = meta.title.replace(['\n', '\r'], " ");
    document.title.clone_from(&name);
    let own = document
        .headings
        .iter_mut()
        .find(|heading| heading.level == 1 && is_same_title(&heading.title, &meta.title));
    if let Some(own) = own {
        own.entry = Some(Box::new(toc_entry(meta)));
        let pos = own.pos.block_start();
        return document.blocks.partition_point(|block| block.pos <= pos);
    }
    shift_levels(document);
    if let Some(first) = document.blocks.first_mut() {
        first.space_above = 1;
    }
    let at = Pos::new(0, 0);
    document.blocks.insert(
        0,
        Block {
            pos: at,
            kind: BlockKind::Heading(1),
            text: Cow::Owned(name.clone()),
            ..Block::default()
        },
    );
    document.headings.insert(
        0,
        Heading {
            pos: at,
            level: 1,
            len: name.len() as u32,
            title: name.into(),
            confidence: None,
            entry: Some(Box::new(toc_entry(meta))),
        },
    );
    1
}

/// Shifts all headings equally, so that the highest is of level 2.
fn shift_levels(document: &mut BlockDocument) {
    let Some(top) = document.headings.iter().map(|heading| heading.level).min() else {
        return;
    };
    let shifted = |level: u8| (level.saturating_sub(top)).saturating_add(2);
    for heading in &mut document.headings {
        heading.level = shifted(heading.level);
    }
    for block in &mut document.blocks {
        if let BlockKind::Heading(level) = &mut block.kind {
            *level = shifted(*level);
        }
    }
}

/// Inserts subtitle, author and date before the block at `index`.
fn insert_metadata_lines(document: &mut BlockDocument, meta: &FrontMatter, index: usize) {
    let subtitle = meta
        .subtitle
        .clone()
        .map(|text| (text, BlockKind::Paragraph));
    let byline = byline(meta).map(|text| (text, BlockKind::Aside));
    let mut lines: Vec<_> = subtitle.into_iter().chain(byline).collect();
    let first = match index.checked_sub(1).and_then(|i| document.blocks.get(i)) {
        Some(above) => above.pos.block.0 + 1,
        None => 0,
    };
    let next = document.blocks.get(index);
    let room = next
        .map_or(document.len, |next| next.pos.block.0)
        .saturating_sub(first);
    if lines.len() as u64 > room {
        // A short heading has fewer than four byte positions after it.
        let texts: Vec<_> = lines.into_iter().map(|(text, _)| text).collect();
        lines = vec![(texts.join("\n"), BlockKind::Aside)];
    }
    let blocks: Vec<_> = (first..)
        .zip(lines)
        .map(|(at, (text, kind))| Block {
            pos: Pos::new(0, at),
            lead: Lead {
                is_centred: kind == BlockKind::Paragraph,
                ..Lead::default()
            },
            kind,
            text: Cow::Owned(text),
            ..Block::default()
        })
        .collect();
    if let Some(next) = document
        .blocks
        .get_mut(index)
        .filter(|_| !blocks.is_empty())
    {
        next.space_above = 1;
    }
    document.blocks.splice(index..index, blocks);
}

/// Returns author and date on one line.
fn byline(meta: &FrontMatter) -> Option<String> {
    let parts: Vec<_> = [meta.author.as_deref(), meta.date.as_deref()]
        .into_iter()
        .flatten()
        .collect();
    (!parts.is_empty()).then(|| parts.join("  "))
}

fn toc_entry(meta: &FrontMatter) -> TocEntry {
    TocEntry {
        author: meta.author.clone(),
        date: meta.date.clone(),
        keywords: (!meta.tags.is_empty()).then(|| meta.tags.join("、")),
        summary: meta.summary.clone(),
        excerpt: false,
    }
}

/// Returns whether two titles differ at most in their blanks.
fn is_same_title(one: &str, other: &str) -> bool {
    one.split_whitespace().collect::<String>() == other.split_whitespace().collect::<String>()
}

#[cfg(test)]
mod tests;
