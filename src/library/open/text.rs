//! Opens texts in no other format. They are decoded, and their first lines show their kind.

use super::load_sidecar;
use crate::doc::{Document, FileKind, InspectedExtent, Placeholder, Problem};
use crate::formats::blocks::document::{BlockDocument, Decoding};
use crate::formats::blocks::source_map::SourceMap;
use crate::formats::essay::lines::has_unicode_line_ends;
use crate::formats::options::{OpenOptions, TerminalForm};
use crate::formats::plain::PlainDocument;
use crate::formats::plain::problems::{
    damage_problem, truncated_end_problem, truncated_start_problem,
};
use crate::formats::{aozora, essay, markdown, novel, terminal_output};
use crate::library::input_source::Input;
use crate::library::unsupported::unsupported_kind;
use crate::outline::rules::Rules;
use crate::source::encoding::detect::Detection;
use crate::source::file_name::{extension, file_stem};
use crate::source::windows::Source;
use crate::text::script::{TextLang, is_kana, language};
use crate::views::reflow;
use std::sync::Arc;

/// Largest text that is read whole for its mark-up. Larger ones open as plain text.
const MAX_MARKUP_BYTES: u64 = 16 << 20;
/// Bytes of output for a terminal that are read.
pub(crate) const MAX_OUTPUT_BYTES: u64 = 64 << 20;
/// Bytes at the end of a text that are searched for its end marks: a record of CP/M.
const MAX_END_MARK_BYTES: u64 = 128;
/// Bytes at the start that are searched for front matter and the annotations of 青空文庫.
const AOZORA_SNIFF_BYTES: u64 = 4 << 10;
/// Bytes at the start that are searched for the line ends of Unicode.
const LINE_END_SNIFF_BYTES: u64 = 16 << 10;
/// Bytes at the start that are searched for the readings of novels.
const NOVEL_SNIFF_BYTES: u64 = 64 << 10;

/// Opens a text after detecting its encoding.
pub(crate) fn open(mut input: Input, options: &OpenOptions) -> Arc<dyn Document> {
    if let Some(kind) = unsupported_kind(&input.source) {
        input.problems.push(Problem::Unsupported(kind));
        if options.encoding_hint.encoding.is_none() {
            return open_unsupported(input, kind, options);
        }
    }
    let detection = options.detect_encoding(&input.source);
    if detection.encoding.unit_len() == 1 {
        let marks = end_mark_len(&input.source);
        input.source = input.source.drop_back(marks);
    }
    if let Some(form) = options.terminal_output {
        return open_terminal_output(input, &detection, form);
    }
    open_decoded(input, detection, &options.rules)
}

/// Opens a file whose kind has no text: instead of its bytes the document says what it is. With a named encoding the
/// bytes are shown.
fn open_unsupported(input: Input, kind: FileKind, options: &OpenOptions) -> Arc<dyn Document> {
    let reason = options.describe.text(&Placeholder::Unsupported(kind));
    Arc::new(BlockDocument {
        title: file_stem(&input.name),
        problems: input.problems,
        ..BlockDocument::placeholder(&reason)
    })
}

/// Returns the bytes of the marks (^Z) with which CP/M and DOS end a text.
fn end_mark_len(source: &Source) -> u64 {
    const END_MARK: u8 = 0x1A;
    let end = source.len();
    let tail = source.window(end.saturating_sub(MAX_END_MARK_BYTES), end);
    let marks = tail.iter().rev().take_while(|&&byte| byte == END_MARK);
    marks.count() as u64
}

/// Opens output for a terminal. Its lines stay as they are.
fn open_terminal_output(
    mut input: Input,
    detection: &Detection,
    form: TerminalForm,
) -> Arc<dyn Document> {
    let start = u64::from(detection.partial_char_len);
    let bytes = input.source.window(start, MAX_OUTPUT_BYTES);
    let text = detection.encoding.decode(&bytes);
    let mut document = terminal_output::open(&file_stem(&input.name), &text, form);
    if input.source.len() > MAX_OUTPUT_BYTES {
        input.problems.push(Problem::TooLong {
            max_mib: MAX_OUTPUT_BYTES >> 20,
        });
    }
    document.decoding = Decoding {
        encoding: Some(detection.encoding_info()),
        map: None,
    };
    document.problems = input.problems;
    Arc::new(document)
}

