//! HTML inside Markdown, shown as its text. Tags, comments, scripts and styles are removed, block elements end
//! lines, pictures leave their description. One pass without a tree, since the text is untrusted.

use crate::formats::blocks::inline::MarkSpan;
use crate::formats::blocks::inline_text::InlineText;
use crate::formats::blocks::placeholders;
use crate::formats::blocks::ruby::RubyPart;
use crate::text::script::TextLang;

/// Longest target of a link that is kept, in bytes.
const MAX_TARGET_BYTES: usize = 4 << 10;

/// Returns the text of HTML with its marks: trimmed lines separated by `\n`, without empty ones.
pub(crate) fn text(html: &str, lang: TextLang) -> (String, Vec<MarkSpan>) {
    let mut lines = HtmlLines::default();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (words, markup) = rest.split_at(at);
        lines.push(words);
        rest = match parse_markup(markup) {
            InlineHtml::Text(len) => {
                let (words, after) = markup.split_at(len);
                lines.push(words);
                after
            }
            InlineHtml::Ignored(len) => markup.split_at(len).1,
            InlineHtml::Tag(tag, len) => {
                if let Some(ruby) = ruby_tag(tag) {
                    lines.push_ruby_tag(ruby);
                } else if is_line_end(tag_name(tag)) {
                    lines.end_line();
                } else if is_named(tag, "img") {
                    lines.push(&image_placeholder(tag, lang));
                }
                markup.split_at(len).1
            }
        };
    }
    lines.push(rest);
    lines.finish()
}

/// Returns the name of the element that an inline tag begins or ends, in lower case.
pub(crate) fn element_name(tag: &str) -> String {
    tag_name(tag.trim_start_matches('<')).to_ascii_lowercase()
}

/// Returns whether an inline tag is a line break (`<br>`, `<br/>`).
pub(crate) fn is_break(tag: &str) -> bool {
    is_named(tag.trim_start_matches('<'), "br")
}

/// Tag of ruby.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum RubyTag {
    /// `<ruby>`.
    Open,
    /// `<rt>`, `<rp>` or `<rb>`.
    Part(RubyPart),
    /// The end tag of a part.
    EndOfPart,
    /// `</ruby>`.
    Close,
}

/// Returns the meaning of an inline tag in ruby; `None` for other tags.
pub(crate) fn ruby_tag(tag: &str) -> Option<RubyTag> {
    let tag = tag.trim_start_matches('<');
    let is_end = tag.starts_with('/');
    let part = match tag_name(tag).to_ascii_lowercase().as_str() {
        "ruby" if is_end => return Some(RubyTag::Close),
        "ruby" => return Some(RubyTag::Open),
        "rt" | "rtc" => RubyPart::Reading,
        "rp" => RubyPart::Fallback,
        "rb" | "rbc" => RubyPart::Base,
        _ => return None,
    };
    Some(if is_end {
        RubyTag::EndOfPart
    } else {
        RubyTag::Part(part)
    })
}

/// Returns the text in place of the picture of an inline tag; `None` for other tags.
pub(crate) fn parse_image(tag: &str, lang: TextLang) -> Option<String> {
    let tag = tag.trim_start_matches('<');
    is_named(tag, "img").then(|| image_placeholder(tag, lang))
}

/// Returns the text in place of a picture; empty for a decorative one (`alt=""`).
fn image_placeholder(tag: &str, lang: TextLang) -> String {
    match attribute(tag, "alt") {
        Some(description) if description.is_empty() => String::new(),
        description => placeholders::image(lang, &description.unwrap_or_default()),
    }
}

/// Returns the target of an inline tag that begins a link; `None` for other tags.
pub(crate) fn link_target(tag: &str) -> Option<String> {
    let tag = tag.trim_start_matches('<').trim_end_matches('>');
    let target = attribute(tag, "href").filter(|_| is_named(tag, "a"))?;
    let target = target.trim();
    let is_usable = !target.is_empty()
        && target.len() <= MAX_TARGET_BYTES
        && !target.to_ascii_lowercase().starts_with("javascript:");
    is_usable.then(|| target.to_owned())
}

/// Returns whether an inline tag ends a link.
pub(crate) fn is_link_end(tag: &str) -> bool {
    is_named(tag.trim_start_matches("</"), "a") && tag.starts_with("</")
}

/// Returns the name that a tag gives to its position: the `id` of any tag, the `name` of an `a`.
pub(crate) fn target_name(tag: &str) -> Option<String> {
    let tag = tag.trim_start_matches('<').trim_end_matches(['/', '>']);
    if tag.starts_with('/') {
        return None;
    }
    let named = || attribute(tag, "name").filter(|_| is_named(tag, "a"));
    attribute(tag, "id").or_else(named)
}

/// Returns the names that the tags of HTML give to their position.
pub(crate) fn target_names(html: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let markup = rest.split_at(at).1;
        let len = match parse_markup(markup) {
            InlineHtml::Text(len) | InlineHtml::Ignored(len) => len,
            InlineHtml::Tag(tag, len) => {
                names.extend(target_name(tag));
                len
            }
        };
        rest = markup.split_at(len).1;
    }
    names
}

/// The construct that a `<` begins, and its length in bytes.
enum InlineHtml<'h> {
    /// Text without markup.
    Text(usize),
    /// A comment, declaration or script, which is not shown.
    Ignored(usize),
    /// The text between the angle brackets of a tag.
    Tag(&'h str, usize),
}

