//! The outline of a book: its table of contents, or else the headings of its chapters. Where a line
//! leads is known at once as far as the chapter goes; the place within is found chapter by chapter,
//! and chapters parsed for that are not kept.

use super::contents::{Line, of_nav, of_ncx};
use super::package::text;
use super::{BOOK, EpubDocument};
use crate::doc::{Go, Heading, Outline, Pos};
use crate::import::memory::MemoryDocument;
use std::borrow::Cow;

/// Chapters read between two times the outline is handed out.
const BATCH: usize = 64;

/// Finds the outline of a book.
pub(super) fn find(book: &EpubDocument, emit: &mut dyn FnMut(Outline) -> Go) {
    let lines = lines(book);
    let found = if lines.is_empty() {
        of_chapters(book, emit)
    } else {
        of_lines(book, &lines, emit)
    };
    if let Some(headings) = found {
        emit(Outline {
            headings,
            asides: Vec::new(),
            complete: true,
        });
    }
}

/// The table of contents.
fn lines(book: &EpubDocument) -> Vec<Line> {
    let archive = &book.archive;
    let read = |member: Option<usize>, of: fn(&str, &str) -> Vec<Line>| {
        member.map_or_else(Vec::new, |member| {
            of(&text(archive, member), archive.name(member))
        })
    };
    let lines = read(book.package.nav, of_nav);
    if lines.is_empty() {
        read(book.package.ncx, of_ncx)
    } else {
        lines
    }
}

/// The lines with their places; `None` if nobody wants them any more.
fn of_lines(
    book: &EpubDocument,
    lines: &[Line],
    emit: &mut dyn FnMut(Outline) -> Go,
) -> Option<Vec<Heading>> {
    let mut headings = Vec::new();
    // The places that are still to be found: chapter, name, heading.
    let mut open = Vec::new();
    let mut waiting = 0;
    for line in lines {
        headings.push(Heading {
            level: line.level.max(1),
            title: line.title.as_str().into(),
            ..Heading::default()
        });
        let Some((section, place)) = line.to.as_ref().and_then(|to| book.find(to)) else {
            continue;
        };
        // Titles that lead nowhere themselves stand where what they are over does.
        for heading in headings.iter_mut().skip(waiting) {
            heading.pos = Pos::new(section, 0);
        }
        waiting = headings.len();
        if !place.is_empty() {
            open.push((section, place, headings.len() - 1));
        }
    }
    headings.truncate(waiting);
    if !open.is_empty() && emit(sorted(headings.clone())) == Go::Stop {
        return None;
    }
    let mut left = BOOK;
    open.sort_by_key(|(section, ..)| *section);
    for (done, places) in open.chunk_by(|(a, ..), (b, ..)| a == b).enumerate() {
        let Some((section, ..)) = places.first() else {
            continue;
        };
        let Some(chapter) = chapter(book, *section as usize, &mut left) else {
            break;
        };
        for (_, place, index) in places {
            if let (Some(pos), Some(heading)) =
                (chapter.targets.get(place), headings.get_mut(*index))
            {
                heading.pos = Pos {
                    section: *section,
                    ..*pos
                };
            }
        }
        if (done + 1).is_multiple_of(BATCH) && emit(sorted(headings.clone())) == Go::Stop {
            return None;
        }
    }
    Some(sorted(headings).headings)
}

/// The headings in the order of the text, whatever that of the table of contents is.
fn sorted(mut headings: Vec<Heading>) -> Outline {
    headings.sort_by_key(|heading| heading.pos);
    Outline {
        headings,
        asides: Vec::new(),
        complete: false,
    }
}

/// The headings of the chapters; of a chapter without any its title.
fn of_chapters(book: &EpubDocument, emit: &mut dyn FnMut(Outline) -> Go) -> Option<Vec<Heading>> {
    let mut headings: Vec<Heading> = Vec::new();
    let mut left = BOOK;
    for section in 0..book.chapters.len() {
        if section.is_multiple_of(BATCH)
            && section > 0
            && emit(sorted(headings.clone())) == Go::Stop
        {
            return None;
        }
        let Some(chapter) = chapter(book, section, &mut left) else {
            break;
        };
        let section = section as u32;
        if chapter.headings.is_empty() {
            let title = chapter.title.trim();
            let is_new = headings.last().is_none_or(|last| last.title != title);
            if !title.is_empty() && title != book.title && is_new {
                headings.push(Heading {
                    pos: Pos::new(section, 0),
                    level: 1,
                    title: title.into(),
                    ..Heading::default()
                });
            }
        }
        headings.extend(chapter.headings.iter().map(|heading| Heading {
            pos: Pos {
                section,
                ..heading.pos
            },
            ..heading.clone()
        }));
    }
    Some(headings)
}

/// A chapter, from those that were parsed for reading if it is among them. `None` once `left` bytes
/// were parsed for the outline alone.
fn chapter<'b>(
    book: &'b EpubDocument,
    index: usize,
    left: &mut u64,
) -> Option<Cow<'b, MemoryDocument>> {
    if let Some(chapter) = book.chapters.get(index).and_then(|slot| slot.get()) {
        return Some(Cow::Borrowed(chapter));
    }
    let chapter = book.parse(index);
    *left = left.checked_sub(chapter.len)?;
    Some(Cow::Owned(chapter))
}
