//! Opens texts with mark-up: Markdown, front matter before plain text, the annotations of 青空文庫 or of novels, and line
//! ends that only Unicode knows.

use super::load_sidecar;
use super::markdown_head::MarkdownHead;
use crate::doc::{Document, InspectedExtent, Problem};
use crate::formats::blocks::document::{BlockDocument, Decoding};
use crate::formats::blocks::source_map::SourceMap;
use crate::formats::blocks::staged::StagedDocument;
use crate::formats::essay::lines::has_unicode_line_ends;
use crate::formats::plain::problems::{
    damage_problem, looks_binary, truncated_end_problem, truncated_start_problem,
};
use crate::formats::{aozora, essay, markdown, novel};
use crate::library::input_source::Input;
use crate::outline::rules::Rules;
use crate::outline::sidecar::TocSidecar;
use crate::source::encoding::detect::Detection;
use crate::source::file_name::{extension, file_stem};
use crate::text::script::{TextLang, is_kana, language};
use std::borrow::Cow;
use std::sync::Arc;

/// Largest text that is read whole for its mark-up. Larger ones open as plain text.
const MAX_MARKUP_BYTES: u64 = 16 << 20;
/// Bytes at the start that are searched for front matter and the annotations of 青空文庫.
const AOZORA_SNIFF_BYTES: u64 = 4 << 10;
/// Bytes at the start that are searched for the line ends of Unicode.
const LINE_END_SNIFF_BYTES: u64 = 16 << 10;
/// Bytes at the start that are searched for the readings of novels.
const NOVEL_SNIFF_BYTES: u64 = 64 << 10;

/// A text with mark-up, and what its document inherits from the file.
struct MarkupText {
    title: String,
    bytes: Vec<u8>,
    detection: Detection,
    rules: Arc<Rules>,
    /// Problems of the file.
    problems: Vec<Problem>,
}

/// Opens a text with mark-up. `None` for plain text, and for Markdown that is too large.
pub(super) fn open(
    input: &Input,
    detection: &Detection,
    rules: &Arc<Rules>,
) -> Option<Arc<dyn Document>> {
    let is_markdown = is_markdown(input);
    if input.source.len() > MAX_MARKUP_BYTES || !is_markdown && !may_have_markup(input, detection) {
        return None;
    }
    let mut markup = MarkupText {
        title: file_stem(&input.name),
        bytes: Vec::new(),
        detection: *detection,
        rules: Arc::clone(rules),
        problems: input.problems.clone(),
    };
    let long = is_markdown.then(|| MarkdownHead::read(&input.source, detection));
    if let Some(head) = long.flatten() {
        let sidecar = load_sidecar(input);
        let first = sidecar.is_empty().then(|| markup.beginning(&head));
        if let Some((beginning, end)) = first.flatten() {
            return Some(markup.open_by_head(head, beginning, end, sidecar));
        }
    }
    let start = u64::from(detection.partial_char_len);
    markup.bytes = input.source.window(start, input.source.len()).into_owned();
    let damage = detection.encoding.count_undecodable(&markup.bytes);
    damage_problem(damage, InspectedExtent::Whole, &mut markup.problems);
    let ends = truncated_start_problem(detection).into_iter();
    let ends = ends.chain(truncated_end_problem(detection, &input.source));
    markup.problems.extend(ends);
    if is_markdown {
        return markup.open_markdown(load_sidecar(input));
    }
    let text = markup.text();
    let is_aozora = aozora::is_aozora(&text) && !text.starts_with("+++");
    if let Some((beginning, end)) = is_aozora.then(|| markup.aozora_beginning(&text)).flatten() {
        let sidecar = load_sidecar(input);
        if sidecar.is_empty() {
            drop(text);
            let whole = Box::new(move || {
                let text = markup.text();
                let document = aozora::open(&markup.title, &text);
                markup.finish(document, &text, sidecar)
            });
            return Some(Arc::new(StagedDocument::new(beginning, end, whole)));
        }
    }
    let document = essay::open_text(&markup.title, &text, rules)
        .or_else(|| aozora::is_aozora(&text).then(|| aozora::open(&markup.title, &text)))
        .or_else(|| is_novel(&text).then(|| novel::open(&markup.title, &text, rules)))
        .or_else(|| {
            has_unicode_line_ends(line_sample(&text))
                .then(|| essay::open_unicode_lines(&markup.title, &text, rules))
        })?;
    let document = markup.finish(document, &text, load_sidecar(input));
    let is_unnamed = document.title == markup.title;
    Some(Arc::new(if is_unnamed {
        document.with_opening_title()
    } else {
        document
    }))
}

