//! HTML and XHTML pages and book chapters as blocks.
//!
//! [`tokens`] splits the source into tags and text by the WHATWG rules. [`builder`] walks over them once, with a
//! stack instead of a tree; [`elements`] maps each element to its effect. Parsing never fails: an unclosed element
//! ends where the next one requires it. Scripts, styles and hidden text are never shown. [`article`] separates the
//! article of a saved web page from its boilerplate.
//!
//! # Limits
//!
//! 512 nested boxes, 16 nested marks, 400,000 blocks per page, 64 KiB per block (longer ones continue in another),
//! 100,000 named places.

mod aozora_pages;
pub(crate) mod article;
mod br_lines;
mod builder;
pub(crate) mod charset;
mod class_hints;
mod elements;
pub(crate) mod escape;
mod mathml;
mod meta;
pub(crate) mod mhtml;
mod open_block;
mod page_toc;
mod parsed_page;
pub(crate) mod sniff;
pub(crate) mod style_sheet;
pub(crate) mod tokens;

use super::blocks::document::{BlockDocument, Decoding, OutlineOrigin};
use super::blocks::named_places::NamedPlaces;
use super::blocks::source_map::SourceMap;
use crate::doc::{ArticleRange, Block, BlockKind, Heading, Pos};
use crate::formats::options::OpenOptions;
use crate::outline::infer::{BlockPlace, InferredHeadings};
use crate::source::progress::{OpenStage, ProgressSink};
use crate::text::script::{TextLang, language};
pub use parsed_page::{PageKind, ParsedPage};

pub(crate) use builder::align::LEFT_EDGE_ATTRIBUTE;

use builder::PageBuilder;
use std::ops::ControlFlow;
use std::sync::Arc;
use style_sheet::{Scopes, StyleSheet};
use tokens::{MarkupKind, Token};

/// Largest file parsed as a page; a larger one opens as plain text.
pub(crate) const MAX_PAGE_BYTES: u64 = 64 << 20;
/// Beginning of a page from which its language is detected, in bytes.
const LANGUAGE_SAMPLE_BYTES: usize = 64 << 10;

/// Bytes of a page after which its progress is reported.
const PROGRESS_BYTES: usize = 64 << 10;

/// Parses the page in `source`.
pub fn parse(source: &str, lang: TextLang, manner: PageKind) -> ParsedPage {
    parse_styled(source, lang, manner, StyleSheet::default())
}

/// Parses the page in `source`, to which `sheet` applies before its own styles.
pub(crate) fn parse_styled(
    source: &str,
    lang: TextLang,
    kind: PageKind,
    sheet: StyleSheet,
) -> ParsedPage {
    let builder = PageBuilder::new(lang, kind, sheet);
    parse_with_progress(source, builder, &ProgressSink::default())
}

/// Parses a part of a text in another format, to which `sheet` applies. Its own styles are added there. Returns also the
/// number of letters that it hides; `None` if it hides nothing.
pub(crate) fn parse_part(
    source: &str,
    lang: TextLang,
    sheet: &mut StyleSheet,
) -> (ParsedPage, Option<usize>) {
    let mut builder = PageBuilder::new(lang, PageKind::Web, std::mem::take(sheet));
    feed(source, &mut builder, &ProgressSink::default());
    *sheet = builder.take_sheet();
    let hidden = builder.hidden_letter_count();
    (builder.finish(), hidden)
}

/// Returns whether styles, of `sheet` or its own, may hide elements of a part of a text, or whether it has styles.
pub(crate) fn may_hide(part: &str, sheet: &StyleSheet) -> bool {
    let has = |sign: &str| memchr::memmem::find(part.as_bytes(), sign.as_bytes()).is_some();
    let may_match = || sheet.has_hiding() && has("=");
    has("<style")
        || has("hidden")
        || has("display")
        || has("visibility")
        || has("font-size")
        || may_match()
}

