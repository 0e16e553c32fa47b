//! Sections that the table of contents omits because it lists files: the headings within the chapters, placed below
//! the entry of their chapter. They are searched after the table of contents is known, and only if none of its
//! entries leads into a chapter. Otherwise the table lists the sections its makers wanted.

use super::outline_places::{resolve_title_place, sorted_outline};
use super::{EpubDocument, MAX_HEADING_SCAN_BYTES};
use crate::doc::{BlockKind, Heading, Outline, Pos, Step};
use crate::formats::blocks::document::BlockDocument;
use crate::text::char_count::count_characters;
use crate::text::script::letters_only;
use std::collections::HashMap;
use std::ops::ControlFlow;

/// Chapters read between two intermediate outlines.
const BATCH_CHAPTER_COUNT: usize = 256;
/// Headings of one chapter; the deeper ones beyond this number are left out.
const MAX_CHAPTER_HEADINGS: usize = 64;
/// Longest heading, in 字; longer ones are text formatted as a heading.
const MAX_HEADING_CHARS: u64 = 60;
/// Adds the inner headings to `lines`, the table of contents in text order. `None` if the outline is no longer
/// awaited.
pub(crate) fn add_inner_headings(
    book: &EpubDocument,
    mut lines: Vec<Heading>,
    emit: &mut dyn FnMut(Step<Outline>) -> ControlFlow<()>,
) -> Option<Vec<Heading>> {
    if lines.is_empty() {
        return Some(lines);
    }
    if has_inner_targets(&lines) {
        return with_title_places(book, lines, emit);
    }
    if emit(Step::Found(sorted_outline(lines.clone()))).is_break() {
        return None;
    }
    let mut left = MAX_HEADING_SCAN_BYTES;
    let mut found = Vec::new();
    let mut title_level = None;
    let first = lines.first().map_or(0, |line| line.pos.section);
    for section in first..book.chapters.len() as u32 {
        let Some(chapter) = book.load_chapter(section as usize, &mut left) else {
            break;
        };
        let after = lines.partition_point(|line| line.pos.section <= section);
        let Some(line) = after.checked_sub(1).and_then(|at| lines.get_mut(at)) else {
            continue;
        };
        let is_own = line.pos.section == section;
        let own =
            ChapterHeadings::from_chapter(&chapter, if is_own { line.pos } else { Pos::default() });
        let sections = if is_own {
            resolve_title_place(line, &chapter);
            let (title, sections) = own.split_title(&line.title);
            title_level = title.or(title_level);
            sections
        } else {
            // A file without an entry continues the chapter before it, as far as its headings are below those of
            // chapters.
            own.sections_below(title_level)
        };
        found.extend(sections.into_iter().map(|(rank, heading)| Heading {
            pos: heading.pos.in_section(section),
            level: line.level.saturating_add(rank),
            ..heading
        }));
        let step = if (section as usize + 1).is_multiple_of(BATCH_CHAPTER_COUNT) {
            Step::Found(sorted_outline([lines.clone(), found.clone()].concat()))
        } else {
            Step::Scanned(Pos::new(section, 0))
        };
        if emit(step).is_break() {
            return None;
        }
    }
    Some(sorted_outline([lines, found].concat()).headings)
}

/// Moves entries that lead to files to the paragraphs with their titles. `None` if the outline is no longer awaited.
fn with_title_places(
    book: &EpubDocument,
    mut lines: Vec<Heading>,
    emit: &mut dyn FnMut(Step<Outline>) -> ControlFlow<()>,
) -> Option<Vec<Heading>> {
    let mut left = MAX_HEADING_SCAN_BYTES;
    let of_chapters = lines.chunk_by_mut(|a, b| a.pos.section == b.pos.section);
    for of_chapter in of_chapters {
        let mut of_file = of_chapter
            .iter_mut()
            .filter(|line| line.pos.block.0 == 0)
            .peekable();
        let Some(section) = of_file.peek().map(|line| line.pos.section) else {
            continue;
        };
        let Some(chapter) = book.load_chapter(section as usize, &mut left) else {
            break;
        };
        for line in of_file {
            resolve_title_place(line, &chapter);
        }
        if emit(Step::Scanned(Pos::new(section, 0))).is_break() {
            return None;
        }
    }
    Some(sorted_outline(lines).headings)
}