impl MarkupText {
    /// Returns the text, with the line ends of an old Mac as those that all readers of mark-up know. It has as many bytes as
    /// what was decoded.
    fn text(&self) -> Cow<'_, str> {
        with_line_feeds(self.detection.encoding.decode(&self.bytes))
    }

    /// Opens Markdown: of a long text the beginning first. `None` for a text that is too dense.
    fn open_markdown(self, sidecar: TocSidecar) -> Option<Arc<dyn Document>> {
        let text = self.text();
        if markdown::is_too_dense(&text) {
            return None;
        }
        let all = MarkdownHead::of_whole(&text);
        let beginning = sidecar.is_empty().then(|| self.beginning(&all)).flatten();
        let Some((beginning, end)) = beginning else {
            let document = essay::open_markdown(&self.title, &text);
            return Some(Arc::new(self.finish(document, &text, sidecar)));
        };
        let whole = Box::new(move || self.parse_whole(sidecar));
        Some(Arc::new(StagedDocument::new(beginning, end, whole)))
    }

    /// Opens long Markdown of which the head is known. The rest is read when it is asked for.
    fn open_by_head(
        self,
        head: MarkdownHead<'_>,
        beginning: BlockDocument,
        end: u64,
        sidecar: TocSidecar,
    ) -> Arc<dyn Document> {
        let file = head.file;
        let whole = Box::new(move || {
            let bytes = file.map(|file| file.window(0, file.len()).into_owned());
            let bytes = bytes.unwrap_or_default();
            Self { bytes, ..self }.parse_whole(sidecar)
        });
        Arc::new(StagedDocument::new(beginning, end, whole))
    }

    fn parse_whole(self, sidecar: TocSidecar) -> BlockDocument {
        let text = self.text();
        let document = essay::open_markdown(&self.title, &text);
        self.finish(document, &text, sidecar)
    }

    /// Returns the beginning of long Markdown.
    fn beginning(&self, head: &MarkdownHead<'_>) -> Option<(BlockDocument, u64)> {
        let found = essay::open_markdown_beginning(&self.title, &head.text, &head.rest);
        self.finish_beginning(found?)
    }

    /// Returns the beginning of a long text of 青空文庫, of which nothing is hidden.
    fn aozora_beginning(&self, text: &str) -> Option<(BlockDocument, u64)> {
        let (document, end) = aozora::open_beginning(text)?;
        let is_whole = document.first_hideable(&self.rules).is_none();
        self.finish_beginning((document, end)).filter(|_| is_whole)
    }

    /// Cuts a beginning above the first block that the rules may hide. Also returns the byte at which it ends.
    fn finish_beginning(
        &self,
        (mut document, end): (BlockDocument, usize),
    ) -> Option<(BlockDocument, u64)> {
        let mut end = end as u64;
        if let Some(index) = document.first_hideable(&self.rules) {
            end = document.blocks.get(index)?.pos.block.0;
            document.blocks.truncate(index);
            document
                .headings
                .retain(|heading| heading.pos.block.0 < end);
        }
        if document.blocks.is_empty() {
            return None;
        }
        self.add_file_facts(&mut document, None);
        Some((document, end))
    }

    /// Applies the rules and the outline of the sidecar, and adds what is known about the file.
    fn finish(&self, document: BlockDocument, text: &str, sidecar: TocSidecar) -> BlockDocument {
        let document = document.filter(&self.rules);
        let saved = sidecar.realigned(&document);
        let mut document = document.with_outline(saved);
        let map = SourceMap::new(&self.bytes, text, self.detection.encoding);
        self.add_file_facts(&mut document, map);
        document
    }

    fn add_file_facts(&self, document: &mut BlockDocument, map: Option<SourceMap>) {
        document.decoding = Decoding {
            encoding: Some(self.detection.encoding_info()),
            map,
        };
        document.problems.extend(self.problems.iter().cloned());
    }
}

/// Returns whether the name of a text says that it is Markdown.
pub(super) fn is_markdown(input: &Input) -> bool {
    matches!(extension(&input.name).as_str(), "md" | "markdown" | "mkd")
}

/// Returns whether a text begins with front matter, with annotations of 青空文庫, with the readings of a novel, or with
/// line ends that only Unicode knows.
fn may_have_markup(input: &Input, detection: &Detection) -> bool {
    let start = u64::from(detection.partial_char_len);
    let bytes = input.source.window(start, LINE_END_SNIFF_BYTES);
    let text = with_line_feeds(detection.encoding.decode(&bytes));
    if looks_binary(&text) {
        return false;
    }
    let head = beginning(&text, AOZORA_SNIFF_BYTES as usize);
    let may_be_novel = || {
        let bytes = input.source.window(start, NOVEL_SNIFF_BYTES);
        is_novel(&with_line_feeds(detection.encoding.decode(&bytes)))
    };
    head.trim_start_matches('\u{FEFF}').starts_with("+++")
        || aozora::is_aozora(head)
        || has_unicode_line_ends(line_sample(&text))
        || head.contains(is_kana) && language(head) == TextLang::Ja && may_be_novel()
}

/// Returns a text with a line feed for each carriage return that stands alone. One before another line end is a blank: CRLF
/// that was written as the end of a line twice.
fn with_line_feeds(text: Cow<'_, str>) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let is_alone = |at: usize| bytes.get(at + 1) != Some(&b'\n');
    if !memchr::memchr_iter(b'\r', bytes).any(is_alone) {
        return text;
    }
    let shown = text.char_indices().map(|(at, c)| match c {
        '\r' if !is_alone(at) => c,
        '\r' if bytes.get(at + 1..at + 3) == Some(b"\r\n") => ' ',
        '\r' => '\n',
        c => c,
    });
    Cow::Owned(shown.collect())
}

/// Returns the beginning of a text by which its line ends are judged.
fn line_sample(text: &str) -> &str {
    beginning(text, LINE_END_SNIFF_BYTES as usize / 2)
}

/// Returns the first `len` bytes of a text, or fewer before the edge of a letter.
fn beginning(text: &str, len: usize) -> &str {
    text.get(..text.floor_char_boundary(len))
        .unwrap_or_default()
}

fn is_novel(text: &str) -> bool {
    novel::is_novel(beginning(text, NOVEL_SNIFF_BYTES as usize))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_end_becomes_one_that_readers_of_mark_up_know() {
        for (text, want) in [
            ("甲\r乙\r\r丙", "甲\n乙\n\n丙"),
            ("甲\r\n乙\n丙", "甲\r\n乙\n丙"),
            ("甲\r\r\n乙", "甲 \r\n乙"),
            ("", ""),
        ] {
            let found = with_line_feeds(Cow::Borrowed(text));
            assert_eq!(found, want);
            assert_eq!(found.len(), text.len());
        }
    }
}
