//! Outline of a book: its table of contents or, if that is missing or sparse, the headings of its chapters. The
//! chapter of an entry is known at once. The position within is found chapter by chapter, and chapters parsed for
//! that are not kept.

use super::lost_targets::{
    TitleIndex, heading_words_at, is_bare_number, lacks_words, place_lost_entries, words_at,
};
use super::navigation::{TocLine, parse_nav, parse_ncx};
use super::outline_places::{resolve_title_place, sorted_outline};
use super::package::member_text;
use super::{EpubDocument, MAX_ARCHIVE_BYTES, inner_headings};
use crate::doc::{Block, Document as _, Heading, Mark, Outline, Pos, Relocate as _, Step};
use crate::formats::blocks::document::BlockDocument;
use crate::outline::infer::{BlockPlace, InferredHeadings};
use std::collections::HashSet;
use std::ops::ControlFlow;
use std::ops::Range;
use std::sync::Arc;

/// Chapters read before the first intermediate outline; doubled each time.
const FIRST_BATCH_CHAPTER_COUNT: usize = 64;

/// Finds the outline of a book and passes intermediate results to `emit`.
pub(crate) fn emit_outline(
    book: &EpubDocument,
    emit: &mut dyn FnMut(Step<Outline>) -> ControlFlow<()>,
) {
    let mut lines = toc_lines(book);
    if !lines.iter().any(|line| has_target(book, line)) {
        lines.clear();
    }
    let found = if is_sparse(book, &lines) {
        from_chapters(book, emit).and_then(|headings| {
            let of_lines = from_toc(book, &lines, &mut |_| ControlFlow::Continue(()))?;
            // A short book has a short table of contents.
            let is_short = headings.len() <= of_lines.len() * SPARSE_HEADING_RATIO;
            Some(if !is_short && !is_complete(book, &of_lines) {
                merge_toc_lines(book, headings, of_lines)
            } else {
                inner_headings::add_inner_headings(book, of_lines, emit)?
            })
        })
    } else {
        from_toc(book, &lines, emit)
            .and_then(|lines| inner_headings::add_inner_headings(book, lines, emit))
    };
    if let Some(headings) = found {
        let _ = emit(Step::Found(Outline {
            headings,
            metadata_lines: Vec::new(),
            doubtful: Vec::new(),
            complete: true,
        }));
    }
}

fn has_target(book: &EpubDocument, line: &TocLine) -> bool {
    line.target
        .as_ref()
        .is_some_and(|to| book.resolve_href(to).is_some())
}

/// Entries of a table of contents that is suspected to be sparse, regardless of the book.
const MAX_SPARSE_TOC_LINES: usize = 3;
/// Headings and chapters per entry from which a table of contents is sparse.
const SPARSE_HEADING_RATIO: usize = 2;
const SPARSE_CHAPTER_RATIO: usize = 10;

/// Returns whether a table of contents may omit headings of the chapters: some list only the cover and the text.
fn is_sparse(book: &EpubDocument, lines: &[TocLine]) -> bool {
    lines.len() <= MAX_SPARSE_TOC_LINES || lines.len() * SPARSE_CHAPTER_RATIO < book.chapters.len()
}

/// Returns whether a short table of contents covers all chapters, and these have heading tags.
fn is_complete(book: &EpubDocument, lines: &[Heading]) -> bool {
    let mut sections: Vec<u32> = lines.iter().map(|line| line.pos.section).collect();
    sections.dedup();
    book.inferred_headings.get().is_none() && sections.len() == book.chapters.len()
}

/// Returns the entries of the table of contents.
fn toc_lines(book: &EpubDocument) -> Vec<TocLine> {
    let archive = &book.archive;
    let read = |member: Option<usize>, of: fn(&str, &str) -> Vec<TocLine>| {
        member.map_or_else(Vec::new, |member| {
            of(&member_text(archive, member), archive.name(member))
        })
    };
    let lines = read(book.package.nav, parse_nav);
    if lines.is_empty() {
        read(book.package.ncx, parse_ncx)
    } else {
        lines
    }
}