/// Returns whether some entries lead into a chapter, after the target of another entry.
fn has_inner_targets(lines: &[Heading]) -> bool {
    let mut places: HashMap<u32, Pos> = HashMap::new();
    lines.iter().any(|line| {
        let place = places.entry(line.pos.section).or_insert(line.pos);
        *place != line.pos
    })
}

/// The headings of a chapter.
struct ChapterHeadings<'c> {
    chapter: &'c BlockDocument,
    headings: Vec<&'c Heading>,
}

/// An inner heading and its depth below its chapter, from 1.
type InnerSection = (u8, Heading);

impl<'c> ChapterHeadings<'c> {
    /// Collects the headings from `from` on.
    fn from_chapter(chapter: &'c BlockDocument, from: Pos) -> Self {
        let is_one = |heading: &&Heading| {
            heading.pos.block >= from.block && count_characters(&heading.title) <= MAX_HEADING_CHARS
        };
        Self {
            chapter,
            headings: chapter.headings.iter().filter(is_one).collect(),
        }
    }

    /// Returns the tag level of the chapter's title, and the sections below it. The title is the heading, or
    /// several, with the words of the table of contents, or else the sole heading of the highest level above
    /// everything.
    fn split_title(&self, called: &str) -> (Option<u8>, Vec<InnerSection>) {
        let called = letters_only(called).collect::<String>();
        let is_called = |heading: &&Heading| {
            let words = letters_only(&heading.title).collect::<String>();
            !words.is_empty() && (called.contains(&words) || words.contains(&called))
        };
        let at_top = self
            .headings
            .iter()
            .take_while(|heading| self.is_at_top(heading));
        let at_top = at_top.count();
        let top = self.headings.iter().take(at_top);
        let mut titles = top.take_while(|heading| is_called(heading)).count();
        if titles == 0
            && let [first, rest @ ..] = self.headings.as_slice()
            && at_top > 0
            && rest.iter().all(|other| other.level > first.level)
        {
            titles = 1;
        }
        let title = self.headings.first().filter(|_| titles > 0);
        let title = title.map(|title| title.level);
        (
            title,
            with_relative_levels(self.headings.get(titles..).unwrap_or_default()),
        )
    }

    /// Returns the headings below level `title`.
    fn sections_below(&self, title: Option<u8>) -> Vec<InnerSection> {
        let Some(title) = title else {
            return Vec::new();
        };
        let lesser = self.headings.iter().filter(|heading| heading.level > title);
        with_relative_levels(&lesser.copied().collect::<Vec<_>>())
    }

    /// Returns whether only headings precede a heading.
    fn is_at_top(&self, heading: &Heading) -> bool {
        let above = self.chapter.blocks.iter();
        let mut above = above.take_while(|block| block.pos < heading.pos.block_start());
        above.all(|block| matches!(block.kind, BlockKind::Heading(_) | BlockKind::Rule))
    }
}

/// Returns headings with relative levels from 1. Leaves out the deeper ones beyond [`MAX_CHAPTER_HEADINGS`].
fn with_relative_levels(headings: &[&Heading]) -> Vec<InnerSection> {
    let mut levels: Vec<u8> = headings.iter().map(|heading| heading.level).collect();
    levels.sort_unstable();
    let deepest = match levels.get(MAX_CHAPTER_HEADINGS) {
        // The first level that exceeds the limit.
        Some(&level) => level.saturating_sub(1),
        None => u8::MAX,
    };
    levels.dedup();
    let rank = |level| levels.partition_point(|&other| other <= level) as u8;
    let kept = headings.iter().filter(|heading| heading.level <= deepest);
    kept.map(|heading| (rank(heading.level), (*heading).clone()))
        .collect()
}