/// Returns whether the element that a tag begins is hidden with all its content.
pub(crate) fn hides_tag(tag: &str, sheet: &StyleSheet) -> bool {
    let is_certain = ["<style", "<script", "<template"]
        .iter()
        .any(|name| tag.starts_with(name));
    if tag.starts_with("</") || !is_certain && !may_hide(tag, sheet) {
        return false;
    }
    let mut is_hidden = false;
    tokens::tokenize(tag, MarkupKind::Html, &mut |token, _| {
        if let Token::Open(tag) = token {
            let element = elements::find_element(&tag.name).map(|(_, element)| element);
            let has_content = !tag.is_self_closing && !elements::is_void_name(&tag.name);
            is_hidden = has_content && builder::is_hidden(tag, element, sheet, Scopes::default());
        }
        ControlFlow::Break(())
    });
    is_hidden
}

/// Parses a page and reports progress. Ends early if the page is no longer awaited.
fn parse_with_progress(
    source: &str,
    mut builder: PageBuilder,
    progress: &ProgressSink,
) -> ParsedPage {
    feed(source, &mut builder, progress);
    // The caller checks again for cancellation when it sends the page.
    let _ = progress.report(OpenStage::Converting);
    builder.finish()
}

/// Passes the tokens of a page to its builder.
fn feed(source: &str, builder: &mut PageBuilder, progress: &ProgressSink) {
    let mut next_report = PROGRESS_BYTES;
    tokens::tokenize(source, MarkupKind::Html, &mut |token, at| {
        if at >= next_report {
            next_report = at + PROGRESS_BYTES;
            let (bytes, total) = (at as u64, source.len() as u64);
            progress.report(OpenStage::Reading { bytes, total })?;
        }
        match token {
            Token::Open(tag) => return builder.open_tag(tag, at),
            Token::Close(name) => builder.close_tag(name),
            Token::Text(text) => builder.push_text(text, at),
        }
        ControlFlow::Continue(())
    });
}

/// Opens a page. `name` is the title of a page without one.
pub fn open(name: &str, bytes: &[u8], wishes: &OpenOptions) -> BlockDocument {
    let (source, detection) = charset::decode(bytes, &wishes.encoding_hint);
    BlockDocument {
        decoding: Decoding {
            encoding: Some(detection.encoding_info()),
            map: SourceMap::new(bytes, &source, detection.encoding),
        },
        problems: charset::decoding_problems(bytes, &source, &detection),
        ..parse_document(name, &source, PageKind::Web, wishes)
    }
    .filter(&wishes.rules)
}

/// Builds the document of a page. `name` is the title of a page without one.
pub(crate) fn parse_document(
    name: &str,
    source: &str,
    manner: PageKind,
    wishes: &OpenOptions,
) -> BlockDocument {
    let lang = page_language(source);
    let builder = PageBuilder::new(lang, manner, StyleSheet::default());
    let mut page = parse_with_progress(source, builder, &wishes.progress);
    let contents = page_toc::toc_blocks(&page.blocks, &page.targets);
    let is_contents = |at: usize| contents.get(at).copied().unwrap_or(false);
    page.headings.retain(|heading| {
        let at = page
            .blocks
            .partition_point(|block| block.pos < heading.pos.block_start());
        !is_contents(at)
    });
    let article = article::find(&page.blocks, &page.regions, &page.title, &contents);
    let inferred = InferredHeadings::new(Arc::clone(&wishes.rules));
    let (headings, inferred) = page_headings(&page, article.as_ref(), &is_contents, inferred);
    BlockDocument {
        article,
        outline_origin: inferred.map_or(OutlineOrigin::Own, |inferred| {
            OutlineOrigin::Page(Box::new(inferred))
        }),
        metadata: page.metadata,
        title: if page.title.is_empty() {
            name.to_owned()
        } else {
            page.title
        },
        lang,
        blocks: page.blocks,
        headings,
        len: source.len() as u64,
        places: NamedPlaces::new(page.targets, page.target_ends, page.notes),
        ..BlockDocument::default()
    }
}