fn parse_markup(markup: &str) -> InlineHtml<'_> {
    let inner = markup.get(1..).unwrap_or_default();
    for (open, close) in [("!--", "-->"), ("![CDATA[", "]]>"), ("!", ">"), ("?", ">")] {
        if inner.starts_with(open) {
            return skip_until(markup, close);
        }
    }
    if !inner.starts_with(|c: char| c == '/' || c.is_ascii_alphabetic()) {
        return InlineHtml::Text(1);
    }
    // An unclosed tag is text. All of it, so that the next one is not searched again.
    let Some(len) = tag_len(markup) else {
        return InlineHtml::Text(markup.len());
    };
    let tag = markup.get(1..len - 1).unwrap_or_default();
    for (name, close) in [("script", "</script>"), ("style", "</style>")] {
        if is_named(tag, name) {
            return skip_until(markup, close);
        }
    }
    InlineHtml::Tag(tag, len)
}

/// Skips hidden content up to and including `close`. If `close` is missing the rest is text: a typing error must
/// not hide it, and no second search is needed.
fn skip_until<'h>(markup: &'h str, close: &str) -> InlineHtml<'h> {
    markup
        .as_bytes()
        .windows(close.len())
        .position(|window| window.eq_ignore_ascii_case(close.as_bytes()))
        .map_or(InlineHtml::Text(markup.len()), |at| {
            InlineHtml::Ignored(at + close.len())
        })
}

/// Returns the bytes of the tag at the start of `markup`, up to the `>` outside quotes; `None` if there is no such
/// `>`.
fn tag_len(markup: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in markup.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at + 1),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            (None | Some(_), _) => {}
        }
    }
    None
}

/// Returns the name of a tag without a leading `/`.
fn tag_name(tag: &str) -> &str {
    let tag = tag.trim_start_matches('/');
    let end = tag
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(tag.len());
    tag.get(..end).unwrap_or_default()
}

fn is_named(tag: &str, name: &str) -> bool {
    !tag.starts_with('/') && tag_name(tag).eq_ignore_ascii_case(name)
}

/// Returns the value of an attribute, quoted or up to the next blank.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let lower = tag.to_ascii_lowercase();
    let (at, _) = lower.match_indices(name).find(|&(at, _)| {
        lower
            .get(..at)
            .is_some_and(|h| h.ends_with(char::is_whitespace))
    })?;
    let value = tag.get(at + name.len()..)?.trim_start().strip_prefix('=')?;
    let value = value.trim_start();
    let value = match value.chars().next()? {
        quote @ ('"' | '\'') => value.get(1..)?.split(quote).next()?,
        _ => value
            .split_whitespace()
            .next()?
            .trim_end_matches(['/', '>']),
    };
    Some(decode_references(value.trim()))
}

/// Returns whether the start and end tags of an element end a line.
fn is_line_end(name: &str) -> bool {
    const NAMES: &[&str] = &[
        "address",
        "article",
        "aside",
        "blockquote",
        "br",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ];
    NAMES.iter().any(|known| name.eq_ignore_ascii_case(known))
}

/// The lines of text so far.
#[derive(Default)]
struct HtmlLines {
    text: InlineText,
}

impl HtmlLines {
    fn push(&mut self, words: &str) {
        let words = decode_references(words);
        let mut parts = words.split('\n');
        self.text.push(parts.next().unwrap_or_default());
        for part in parts {
            self.end_line();
            self.text.push(part);
        }
    }

    fn push_ruby_tag(&mut self, tag: RubyTag) {
        match tag {
            RubyTag::Open => self.text.open_ruby(),
            RubyTag::Part(part) => self.text.set_ruby_part(part),
            RubyTag::EndOfPart => self.text.set_ruby_part(RubyPart::Base),
            RubyTag::Close => self.text.close_ruby(),
        }
    }

    fn end_line(&mut self) {
        self.text.drop_pending_space();
        if self.text.inline.can_take_blank() {
            self.text.end_line();
        }
    }

    fn finish(self) -> (String, Vec<MarkSpan>) {
        self.text.finish()
    }
}

/// Decodes the common character references in `words`; others stay.
fn decode_references(words: &str) -> String {
    const NAMED: &[(&str, char)] = &[
        ("amp", '&'),
        ("lt", '<'),
        ("gt", '>'),
        ("quot", '"'),
        ("apos", '\''),
        ("nbsp", '\u{A0}'),
        ("emsp", '\u{2003}'),
        ("ensp", '\u{2002}'),
        ("copy", '©'),
        ("mdash", '—'),
        ("hellip", '…'),
        ("middot", '·'),
        ("ldquo", '“'),
        ("rdquo", '”'),
    ];
    let mut parts = words.split('&');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let reference = part.split_once(';').and_then(|(name, rest)| {
            let named = NAMED.iter().find(|(known, _)| *known == name);
            Some((
                named.map(|&(_, c)| c).or_else(|| decode_numeric(name))?,
                rest,
            ))
        });
        if let Some((c, rest)) = reference {
            text.push(c);
            text.push_str(rest);
        } else {
            text.push('&');
            text.push_str(part);
        }
    }
    text
}

/// Decodes `#8212` or `#x2014`.
fn decode_numeric(name: &str) -> Option<char> {
    let digits = name.strip_prefix('#')?;
    let code = match digits.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => digits.parse(),
    };
    char::from_u32(code.ok()?).filter(|c| !c.is_control())
}