/// Opens a text in a known encoding.
pub(crate) fn open_decoded(
    mut input: Input,
    detection: Detection,
    rules: &Arc<Rules>,
) -> Arc<dyn Document> {
    if let Some(document) = open_markup(&input, &detection, rules) {
        return Arc::new(document);
    }
    if is_markdown(&input) {
        input.problems.push(Problem::MarkdownTooLarge);
    }
    let saved = load_sidecar(&input);
    let title = file_stem(&input.name);
    let lines = PlainDocument::with_detection(&title, input.source, detection);
    let lines = lines.with_rules(Arc::clone(rules));
    let saved = saved.realigned(&lines);
    reflow::open(lines.with_outline(saved).with_problems(input.problems))
}

/// Opens a text with mark-up: Markdown, front matter before plain text, the annotations of 青空文庫 or of novels, or
/// line ends that only Unicode knows. `None` for plain text.
fn open_markup(input: &Input, detection: &Detection, rules: &Arc<Rules>) -> Option<BlockDocument> {
    let is_markdown = is_markdown(input);
    if input.source.len() > MAX_MARKUP_BYTES || !is_markdown && !may_have_markup(input, detection) {
        return None;
    }
    let start = u64::from(detection.partial_char_len);
    let bytes = input.source.window(start, input.source.len());
    let text = detection.encoding.decode(&bytes);
    let title = file_stem(&input.name);
    if is_markdown && markdown::is_too_dense(&text) {
        return None;
    }
    let document = if is_markdown {
        essay::open_markdown(&title, &text)
    } else {
        essay::open_text(&title, &text, rules)
            .or_else(|| aozora::is_aozora(&text).then(|| aozora::open(&title, &text)))
            .or_else(|| is_novel(&text).then(|| novel::open(&title, &text, rules)))
            .or_else(|| {
                has_unicode_line_ends(line_sample(&text))
                    .then(|| essay::open_unicode_lines(&title, &text, rules))
            })?
    };
    let document = document.filter(rules);
    let saved = load_sidecar(input).realigned(&document);
    let mut document = document.with_outline(saved);
    document.decoding = Decoding {
        encoding: Some(detection.encoding_info()),
        map: SourceMap::new(&bytes, &text, detection.encoding),
    };
    let problems = &mut document.problems;
    problems.extend(input.problems.iter().cloned());
    let damage = detection.encoding.count_undecodable(&bytes);
    damage_problem(damage, InspectedExtent::Whole, problems);
    problems.extend(truncated_start_problem(detection));
    problems.extend(truncated_end_problem(detection, &input.source));
    Some(document)
}

fn is_markdown(input: &Input) -> bool {
    matches!(extension(&input.name).as_str(), "md" | "markdown" | "mkd")
}

/// Returns whether a text begins with front matter, with annotations of 青空文庫, with the readings of a novel, or with
/// line ends that only Unicode knows.
fn may_have_markup(input: &Input, detection: &Detection) -> bool {
    let start = u64::from(detection.partial_char_len);
    let decode = |len| {
        detection
            .encoding
            .decode(&input.source.window(start, len))
            .into_owned()
    };
    let head = decode(AOZORA_SNIFF_BYTES);
    head.trim_start_matches('\u{FEFF}').starts_with("+++")
        || aozora::is_aozora(&head)
        || has_unicode_line_ends(line_sample(&decode(LINE_END_SNIFF_BYTES)))
        || head.contains(is_kana)
            && language(&head) == TextLang::Ja
            && is_novel(&decode(NOVEL_SNIFF_BYTES))
}

/// Returns the beginning of a text by which its line ends are judged.
fn line_sample(text: &str) -> &str {
    let end = text.floor_char_boundary(LINE_END_SNIFF_BYTES as usize / 2);
    text.get(..end).unwrap_or_default()
}

fn is_novel(text: &str) -> bool {
    let end = text.floor_char_boundary(NOVEL_SNIFF_BYTES as usize);
    novel::is_novel(text.get(..end).unwrap_or_default())
}