/// Returns the headings of a page. If its markup has no heading but a title, headings are inferred from its text
/// and placed below the title. `is_contents` reports the blocks of the page's own table of contents.
fn page_headings(
    page: &ParsedPage,
    article: Option<&ArticleRange>,
    is_contents: &dyn Fn(usize) -> bool,
    mut inferred: InferredHeadings,
) -> (Vec<Heading>, Option<InferredHeadings>) {
    let is_text = |(at, block): &(usize, &Block<'_>)| {
        !is_contents(*at) && article.is_none_or(|article| article.contains(block.pos))
    };
    let blocks = || {
        let text = page.blocks.iter().enumerate().filter(is_text);
        text.map(|(_, block)| block)
    };
    let own = blocks().filter(|block| matches!(block.kind, BlockKind::Heading(_)));
    if own.count() > 1 {
        return (page.headings.clone(), None);
    }
    for block in blocks() {
        inferred.push_block(block.pos, block, BlockPlace::Later);
    }
    let mut headings = page.headings.clone();
    let title = article.and_then(|article| article.title);
    let title = title.and_then(|title| page.blocks.iter().find(|block| block.pos == title));
    if let Some(title) = title.filter(|title| !matches!(title.kind, BlockKind::Heading(_))) {
        let title = Heading::from_block(title).map(|title| Heading { level: 1, ..title });
        headings.extend(title);
    }
    let above = |pos: Pos| headings.iter().rfind(|heading| heading.pos <= pos);
    let found = inferred.headings();
    let level = found
        .first()
        .and_then(|first| above(first.pos))
        .map_or(0, |title| title.level);
    let found: Vec<Heading> = found
        .into_iter()
        .filter(|heading| !headings.iter().any(|own| own.pos == heading.pos))
        .map(|heading| Heading {
            level: heading.level.saturating_add(level),
            ..heading
        })
        .collect();
    headings.extend(found);
    headings.sort_by_key(|heading| heading.pos);
    (headings, Some(inferred))
}

/// Returns the language of a page: that of its root element if it is East Asian and of one script, else the
/// detected one. Templates declare English regardless of the text filled in.
pub fn page_language(source: &str) -> TextLang {
    let sample = source
        .get(..source.floor_char_boundary(LANGUAGE_SAMPLE_BYTES))
        .unwrap_or_default();
    let named = sample
        .find("<html")
        .and_then(|at| sample.get(at..)?.split('>').next())
        .and_then(|tag| {
            let value = tag.split("lang=").nth(1)?;
            value
                .trim_start_matches(['"', '\''])
                .split(['"', '\'', ' '])
                .next()
        });
    let guessed = detect_language(sample);
    choose_language(named, guessed)
}

/// Returns the language that a tag names if it is unambiguous and East Asian, else `guessed`.
pub(crate) fn choose_language(named: Option<&str>, guessed: TextLang) -> TextLang {
    match named.and_then(|tag| Some((tag.trim(), TextLang::from_tag(tag.trim())?))) {
        // A bare `zh` leaves the script open.
        Some(("zh", TextLang::Hans)) if guessed != TextLang::Ja => guessed,
        Some((_, TextLang::Other)) | None => guessed,
        Some((_, lang)) => lang,
    }
}

/// Detects the language of a sample with markup. Ignores tags, and Latin letters among many others.
pub(crate) fn detect_language(sample: &str) -> TextLang {
    let (mut wide, mut other) = (String::new(), 0);
    for part in sample.split('<') {
        let is_code = ["script", "style", "!"]
            .iter()
            .any(|name| part.starts_with(name));
        let text = part.split_once('>').map_or(part, |(_, text)| text);
        for c in text.chars().filter(|_| !is_code) {
            if c as u32 >= 0x1100 {
                wide.push(c);
            } else {
                other += usize::from(c.is_alphabetic());
            }
        }
    }
    if wide.len() < other || wide.is_empty() {
        TextLang::Other
    } else {
        language(&wide)
    }
}

#[cfg(test)]
mod tests;
