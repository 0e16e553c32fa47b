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
    /// Its words so far, which are shown if it never ends.
    words: String,
}

impl EventBuilder<'_> {
    /// Processes a tag within the text.
    pub(super) fn push_inline_html(&mut self, tag: &str, at: usize) {
        let tag = self.repaired.strip_sentinels(tag);
        if html::hides_tag(&tag, &self.sheet) {
            self.hidden = Some(HiddenElement {
                name: inline_html::element_name(&tag),
                depth: 1,
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

    /// Shows the words of an element that should be hidden and does not end in its block.
    pub(super) fn end_hidden(&mut self) {
        if let (Some(hidden), Some(leaf)) = (self.hidden.take(), &mut self.leaf) {
            leaf.push(&self.repaired.strip_sentinels(&hidden.words), false);
        }
    }
}