/// Returns the entries with their positions; `None` if the outline is no longer awaited.
fn from_toc(
    book: &EpubDocument,
    lines: &[TocLine],
    emit: &mut dyn FnMut(Step<Outline>) -> ControlFlow<()>,
) -> Option<Vec<Heading>> {
    let mut headings = Vec::new();
    // Positions still to be found: chapter, name, heading.
    let mut open = Vec::new();
    let mut waiting = 0;
    // Entries that lead to no chapter of the book.
    let mut lost = Vec::new();
    for line in lines {
        headings.push(Heading {
            level: line.level.max(1),
            title: line.title.as_str().into(),
            ..Heading::default()
        });
        let Some((section, place)) = line.target.as_ref().and_then(|to| book.resolve_href(to))
        else {
            lost.extend(line.target.as_ref().map(|_| headings.len() - 1));
            continue;
        };
        // A title without a link takes the position of the entry after it.
        for heading in headings.iter_mut().skip(waiting) {
            heading.pos = Pos::new(section, 0);
        }
        waiting = headings.len();
        let lacks_words = line
            .target
            .as_ref()
            .is_some_and(|to| lacks_words(&line.title, to));
        if !place.is_empty() || lacks_words || is_bare_number(&line.title) {
            open.push((section, place, headings.len() - 1, lacks_words));
        }
    }
    let is_lost = |index: usize| lost.binary_search(&index).is_ok();
    let kept = (waiting..headings.len())
        .take_while(|&index| is_lost(index))
        .count();
    headings.truncate(waiting + kept);
    lost.retain(|&index| index < headings.len());
    let mut gone = place_lost_entries(book, &mut headings, &lost);
    if !open.is_empty() && emit(Step::Found(sorted_outline(headings.clone()))).is_break() {
        return None;
    }
    let mut left = MAX_ARCHIVE_BYTES;
    open.sort_by_key(|(section, ..)| *section);
    for (done, places) in open.chunk_by(|(a, ..), (b, ..)| a == b).enumerate() {
        let Some((section, ..)) = places.first() else {
            continue;
        };
        let Some(chapter) = book.load_chapter(*section as usize, &mut left) else {
            break;
        };
        let mut titles: Option<TitleIndex> = None;
        for (_, place, index, lacks_words) in places {
            // A missing target takes the position of its title, or of the entry before it.
            let before = index.checked_sub(1).and_then(|before| headings.get(before));
            let before = before.map(|before| before.pos);
            let before = before.filter(|before| before.section == *section);
            let Some(heading) = headings.get_mut(*index) else {
                continue;
            };
            let after = before.map(|before| before.in_section(0).block_start());
            let pos = if place.is_empty() {
                None
            } else {
                let named = chapter.places.targets.get(place).copied();
                let pos = named.or_else(|| {
                    let titles = titles.get_or_insert_with(|| TitleIndex::new(&chapter));
                    titles.find(&heading.title, after)
                });
                pos.map(|pos| pos.in_section(*section)).or(before)
            };
            if let Some(pos) = pos {
                heading.pos = pos;
                resolve_title_place(heading, &chapter);
            }
            if is_bare_number(&heading.title)
                && let Some(words) = heading_words_at(&chapter, heading.pos.in_section(0))
            {
                heading.title = words.into();
            } else if *lacks_words {
                match words_at(&chapter, heading.pos.in_section(0)) {
                    Some(words) => heading.title = words.into(),
                    None if heading.title.is_empty() => gone.push(*index),
                    None => {}
                }
            }
        }
        let step = if (done + 1).is_multiple_of(FIRST_BATCH_CHAPTER_COUNT) {
            Step::Found(sorted_outline(headings.clone()))
        } else {
            Step::Scanned(Pos::new(*section, 0))
        };
        if emit(step).is_break() {
            return None;
        }
    }
    gone.sort_unstable();
    let mut index = 0;
    headings.retain(|_| {
        index += 1;
        gone.binary_search(&(index - 1)).is_err()
    });
    Some(sorted_outline(headings).headings)
}

/// Returns the headings of the chapters. They are inferred if most chapters have no heading tags; a chapter without
/// headings is listed by its title.
fn from_chapters(
    book: &EpubDocument,
    emit: &mut dyn FnMut(Step<Outline>) -> ControlFlow<()>,
) -> Option<Vec<Heading>> {
    let mut found = ChapterScan {
        inferred: InferredHeadings::new(Arc::clone(&book.rules)),
        ..ChapterScan::default()
    };
    let mut left = MAX_ARCHIVE_BYTES;
    let mut batch = FIRST_BATCH_CHAPTER_COUNT;
    for section in 0..book.chapters.len() {
        let step = if section == batch {
            batch *= 2;
            Step::Found(sorted_outline(found.headings(book)))
        } else {
            Step::Scanned(Pos::new(section as u32, 0))
        };
        if emit(step).is_break() {
            return None;
        }
        let Some(chapter) = book.load_chapter(section, &mut left) else {
            break;
        };
        found.add_chapter(&chapter, section as u32);
    }
    let headings = found.headings(book);
    if found.needs_inference() {
        // An earlier walk may have set it; the result is the same.
        let _ = book.inferred_headings.set(found.inferred);
    }
    Some(headings)
}

/// Longest chapter with a single heading, in blocks; a longer one may hold several chapters.
const MAX_SINGLE_CHAPTER_BLOCKS: usize = 200;

