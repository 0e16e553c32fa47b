//! Text in place of what cannot be shown: pictures, frames, checkboxes, note references.

use super::super::tokens::{self, MarkupKind, Tag, Token};
use super::PageBuilder;
use super::attributes::{MAX_TARGET_BYTES, is_note_ref, is_spacer, note_of_image, note_ref_text};
use crate::doc::Mark;
use crate::formats::blocks::placeholders;
use crate::formats::html::aozora_pages;
use crate::formats::html::elements::{ElementKind, find_element};
use std::ops::ControlFlow;

impl PageBuilder {
    /// Writes a picture: its description, or the note reference it depicts.
    pub(crate) fn push_image(&mut self, tag: &Tag, at: usize) {
        if is_spacer(tag) {
            return;
        }
        self.resolve_breaks("", at);
        if let Some(character) = aozora_pages::gaiji(tag) {
            return self.push_own_text(&character, at);
        }
        if let Some(note) = note_of_image(tag) {
            return self.push_note_ref(note, at);
        }
        let is_sign = matches!(self.open.marks.last(), Some((_, Mark::NoteRef(_))));
        let description = tag.get("alt").unwrap_or_default().trim();
        let shown = if is_sign {
            note_ref_text(self.page.lang).to_owned()
        } else {
            placeholders::image(self.page.lang, description)
        };
        let source = tag.get("src").or_else(|| tag.get("xlink:href"));
        let in_link = self
            .open
            .marks
            .iter()
            .any(|(_, mark)| matches!(mark, Mark::Link(_) | Mark::NoteRef(_)));
        let target = source.filter(|source| !in_link && !source.starts_with("data:"));
        let target = target.map(str::to_owned);
        match target.filter(|_| self.context.pre_depth == 0) {
            Some(target) => self
                .open_block_at(at)
                .text
                .push_marked(&shown, Mark::Link(target)),
            None => self.push_own_text(&shown, at),
        }
    }

    /// Writes an embedded page: its name, as a link to it.
    pub(crate) fn push_frame(&mut self, tag: &Tag, at: usize) {
        let Some(source) = tag.get("src").map(str::trim) else {
            return;
        };
        let named = ["title", "name"].iter().find_map(|key| tag.get(key));
        let named = named.map(str::trim).filter(|name| !name.is_empty());
        let shown = placeholders::frame(self.page.lang, named.unwrap_or(source));
        self.close_at_boundary();
        if !source.is_empty() && source.len() <= MAX_TARGET_BYTES && self.context.pre_depth == 0 {
            let link = Mark::Link(source.to_owned());
            self.open_block_at(at).text.push_marked(&shown, link);
        }
        self.close_at_boundary();
    }

    /// Gives an item of a list a checkbox.
    pub(crate) fn set_checkbox(&mut self, tag: &Tag) {
        if tag.has_word("type", "checkbox") {
            let is_ticked = tag.get("checked").is_some();
            self.blocks
                .set_checkbox(if is_ticked { "[x]" } else { "[ ]" });
        }
    }

    /// Puts brackets around a note reference that is only a number: without superscript it would run into the text.
    /// `None` for all other words.
    pub(crate) fn bracket_note_ref(&self, words: &str) -> Option<String> {
        let words = words.trim();
        let is_first = self.open_block.as_ref().is_none_or(|leaf| leaf.len() == 0);
        let is_number = words.len() < 5 && words.chars().all(|c| c.is_ascii_digit());
        let is_sign = match self.open.marks.last().map(|(_, mark)| mark) {
            Some(Mark::NoteRef(_)) => true,
            Some(Mark::Link(to)) => to
                .split_once('#')
                .is_some_and(|(_, place)| self.is_in_sub_sup() || is_note_ref(words, place)),
            _ => false,
        };
        (is_number && is_sign && !is_first).then(|| format!("[{words}]"))
    }

    /// Writes the reference of a note whose text is in the tag, and stores the note.
    pub(crate) fn push_note_ref(&mut self, note: &str, at: usize) {
        let sign = format!("[{}]", self.names.notes.len() + 1);
        self.names.notes.insert(sign.clone(), note_paragraphs(note));
        if self.context.pre_depth > 0 {
            return self.push_code(&sign, at);
        }
        self.open_block_at(at)
            .text
            .push_marked(&sign, Mark::NoteRef(sign.clone()));
    }
}

/// Returns the paragraphs of a note in an attribute, which may contain markup.
fn note_paragraphs(note: &str) -> Vec<String> {
    let mut lines = String::new();
    if note.contains('<') || note.contains('&') {
        tokens::tokenize(note, MarkupKind::Html, &mut |token, _| {
            match token {
                Token::Text(text) => lines.push_str(text),
                Token::Open(tag)
                    if find_element(&tag.name).is_some_and(|(_, it)| is_line_end(it)) =>
                {
                    lines.push('\n');
                }
                Token::Open(_) | Token::Close(_) => {}
            }
            ControlFlow::Continue(())
        });
    } else {
        note.clone_into(&mut lines);
    }
    let lines = lines.lines().map(|line| {
        let words: Vec<&str> = line.split_whitespace().collect();
        words.join(" ")
    });
    lines.filter(|line| !line.is_empty()).collect()
}

fn is_line_end(element: ElementKind) -> bool {
    element.is_box() || element == ElementKind::LineBreak
}
