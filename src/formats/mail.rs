//! Mails: files of one (`.eml`, RFC 5322) and of many (`.mbox`, RFC 4155). They become HTML and are then read like a page:
//! each with its subject as the heading, an answer below the mail that it answers.
//!
//! # Limits
//!
//! Those of pages. Of the header the sender, the receivers and the date are shown; of other parts the names.

mod encoded_word;
mod part;
mod plain_body;
mod thread;

use super::blocks::document::BlockDocument;
use super::html::escape::{MAX_HTML_BYTES, escape_html};
use super::html::{LEFT_EDGE_ATTRIBUTE, PageKind, parse_document};
use super::mime::{Header, parse_header};
use super::options::OpenOptions;
use crate::doc::{Metadata, MetadataKind};
use encoded_word::decode_words;
use part::{Parts, read_parts};
use std::fmt::Write as _;
use thread::Thread;

/// Bytes at the start of a text that show whether it is a mail.
pub(crate) const SNIFF_BYTES: u64 = 16 << 10;
/// First word of the line above each mail of a file of many.
const ENVELOPE: &[u8] = b"From ";
/// Fields that only mails have besides sender and subject.
const TRANSPORT_FIELDS: [&str; 7] = [
    "message-id",
    "received",
    "mime-version",
    "return-path",
    "delivered-to",
    "content-type",
    "in-reply-to",
];
/// Fields that are shown, as they are called.
const SHOWN_FIELDS: [&str; 4] = ["From", "To", "Cc", "Date"];
/// Label of the names of parts that are not shown.
const ATTACHMENT_LABEL: &str = "Attachment";
/// Deepest message within messages that is shown.
const MAX_MESSAGE_DEPTH: u8 = 4;

/// Returns whether the start of a text is that of a mail. A patch in the form of a mail is a diff, unless its extension says
/// otherwise.
pub(crate) fn is_mail(head: &[u8], extension: &str) -> bool {
    let is_named = matches!(extension, "eml" | "mbox");
    let start = head.trim_ascii_start();
    let start = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start);
    let first = line_at(start);
    let is_enveloped = first.starts_with(ENVELOPE);
    let header = if is_enveloped {
        start.get(first.len()..).unwrap_or_default()
    } else {
        start
    };
    if !begins_with_field(header) {
        return false;
    }
    let (fields, _) = parse_header(header);
    let has = |name: &str| fields.bytes(name).is_some();
    let is_letter = has("from") && (has("subject") || has("date") || has("to"));
    let is_patch = || memchr::memmem::find(head, b"\ndiff --git a/").is_some();
    let is_sent = || is_enveloped || TRANSPORT_FIELDS.iter().any(|name| has(name));
    is_letter && (is_named || !is_patch() && is_sent())
}

/// Returns whether a line begins with the name of a field and a colon.
fn begins_with_field(line: &[u8]) -> bool {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let len = line.iter().take_while(|byte| is_part(byte)).count();
    len > 0 && line.get(len) == Some(&b':')
}

/// Returns the first line with its end.
fn line_at(bytes: &[u8]) -> &[u8] {
    let lines = bytes.split_inclusive(|&byte| byte == b'\n').next();
    lines.unwrap_or_default()
}

/// Opens the mails in `bytes`. `name` is the title of several, and of one without a subject.
pub(crate) fn open(name: &str, bytes: &[u8], options: &OpenOptions) -> BlockDocument {
    let mails = split(bytes);
    let mut page = String::new();
    let mut thread = Thread::default();
    let mut facts = Vec::new();
    let mut title = name.to_owned();
    for mail in &mails {
        if page.len() > MAX_HTML_BYTES {
            break;
        }
        let message = Message::read(mail);
        let level = thread.level_of(&message.header);
        if mails.len() == 1 {
            title = message.subject().unwrap_or(title);
            facts = message.facts();
        }
        message.write_html(level, &mut page);
    }
    let document = parse_document(&title, &page, PageKind::Book, options);
    BlockDocument {
        title,
        metadata: facts,
        ..document
    }
    .filter(&options.rules)
}

/// Returns the mails of a file: each begins with a line `From …` above a header. In a file without such lines there is one.
fn split(bytes: &[u8]) -> Vec<&[u8]> {
    let mut starts = Vec::new();
    let (mut at, mut is_apart) = (0, true);
    let mut lines = bytes.split_inclusive(|&byte| byte == b'\n').peekable();
    while let Some(line) = lines.next() {
        at += line.len();
        let heads = |next: &&[u8]| begins_with_field(next);
        if is_apart && line.starts_with(ENVELOPE) && lines.peek().is_some_and(heads) {
            starts.push((at - line.len(), at));
        }
        is_apart = line.trim_ascii().is_empty();
    }
    if starts.is_empty() {
        return vec![bytes];
    }
    let ends = starts.iter().skip(1).map(|(end, _)| *end);
    let ends = ends.chain([bytes.len()]);
    let ranges = starts.iter().zip(ends);
    ranges
        .filter_map(|((_, start), end)| bytes.get(*start..end))
        .collect()
}

/// A mail, or a message within one.
struct Message<'m> {
    header: Header,
    body: &'m [u8],
    depth: u8,
}

impl<'m> Message<'m> {
    fn read(bytes: &'m [u8]) -> Self {
        let (header, body) = parse_header(bytes);
        Self {
            header,
            body,
            depth: 0,
        }
    }

    /// Returns the words of a field; `None` if it is missing or empty.
    fn words(&self, field: &str) -> Option<String> {
        let words = self.header.bytes(field).map(decode_words)?;
        (!words.is_empty()).then_some(words)
    }

    fn subject(&self) -> Option<String> {
        self.words("subject")
    }

    fn facts(&self) -> Vec<Metadata> {
        let fields = [
            (MetadataKind::Author, "from"),
            (MetadataKind::Date, "date"),
            (MetadataKind::Identifier, "message-id"),
        ];
        let facts = fields.into_iter();
        facts
            .filter_map(|(kind, field)| Some(Metadata::new(kind, self.words(field)?)))
            .collect()
    }

    /// Writes the mail with a heading of level `level`.
    fn write_html(&self, level: u8, page: &mut String) {
        let subject = self.subject().or_else(|| self.words("from"));
        let subject = subject.unwrap_or_else(|| "—".to_owned());
        let level = level.min(6);
        let mut parts = Parts::default();
        read_parts(&self.header, self.body, 0, &mut parts);
        let _ = writeln!(page, "<h{level}>{}</h{level}>", escape_html(&subject));
        let shown = SHOWN_FIELDS.iter().filter_map(|name| {
            let words = self.words(&name.to_ascii_lowercase())?;
            Some(format!("{name}: {}", escape_html(&words)))
        });
        let attached = parts.names.iter();
        let attached = attached.map(|name| format!("{ATTACHMENT_LABEL}: {}", escape_html(name)));
        let lines: Vec<String> = shown.chain(attached).collect();
        if !lines.is_empty() {
            let lines = lines.join("<br>");
            let _ = writeln!(page, "<p {LEFT_EDGE_ATTRIBUTE}>{lines}</p>");
        }
        page.push_str(&parts.html);
        for inner in &parts.messages {
            if self.depth < MAX_MESSAGE_DEPTH {
                let inner = Message {
                    depth: self.depth + 1,
                    ..Message::read(inner)
                };
                inner.write_html(level + 1, page);
            }
        }
    }
}

#[cfg(test)]
mod tests;
