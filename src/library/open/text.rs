//! Opens texts in no other format. They are decoded, and their first lines show their kind.

use super::{load_sidecar, markup};
use crate::doc::{Document, FileKind, Placeholder, Problem};
use crate::formats::blocks::document::{BlockDocument, Decoding};
use crate::formats::options::{OpenOptions, TerminalForm};
use crate::formats::plain::PlainDocument;
use crate::formats::terminal_output;
use crate::library::input_source::Input;
use crate::library::unsupported::{shell_word, unsupported_kind};
use crate::outline::rules::Rules;
use crate::source::encoding::detect::Detection;
use crate::source::file_name::{extension, file_stem};
use crate::source::windows::Source;
use crate::views::reflow;
use std::sync::Arc;

/// Bytes of output for a terminal that are read.
pub(crate) const MAX_OUTPUT_BYTES: u64 = 64 << 20;
/// Bytes at the end of a text that are searched for its end marks: a record of CP/M.
const MAX_END_MARK_BYTES: u64 = 128;

/// Opens a text after detecting its encoding.
pub(crate) fn open(mut input: Input, options: &OpenOptions) -> Arc<dyn Document> {
    if let Some(kind) = unsupported_kind(&input.source, &extension(&input.name)) {
        let file = shell_word(&input.name);
        input.problems.push(Problem::Unsupported(kind, file));
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
    let reason = options
        .describe
        .text(&Placeholder::Unsupported(kind, &shell_word(&input.name)));
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
    if let Some(document) = markup::open(&input, &detection, rules) {
        return document;
    }
    if markup::is_markdown(&input) {
        input.problems.push(Problem::MarkdownTooLarge);
    }
    let saved = load_sidecar(&input);
    let title = file_stem(&input.name);
    let lines = PlainDocument::with_detection(&title, input.source, detection);
    let lines = lines.with_rules(Arc::clone(rules));
    let saved = saved.realigned(&lines);
    reflow::open(lines.with_outline(saved).with_problems(input.problems))
}
