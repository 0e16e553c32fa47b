//! Signs of site generators: the shortcodes of Hugo, `{{< figure … >}}` and `{{% notice %}}`, and the tags of Jekyll,
//! `{% raw %}`. What they would insert is not known; they are left out, except the description of a picture.

use super::edits::Edit;
use crate::formats::blocks::placeholders;
use crate::text::script::TextLang;
use std::ops::Range;

/// Longest shortcode, in bytes.
const MAX_SHORTCODE_BYTES: usize = 1 << 10;
/// Beginnings and ends.
const SIGNS: [(&str, &str); 3] = [("{{<", ">}}"), ("{{%", "%}}"), ("{%", "%}")];
/// What is left of a shortcode whose inner part was a tag of HTML.
const EMPTY: &str = "{{}}";
/// Shortcodes of pictures, and their arguments that describe the picture.
const PICTURES: [&str; 4] = ["figure", "img", "image", "picture"];
const DESCRIPTIONS: [&str; 3] = ["caption", "title", "alt"];

/// Returns whether a text may have shortcodes.
pub(super) fn may_have(text: &str) -> bool {
    text.contains("{%") || text.contains("{{")
}

/// Returns the edits that take the shortcodes out of a text, ascending and disjoint. `is_literal` says of a byte whether
/// signs there are text.
pub(super) fn find(text: &str, lang: TextLang, is_literal: impl Fn(usize) -> bool) -> Vec<Edit> {
    let mut edits: Vec<Edit> = Vec::new();
    let mut at = 0;
    while let Some(open) = memchr::memchr(b'{', text.as_bytes().get(at..).unwrap_or_default()) {
        let start = at + open;
        let Some(end) = shortcode_end(text, start).filter(|_| !is_literal(start)) else {
            at = start + 1;
            continue;
        };
        at = end;
        let inner = text.get(start..end).unwrap_or_default();
        let replacement = description(inner).map(|words| placeholders::image(lang, words));
        let done = edits.last().map_or(0, |last| last.range.end);
        if let Some((bracket, target)) = link_around(text, done, start..end) {
            at = target.end;
            for range in [bracket, target] {
                edits.push(Edit::removal(range));
            }
            continue;
        }
        let range = match replacement {
            Some(_) => start..end,
            None => with_blanks(text, start..end),
        };
        match edits.last_mut() {
            // Blanks between two that belong to the first already.
            Some(last) if range.start < last.range.end => last.range.end = range.end,
            _ => edits.push(Edit {
                range,
                replacement: replacement.unwrap_or_default(),
            }),
        }
    }
    edits
}

/// Returns the opening bracket and the target of a link `[words](shortcode)` whose target is the shortcode in `range`. The
/// bracket is not in front of byte `done`.
fn link_around(
    text: &str,
    done: usize,
    range: Range<usize>,
) -> Option<(Range<usize>, Range<usize>)> {
    let before = text.get(done..range.start)?.strip_suffix("](")?;
    let open = done + before.rfind(['[', '\n'])?;
    let is_link = text.get(open..)?.starts_with('[') && text.get(range.end..)?.starts_with(')');
    is_link.then(|| (open..open + 1, done + before.len()..range.end + 1))
}

/// Returns the end of the shortcode at byte `start`.
fn shortcode_end(text: &str, start: usize) -> Option<usize> {
    let rest = text.get(start..)?;
    let rest = rest.get(..rest.floor_char_boundary(MAX_SHORTCODE_BYTES))?;
    if rest.starts_with(EMPTY) {
        return Some(start + EMPTY.len());
    }
    let (open, close) = SIGNS.into_iter().find(|(open, _)| rest.starts_with(open))?;
    let inner = rest.get(open.len()..)?;
    let len = inner.find(close)?;
    let words = inner.get(..len)?.trim_matches(['-', '/', ' ']);
    // Formulas have such signs as well.
    let is_name = words.starts_with(|c: char| c.is_ascii_alphabetic());
    is_name.then_some(start + open.len() + len + close.len())
}

/// Returns the words that describe the picture of a shortcode.
fn description(shortcode: &str) -> Option<&str> {
    let inner = shortcode.trim_matches(['{', '<', '%', ' ']);
    let (name, arguments) = inner.split_once(char::is_whitespace)?;
    if !PICTURES.contains(&name) {
        return None;
    }
    DESCRIPTIONS.iter().find_map(|key| {
        let (_, value) = arguments.split_once(&format!("{key}="))?;
        let quote = value
            .chars()
            .next()
            .filter(|c| matches!(c, '"' | '“' | '\''))?;
        let value = value.get(quote.len_utf8()..)?;
        let words = value.split(['"', '”', '\'']).next()?.trim();
        (!words.is_empty()).then_some(words)
    })
}

/// Adds the line end of a line that has no other words, or one of the blanks on both sides.
fn with_blanks(text: &str, range: Range<usize>) -> Range<usize> {
    let before = text.get(..range.start).unwrap_or_default();
    let after = text.get(range.end..).unwrap_or_default();
    let is_edge = |side: Option<char>| side.is_none_or(|c| matches!(c, '\n' | ' '));
    if !is_edge(before.chars().next_back()) || !is_edge(after.chars().next()) {
        return range;
    }
    match (after.chars().next(), before.chars().next_back()) {
        (Some(_), _) => range.start..range.end + 1,
        (None, Some(_)) => range.start - 1..range.end,
        (None, None) => range,
    }
}

#[cfg(test)]
mod tests {
    use super::super::edits::apply;
    use super::*;

    fn without(text: &str) -> String {
        let mut text = text.to_owned();
        let edits = find(&text, TextLang::Hans, |_| false);
        apply(&edits, &mut text, &mut Vec::new());
        text
    }

    #[test]
    fn shortcodes_are_left_out_and_pictures_described() {
        for (text, want) in [
            ("{{< youtube abc >}}", ""),
            ("甲\n{{% notice tip %}}\n乙\n{{% /notice %}}", "甲\n乙"),
            ("{% raw %} 甲 {% endraw %}", "甲"),
            ("见 {{< ref \"a.md\" >}} 后", "见 后"),
            (
                "见[这里]({{< ref \"a.md\" >}})与[那里]({{% ref b %}})。",
                "见这里与那里。",
            ),
            ("甲{%- if x -%}乙", "甲乙"),
            ("甲{{}}乙", "甲乙"),
            ("{{< figure src=\"a.png\" title=\"桥\" >}}", "[图：桥]"),
            ("{{< figure src=\"a.png\" >}}{{< br >}}", ""),
            ("{{ page.title }}", "{{ page.title }}"),
            ("{%", "{%"),
            ("{{< >}} {% 1 %}", "{{< >}} {% 1 %}"),
            ("{{% 甲", "{{% 甲"),
        ] {
            assert_eq!(without(text), want, "{text}");
        }
        assert_eq!(find("{% raw %}", TextLang::Hans, |_| true).len(), 0);
    }
}
