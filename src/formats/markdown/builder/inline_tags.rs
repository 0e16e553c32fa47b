//! Tags of HTML within the text: breaks, readings, pictures, links, names of places, and hidden elements.

use super::EventBuilder;
use crate::formats::blocks::ruby::RubyPart;
use crate::formats::html;
use crate::formats::markdown::inline_html::{self, RubyTag};
use pulldown_cmark::Event;

/// An element whose content is hidden.
pub(super) struct HiddenElement {
    /// Name, in lower case, and the open elements of it.
    name: String,
    depth: u32,
    /// Start in the parser's text, in bytes.
    at: usize,
    /// Its words so far, which are shown if it does not end in its block or cell.
    words: String,
}

impl EventBuilder<'_> {
    /// Processes a tag within the text.
    pub(super) fn push_inline_html(&mut self, tag: &str, at: usize) {
        let tag = self.repaired.strip_sentinels(tag);
        if html::hides_tag(&tag, &self.sheet) {
            // The words of an item in a tight list open its block.
            self.inline_at(at);
            self.hidden = Some(HiddenElement {
                name: inline_html::element_name(&tag),
                depth: 1,
                at,
                words: String::new(),
            });
            return;
        }
        if inline_html::is_break(&tag) {
            self.hard_break(at);
        } else if let Some(ruby) = inline_html::ruby_tag(&tag) {
            self.push_ruby_tag(ruby, at);
        } else if let Some(shown) = inline_html::parse_image(&tag, self.lang) {
            self.inline_at(at).push(&shown);
        } else if inline_html::is_link_end(&tag) {
            self.leaf_at(at).close_html_link();
        } else {
            let target = inline_html::link_target(&tag);
            if let Some(name) = inline_html::target_name(&tag) {
                // The name belongs to the enclosing block, although that has no words yet.
                self.inline_at(at);
                self.link_targets.name_next_block(name);
            }
            if let Some(target) = target {
                self.leaf_at(at).open_html_link(target);
            }
        }
    }

    fn push_ruby_tag(&mut self, tag: RubyTag, at: usize) {
        let leaf = self.leaf_at(at);
        match tag {
            RubyTag::Open => {
                leaf.close_ruby();
                leaf.ruby.open();
            }
            RubyTag::Part(part) => leaf.ruby.set_part(part),
            RubyTag::EndOfPart => leaf.ruby.set_part(RubyPart::Base),
            RubyTag::Close => leaf.close_ruby(),
        }
    }

    /// Takes an event within a hidden element, up to its end; returns whether it did.
    pub(super) fn hide(&mut self, event: &Event<'_>) -> bool {
        let Some(hidden) = &mut self.hidden else {
            return false;
        };
        match event {
            Event::Text(words) | Event::Code(words) => hidden.words.push_str(words),
            Event::InlineMath(words) => push_formula(&mut hidden.words, "$", words),
            Event::DisplayMath(words) => push_formula(&mut hidden.words, "$$", words),
            Event::FootnoteReference(label) => {
                let label = self.repaired.strip_sentinels(label);
                let label = self.note_numbers.shown(&label, &self.repaired.text);
                hidden.words.push_str(&format!("[{label}]"));
            }
            Event::SoftBreak | Event::HardBreak => hidden.words.push(' '),
            Event::InlineHtml(tag) if inline_html::element_name(tag) == hidden.name => {
                if tag.starts_with("</") {
                    hidden.depth -= 1;
                } else {
                    hidden.depth += 1;
                }
                if hidden.depth == 0 {
                    self.hidden = None;
                }
            }
            Event::InlineHtml(_) => {}
            // Everything else may go on behind the element.
            _ => return false,
        }
        true
    }

    /// Adds a picture to the words of the open hidden element; returns whether there is one.
    pub(super) fn hide_image(&mut self, shown: &str) -> bool {
        if let Some(hidden) = &mut self.hidden {
            hidden.words.push_str(shown);
        }
        self.hidden.is_some()
    }

    /// Shows the words of an element that should be hidden and does not end in its block or cell.
    pub(super) fn end_hidden(&mut self) {
        if let Some(hidden) = self.hidden.take() {
            let words = self.repaired.strip_sentinels(&hidden.words);
            self.leaf_at(hidden.at).push(&words, false);
        }
    }
}

fn push_formula(words: &mut String, sign: &str, formula: &str) {
    for part in [sign, formula, sign] {
        words.push_str(part);
    }
}
