//! Parts of a mail: its text, the names of what is attached, and messages within it.

use super::encoded_word::{decode, decode_words};
use super::plain_body;
use crate::formats::blocks::href::percent_decode;
use crate::formats::mime::{Header, decode_transfer, parameter, parse_header, part_end};

/// Deepest part within parts, and most parts beside each other.
const MAX_DEPTH: u8 = 8;
const MAX_PART_COUNT: usize = 1000;

/// What is shown of a mail.
#[derive(Debug, Default)]
pub(super) struct Parts {
    pub(super) html: String,
    /// Names of the parts that are not shown.
    pub(super) names: Vec<String>,
    /// Messages within this one, with their headers.
    pub(super) messages: Vec<Vec<u8>>,
}

impl Parts {
    fn is_empty(&self) -> bool {
        self.html.trim().is_empty()
    }

    fn add(&mut self, other: Self) {
        self.html.push_str(&other.html);
        self.names.extend(other.names);
        self.messages.extend(other.messages);
    }
}

/// Reads the part with `header` and `body`, which is `depth` levels below the mail.
pub(super) fn read_parts(header: &Header, body: &[u8], depth: u8, parts: &mut Parts) {
    let kind = header.value("content-type").unwrap_or_default();
    let lower = kind.to_ascii_lowercase();
    if lower.starts_with("multipart/") {
        if let Some(boundary) = parameter(&kind, "boundary").filter(|_| depth < MAX_DEPTH) {
            let inner = split(body, &boundary);
            let inner = inner.into_iter().map(|part| {
                let (header, body) = parse_header(part);
                let mut parts = Parts::default();
                read_parts(&header, body, depth + 1, &mut parts);
                let kind = header.value("content-type").unwrap_or_default();
                (kind.to_ascii_lowercase(), parts)
            });
            if lower.starts_with("multipart/alternative") {
                choose(inner.collect(), parts);
            } else {
                inner.for_each(|(_, inner)| parts.add(inner));
            }
        }
        return;
    }
    let packing = header
        .value("content-transfer-encoding")
        .unwrap_or_default();
    if lower.starts_with("message/rfc822") {
        parts.messages.push(decode_transfer(body, &packing));
        return;
    }
    let disposition = header.value("content-disposition").unwrap_or_default();
    let is_attached = disposition.to_ascii_lowercase().starts_with("attachment");
    let is_text = lower.is_empty() || lower.starts_with("text/");
    if is_attached || !is_text {
        let name = file_name(&disposition, "filename").or_else(|| file_name(&kind, "name"));
        parts.names.extend(name);
        return;
    }
    let bytes = decode_transfer(body, &packing);
    let text = decode(&bytes, &parameter(&kind, "charset").unwrap_or_default());
    if lower.starts_with("text/html") {
        parts.html.push_str("<div>");
        parts.html.push_str(&text);
        parts.html.push_str("</div>\n");
    } else {
        let form = parameter(&kind, "format");
        let is_flowed = form.is_some_and(|form| form.eq_ignore_ascii_case("flowed"));
        plain_body::write_html(&text, is_flowed, &mut parts.html);
    }
}

/// Adds one of several forms of the same text: the plain one, unless it is empty.
fn choose(mut forms: Vec<(String, Parts)>, parts: &mut Parts) {
    forms.retain(|(_, form)| !form.is_empty());
    let is_plain = |(kind, _): &(String, Parts)| kind.is_empty() || kind.starts_with("text/plain");
    let at = forms.iter().position(is_plain);
    let at = at.unwrap_or(forms.len().saturating_sub(1));
    if at < forms.len() {
        parts.add(forms.swap_remove(at).1);
    }
}

/// Returns the parts between the lines with `boundary`.
fn split<'b>(body: &'b [u8], boundary: &str) -> Vec<&'b [u8]> {
    let boundaries = [boundary.to_owned()];
    let mut parts = Vec::new();
    let mut rest = body;
    let mut is_inside = false;
    while parts.len() < MAX_PART_COUNT {
        let end = part_end(rest, &boundaries);
        let (part, line) = rest.split_at_checked(end).unwrap_or((rest, b""));
        if is_inside {
            parts.push(part);
        }
        let first = line.split_inclusive(|&byte| byte == b'\n').next();
        let Some(first) = first.filter(|first| !is_last(first, boundary)) else {
            break;
        };
        is_inside = true;
        rest = line.get(first.len()..).unwrap_or_default();
    }
    parts
}

/// Returns whether a line with a boundary ends the last part.
fn is_last(line: &[u8], boundary: &str) -> bool {
    let behind = line.get(boundary.len() + 2..).unwrap_or_default();
    behind.starts_with(b"--")
}

/// Returns the name of a file in a field: `filename="a.pdf"`, `filename*=utf-8''%E6…`.
fn file_name(value: &str, parameter_name: &str) -> Option<String> {
    if let Some(coded) = parameter(value, &format!("{parameter_name}*")) {
        let name = coded.rsplit('\'').next().unwrap_or(&coded);
        return Some(percent_decode(name));
    }
    let name = parameter(value, parameter_name)?;
    Some(decode_words(name.as_bytes()))
}