/// Headings found in the chapters.
#[derive(Default)]
struct ChapterScan {
    /// Headings by tags.
    tagged: Vec<Heading>,
    /// Chapters with text, and those of them without heading tags.
    chapter_count: usize,
    untagged_count: usize,
    inferred: InferredHeadings,
    /// Titles of chapters without headings.
    chapter_titles: Vec<(u32, String)>,
    /// Levels of the headings above the inferred ones, by chapter.
    levels_above: Vec<(u32, u8)>,
}

impl ChapterScan {
    fn add_chapter(&mut self, chapter: &BlockDocument, section: u32) {
        let in_book = |pos: Pos| pos.in_section(section);
        let own = chapter.headings.iter().cloned();
        self.tagged.extend(own.map(|own| own.relocate(&in_book)));
        self.chapter_count += usize::from(!chapter.blocks.is_empty());
        let is_bare = match chapter.headings.as_slice() {
            [] => true,
            [one] => {
                self.levels_above.push((section, one.level));
                chapter.blocks.len() > MAX_SINGLE_CHAPTER_BLOCKS
            }
            _ => false,
        };
        if !is_bare {
            return;
        }
        self.untagged_count += usize::from(!chapter.blocks.is_empty());
        let mut at = BlockPlace::First;
        for block in &chapter.blocks {
            self.inferred.push_block(in_book(block.pos), block, at);
            at = BlockPlace::Later;
        }
        if chapter.headings.is_empty() {
            let first = chapter.title.trim();
            if !chapter.blocks.iter().all(is_image) {
                self.chapter_titles.push((section, first.to_owned()));
            }
        }
    }

    /// Returns whether headings must be inferred because too few chapters have heading tags.
    fn needs_inference(&self) -> bool {
        self.untagged_count * 2 > self.chapter_count
    }

    fn headings(&self, book: &EpubDocument) -> Vec<Heading> {
        let mut headings = self.tagged.clone();
        if self.needs_inference() {
            let own: HashSet<Pos> = headings
                .iter()
                .map(|heading| heading.pos.block_start())
                .collect();
            let more = self.inferred.headings().into_iter();
            let more = more.filter(|heading| !own.contains(&heading.pos.block_start()));
            headings.extend(more.map(|heading| Heading {
                level: heading.level.saturating_add(self.level_above(heading.pos)),
                ..heading
            }));
        }
        let with: HashSet<u32> = headings.iter().map(|heading| heading.pos.section).collect();
        let mut last: &str = &book.title;
        for (section, title) in &self.chapter_titles {
            if with.contains(section) || title.is_empty() || title == last || *title == book.title {
                continue;
            }
            last = title;
            headings.push(Heading {
                pos: Pos::new(*section, 0),
                level: 1,
                title: title.as_str().into(),
                ..Heading::default()
            });
        }
        headings.sort_by_key(|heading| heading.pos);
        headings
    }

    fn level_above(&self, pos: Pos) -> u8 {
        let found = self
            .levels_above
            .binary_search_by_key(&pos.section, |(section, _)| *section);
        let above = found.ok().and_then(|at| self.levels_above.get(at));
        above.map_or(0, |(_, level)| *level)
    }
}

/// Returns whether a block is only a picture.
fn is_image(block: &Block<'_>) -> bool {
    let len = block.text.len() as u32;
    let is_it = |(range, mark): &(Range<u32>, Mark)| {
        matches!(mark, Mark::Link(_)) && range.start == 0 && range.end == len
    };
    block.text.starts_with('[') && block.marks.iter().any(is_it)
}

/// Merges the headings of the chapters with the entries of a sparse table of contents that lead elsewhere.
fn merge_toc_lines(
    book: &EpubDocument,
    mut headings: Vec<Heading>,
    lines: Vec<Heading>,
) -> Vec<Heading> {
    let own: HashSet<Pos> = headings
        .iter()
        .map(|heading| heading.pos.block_start())
        .collect();
    let mut left = MAX_ARCHIVE_BYTES;
    let mut block = |pos: Pos| {
        let chapter = book.load_chapter(pos.section as usize, &mut left)?;
        let block = chapter.block_at(pos.in_section(0));
        Some(block.pos.in_section(pos.section))
    };
    let more = lines.into_iter();
    // Entries of the table of contents are not above the headings of the chapters.
    let top = headings.iter().map(|heading| heading.level).min();
    let extra = top.unwrap_or(1).saturating_sub(1);
    for heading in &mut headings {
        heading.level -= extra;
    }
    headings.extend(more.filter(|line| block(line.pos).is_none_or(|at| !own.contains(&at))));
    sorted_outline(headings).headings
}
