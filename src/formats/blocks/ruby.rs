//! Builder of ruby: a base, and its reading in parentheses after it.

use super::inline::InlineBuilder;
use crate::doc::Mark;

/// Ruby under construction, if one is open.
#[derive(Default)]
pub(crate) struct RubyBuilder {
    open: Option<OpenRuby>,
}

/// A base and its reading.
#[derive(Default)]
struct OpenRuby {
    /// Start of the base, once there is text.
    base_start: Option<u32>,
    reading: String,
    part: RubyPart,
}

/// Part of a ruby.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum RubyPart {
    /// The base.
    #[default]
    Base,
    /// The reading.
    Reading,
    /// Parentheses for programs without ruby (`rp`), which are not shown.
    Fallback,
}

impl RubyBuilder {
    /// Opens a ruby. The one before must be closed.
    pub(crate) fn open(&mut self) {
        self.open = Some(OpenRuby::default());
    }

    /// Returns whether a ruby is open.
    pub(crate) const fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Begins a part of the open ruby.
    pub(crate) fn set_part(&mut self, part: RubyPart) {
        if let Some(ruby) = &mut self.open {
            ruby.part = part;
        }
    }

    /// Returns whether the next text belongs to [`RubyBuilder::push_reading`], not to the block.
    pub(crate) fn takes_text(&self) -> bool {
        self.open
            .as_ref()
            .is_some_and(|ruby| ruby.part != RubyPart::Base)
    }

    /// Appends to the reading. Parts join as they are read aloud; Latin words keep a blank between them.
    pub(crate) fn push_reading(&mut self, word: &str) {
        let Some(ruby) = self
            .open
            .as_mut()
            .filter(|ruby| ruby.part == RubyPart::Reading)
        else {
            return;
        };
        let is_letter = |c: char| c.is_alphanumeric() && (c as u32) < 0x2E80;
        if ruby.reading.ends_with(is_letter) && word.starts_with(is_letter) {
            ruby.reading.push(' ');
        }
        ruby.reading.push_str(word);
    }

    /// Records that text of the block from byte `start` on belongs to the base.
    pub(crate) fn add_base(&mut self, start: u32) {
        if let Some(ruby) = &mut self.open {
            ruby.base_start.get_or_insert(start);
        }
    }

    /// Closes the ruby and writes the reading after its base. Returns the reading if it has no base.
    pub(crate) fn close(&mut self, inline: &mut InlineBuilder) -> Option<String> {
        let ruby = self.open.take()?;
        let Some(start) = ruby.base_start else {
            return Some(ruby.reading);
        };
        if !ruby.reading.is_empty() {
            let base = inline.len() - start;
            inline.push(&format!("（{}）", ruby.reading));
            inline.mark(start..inline.len(), Mark::Ruby { base });
        }
        None
    }
}
