//! Lines of the files of a folder.
//!
//! A file that is closed and opened again may have changed meanwhile and have other lines, or no lines at all;
//! the answers are empty then.

use super::FolderDocument;
use crate::doc::{DecodedLines, LineEnds, Pos, RawLines, SourceLines};

impl SourceLines for FolderDocument {
    fn line_ends(&self, section: u32) -> LineEnds {
        let ends = self.ask(Pos::new(section, 0), |part, inner| {
            let lines = part.lines(inner.section)?.source_lines();
            Some(lines.line_ends(inner.section))
        });
        ends.unwrap_or(LineEnds::Close)
    }

    fn is_visible(&self, section: u32, at: u64) -> bool {
        let is_visible = self.ask(Pos::new(section, 0), |part, inner| {
            let lines = part.lines(inner.section)?.source_lines();
            Some(lines.is_visible(inner.section, at))
        });
        is_visible.unwrap_or(true)
    }

    fn may_hide(&self, section: u32, line: &str) -> bool {
        let may_hide = self.ask(Pos::new(section, 0), |part, inner| {
            let lines = part.lines(inner.section)?.source_lines();
            Some(lines.may_hide(inner.section, line))
        });
        may_hide.unwrap_or(false)
    }

    fn has_notes(&self, section: u32) -> bool {
        let has_notes = self.ask(Pos::new(section, 0), |part, inner| {
            let lines = part.lines(inner.section)?.source_lines();
            Some(lines.has_notes(inner.section))
        });
        has_notes.unwrap_or(false)
    }
}

impl RawLines for FolderDocument {
    fn read_raw(&self, section: u32, from: u64, buffer: &mut [u8]) -> usize {
        let len = self.ask(Pos::new(section, 0), |part, inner| {
            let lines = part.lines(inner.section)?.raw()?;
            Some(lines.read_raw(inner.section, from, buffer))
        });
        len.unwrap_or(0)
    }

    /// The file may be let go while its bytes are read.
    fn raw_in_memory(&self, _section: u32) -> Option<&[u8]> {
        None
    }

    fn pos_of_raw(&self, section: u32, at: u64) -> Pos {
        let pos = self.locate(Pos::new(section, 0), |part, inner| {
            let lines = part.lines(inner.section)?.raw()?;
            Some(lines.pos_of_raw(inner.section, at))
        });
        pos.unwrap_or(Pos::new(section, at))
    }
}

impl DecodedLines for FolderDocument {
    fn read_lines(&self, section: u32, from: u64, text: &mut String) -> u64 {
        let next = self.ask(Pos::new(section, 0), |part, inner| {
            let lines = part.lines(inner.section)?.decoded()?;
            Some(lines.read_lines(inner.section, from, text))
        });
        next.unwrap_or(from)
    }

    fn skip_lines(&self, section: u32, from: u64, count: usize) -> Pos {
        let pos = self.locate(Pos::new(section, 0), |part, inner| {
            let lines = part.lines(inner.section)?.decoded()?;
            Some(lines.skip_lines(inner.section, from, count))
        });
        pos.unwrap_or(Pos::new(section, from))
    }
}
