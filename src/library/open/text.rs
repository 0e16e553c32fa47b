//! Opens texts in no other format. They are decoded, and their first lines show their kind.

use super::load_sidecar;
use crate::doc::{Document, InkLimit, InspectedExtent, Problem};
use crate::formats::blocks::document::{BlockDocument, Decoding};
use crate::formats::blocks::source_map::SourceMap;
use crate::formats::options::OpenOptions;
use crate::formats::plain::PlainDocument;
use crate::formats::plain::problems::{
    damage_problem, truncated_end_problem, truncated_start_problem,
};
use crate::formats::{aozora, essay, novel, terminal_output};
use crate::library::input_source::Input;
use crate::library::unsupported::unsupported_problem;
use crate::outline::rules::Rules;
use crate::source::encoding::detect::Detection;
use crate::source::file_name::{extension, file_stem};
use crate::text::script::{TextLang, language};
use crate::views::reflow;
use std::sync::Arc;

/// Largest text that is read whole for its mark-up. Larger ones open as plain text.
const MAX_MARKUP_BYTES: u64 = 16 << 20;
/// Bytes of output for a terminal that are read.
const MAX_OUTPUT_BYTES: u64 = 64 << 20;
/// Bytes at the start that are searched for front matter and the annotations of 青空文庫.
const AOZORA_SNIFF_BYTES: u64 = 4 << 10;
/// Bytes at the start that are searched for the readings of novels.
const NOVEL_SNIFF_BYTES: u64 = 64 << 10;

/// Opens a text after detecting its encoding.
pub(crate) fn open(mut input: Input, options: &OpenOptions) -> Arc<dyn Document> {
    input.problems.extend(unsupported_problem(&input.source));
    let detection = options.detect_encoding(&input.source);
    if let Some(limit) = options.terminal_output {
        return open_terminal_output(input, &detection, limit);
    }
    open_decoded(input, detection, &options.rules)
}

/// Opens output for a terminal. Its lines stay as they are.
fn open_terminal_output(
    mut input: Input,
    detection: &Detection,
    limit: InkLimit,
) -> Arc<dyn Document> {
    let start = u64::from(detection.partial_char_len);
    let bytes = input.source.window(start, MAX_OUTPUT_BYTES);
    let text = detection.encoding.decode(&bytes);
    let mut document = terminal_output::open(&file_stem(&input.name), &text, limit);
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
    input: Input,
    detection: Detection,
    rules: &Arc<Rules>,
) -> Arc<dyn Document> {
    if let Some(document) = open_markup(&input, &detection, rules) {
        return Arc::new(document);
    }
    let saved = load_sidecar(&input);
    let title = file_stem(&input.name);
    let lines = PlainDocument::with_detection(&title, input.source, detection);
    let lines = lines.with_rules(Arc::clone(rules));
    let saved = saved.realigned(&lines);
    reflow::open(lines.with_outline(saved).with_problems(input.problems))
}

/// Opens a text with mark-up: Markdown, front matter before plain text, or the annotations of 青空文庫. `None`
/// for plain text.
fn open_markup(input: &Input, detection: &Detection, rules: &Arc<Rules>) -> Option<BlockDocument> {
    let is_markdown = matches!(extension(&input.name).as_str(), "md" | "markdown" | "mkd");
    if input.source.len() > MAX_MARKUP_BYTES || !is_markdown && !may_have_markup(input, detection) {
        return None;
    }
    let start = u64::from(detection.partial_char_len);
    let bytes = input.source.window(start, input.source.len());
    let text = detection.encoding.decode(&bytes);
    let title = file_stem(&input.name);
    let document = if is_markdown {
        essay::open_markdown(&title, &text)
    } else {
        essay::open_text(&title, &text, rules)
            .or_else(|| aozora::is_aozora(&text).then(|| aozora::open(&title, &text)))
            .or_else(|| is_novel(&text).then(|| novel::open(&title, &text, rules)))?
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

/// Returns whether a text begins with front matter, with annotations of 青空文庫 or with the readings of a novel.
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
        || language(&head) == TextLang::Ja && is_novel(&decode(NOVEL_SNIFF_BYTES))
}

fn is_novel(text: &str) -> bool {
    let end = text.floor_char_boundary(NOVEL_SNIFF_BYTES as usize);
    novel::is_novel(text.get(..end).unwrap_or_default())
}
