//! Tokens of markup, found by html5gum with the WHATWG rules, which never fail. Used for HTML, XHTML and the XML of
//! books. Names are lower-case and without prefix (`dc:title` is `title`); attributes keep theirs.
//!
//! Entities that a document declares are not expanded, so entity bombs have no effect.

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, State, Tokenizer};
use std::borrow::Cow;
use std::ops::ControlFlow;

/// Attributes of a tag that are kept.
const MAX_ATTRIBUTE_COUNT: usize = 32;
/// Bytes of an attribute value that are kept. The text of a note may be in an attribute.
const MAX_VALUE_BYTES: usize = 16 << 10;

/// A token of markup.
#[derive(Debug)]
pub(crate) enum Token<'t> {
    /// A start tag.
    Open(&'t Tag),
    /// The name of an end tag.
    Close(&'t str),
    /// Text with its entities resolved.
    Text(&'t str),
}

/// Kind of markup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MarkupKind {
    /// HTML or XHTML: scripts, styles and titles contain no markup.
    Html,
    /// XML with other element names.
    Xml,
}

/// A start tag.
#[derive(Debug, Default)]
pub(crate) struct Tag {
    /// Name, lower-case, without prefix.
    pub(crate) name: String,
    /// Whether it ends with `/>`.
    pub(crate) is_self_closing: bool,
    attributes: Vec<(String, String)>,
}

impl Tag {
    /// Returns the value of an attribute by its lower-case name.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    /// Returns whether `word` is one of the words of an attribute.
    pub(crate) fn has_word(&self, name: &str, word: &str) -> bool {
        self.get(name)
            .is_some_and(|words| words.split_whitespace().any(|known| known == word))
    }
}

/// Passes the tokens of `source` and their byte offsets to `take`, until it breaks.
pub(crate) fn tokenize(
    source: &str,
    markup: MarkupKind,
    take: &mut dyn FnMut(Token<'_>, usize) -> ControlFlow<()>,
) {
    let source = match markup {
        MarkupKind::Html => Cow::Borrowed(source),
        MarkupKind::Xml => escape_cdata(source),
    };
    let base = prolog_len(&source);
    let mut tag = Tag::default();
    let mut tag_at = 0;
    let emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, span: Span<usize>| {
        let at = base + span.start;
        let go = match event {
            CallbackEvent::OpenStartTag { name } => {
                tag = Tag {
                    name: local_name(name),
                    ..Tag::default()
                };
                tag_at = at;
                ControlFlow::Continue(())
            }
            CallbackEvent::AttributeName { name } => {
                if tag.attributes.len() < MAX_ATTRIBUTE_COUNT {
                    tag.attributes
                        .push((decode_utf8(name).into_owned(), String::new()));
                }
                ControlFlow::Continue(())
            }
            CallbackEvent::AttributeValue { value } => {
                if let Some((_, kept)) = tag.attributes.last_mut().filter(|kept| kept.1.is_empty())
                {
                    let value = decode_utf8(value);
                    let end = value.floor_char_boundary(MAX_VALUE_BYTES);
                    value.get(..end).unwrap_or_default().clone_into(kept);
                }
                ControlFlow::Continue(())
            }
            CallbackEvent::CloseStartTag { self_closing } => {
                tag.is_self_closing = self_closing;
                let go = take(Token::Open(&tag), tag_at);
                let raw = raw_text_state(&tag, markup);
                tag.attributes.clear();
                if go.is_continue() {
                    return raw.map(Some);
                }
                go
            }
            CallbackEvent::EndTag { name } => {
                tag.attributes.clear();
                take(Token::Close(&local_name(name)), at)
            }
            CallbackEvent::String { value } => take(Token::Text(&decode_utf8(value)), at),
            CallbackEvent::Comment { .. }
            | CallbackEvent::Doctype { .. }
            | CallbackEvent::Error(_) => ControlFlow::Continue(()),
        };
        go.is_break().then_some(None)
    });
    let rest = source.get(base..).unwrap_or_default();
    let mut tokenizer = Tokenizer::new_with_emitter(rest, emitter);
    while let Some(Ok(wish)) = tokenizer.next() {
        match wish {
            Some(state) => tokenizer.set_state(state),
            None => return,
        }
    }
}

/// Rewrites CDATA sections as escaped text: HTML has no such sections.
fn escape_cdata(source: &str) -> Cow<'_, str> {
    const BEGIN: &str = "<![CDATA[";
    const END: &str = "]]>";
    let mut parts = source.split(BEGIN);
    let first = parts.next().unwrap_or_default();
    if first.len() == source.len() {
        return Cow::Borrowed(source);
    }
    let mut out = first.to_owned();
    for part in parts {
        let (inside, after) = part.split_once(END).unwrap_or((part, ""));
        for c in inside.chars() {
            match c {
                '<' => out.push_str("&lt;"),
                '&' => out.push_str("&amp;"),
                _ => out.push(c),
            }
        }
        out.push_str(after);
    }
    Cow::Owned(out)
}

/// Returns the bytes before the markup: a byte order mark, and a document type with declarations, which HTML would
/// show as text.
fn prolog_len(source: &str) -> usize {
    let trimmed = source.trim_start_matches('\u{FEFF}');
    let head = trimmed
        .get(..trimmed.floor_char_boundary(1024))
        .unwrap_or_default();
    let declares = head.find("<!DOCTYPE").filter(|&at| {
        let rest = head.get(at..).unwrap_or_default();
        let bracket = rest.find('[');
        bracket.is_some_and(|bracket| rest.find('>').is_none_or(|end| bracket < end))
    });
    let end = declares.and_then(|_| {
        let end = trimmed.find("]>")?;
        Some(end + 2)
    });
    source.len() - trimmed.len() + end.unwrap_or(0)
}

/// Returns the tokenizer state for the raw text after a start tag. XHTML allows `<title/>`.
fn raw_text_state(tag: &Tag, markup: MarkupKind) -> Option<State> {
    if markup == MarkupKind::Xml || tag.is_self_closing {
        return None;
    }
    match tag.name.as_str() {
        "title" | "textarea" => Some(State::RcData),
        "script" => Some(State::ScriptData),
        "style" | "iframe" | "xmp" | "noembed" => Some(State::RawText),
        _ => None,
    }
}

fn local_name(name: &[u8]) -> String {
    let name = decode_utf8(name);
    name.rsplit(':').next().unwrap_or_default().to_owned()
}

/// The tokenizer reads UTF-8 and cuts only at ASCII bytes, so nothing is replaced.
fn decode_utf8(bytes: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(bytes)
}
