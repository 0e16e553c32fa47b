//! Sections that a table of contents leaves out because it lists files: the headings within the chapters,
//! below the line that leads to their chapter. They are looked for once the table itself is known, and only
//! where it never leads into a chapter: a table that does so anywhere has what its makers wanted in it.

use super::outline::{chapter, sorted};
use super::{EpubDocument, SECTIONS};
use crate::doc::{BlockKind, Go, Heading, Outline, Pos, Step};
use crate::formats::blocks::document::MemoryDocument;
use crate::text::char_count::zi;
use std::collections::HashMap;

/// Chapters read between two times the outline is handed out.
const BATCH: usize = 256;
/// Headings of one chapter: of more the deeper ones are left out.
const MOST: usize = 64;
/// Longest heading, in 字: longer ones are text made to look like one.
const LONGEST: u64 = 60;
/// Blocks from the place that a line leads to on among which its title is looked for.
const NEAR: usize = 3;

/// Adds the sections to `lines`, the headings of the table of contents in the order of the text. `None` if
/// nobody wants them any more.
pub(crate) fn below(
    book: &EpubDocument,
    mut lines: Vec<Heading>,
    emit: &mut dyn FnMut(Step<Outline>) -> Go,
) -> Option<Vec<Heading>> {
    if lines.is_empty() || leads_within(&lines) {
        return Some(lines);
    }
    if emit(Step::Found(sorted(lines.clone()))) == Go::Stop {
        return None;
    }
    let mut left = SECTIONS;
    let mut found = Vec::new();
    let mut title_level = None;
    let first = lines.first().map_or(0, |line| line.pos.section);
    for section in first..book.chapters.len() as u32 {
        let Some(chapter) = chapter(book, section as usize, &mut left) else {
            break;
        };
        let after = lines.partition_point(|line| line.pos.section <= section);
        let Some(line) = after.checked_sub(1).and_then(|at| lines.get_mut(at)) else {
            continue;
        };
        let is_own = line.pos.section == section;
        let own = Own::of(&chapter, if is_own { line.pos } else { Pos::default() });
        let sections = if is_own {
            settle(line, &chapter);
            let (title, sections) = own.below_title(&line.title);
            title_level = title.or(title_level);
            sections
        } else {
            // A file without a line goes on with the chapter before it, as far as its headings are
            // lesser ones than those of chapters.
            own.below(title_level)
        };
        found.extend(sections.into_iter().map(|(rank, heading)| Heading {
            pos: Pos {
                section,
                ..heading.pos
            },
            level: line.level.saturating_add(rank),
            ..heading
        }));
        let step = if (section as usize + 1).is_multiple_of(BATCH) {
            Step::Found(sorted([lines.clone(), found.clone()].concat()))
        } else {
            Step::Scanned(Pos::new(section, 0))
        };
        if emit(step) == Go::Stop {
            return None;
        }
    }
    Some(sorted([lines, found].concat()).headings)
}

/// Takes the paragraph that says the title for the place of a line of the table of contents which leads
/// there or just above: then it shows as a heading, although there is no tag for it.
pub(crate) fn settle(line: &mut Heading, chapter: &MemoryDocument) {
    let title = bare(&line.title);
    let from = line.pos.block;
    let from = chapter
        .blocks
        .partition_point(|block| block.at.block < from);
    let near = chapter.blocks.iter().skip(from).take(NEAR);
    let mut plain = near.filter(|block| {
        matches!(block.kind, BlockKind::Paragraph | BlockKind::Line) && !block.text.contains('\n')
    });
    if let Some(block) = plain.find(|block| bare(&block.text) == title) {
        line.pos.block = block.at.block;
        line.pos.within = 0;
        line.extent = block.text.len() as u32;
    }
}

/// Whether some lines lead into chapters, behind what another leads to.
fn leads_within(lines: &[Heading]) -> bool {
    let mut places: HashMap<u32, Pos> = HashMap::new();
    lines.iter().any(|line| {
        let place = places.entry(line.pos.section).or_insert(line.pos);
        *place != line.pos
    })
}

/// The headings of a chapter.
struct Own<'c> {
    chapter: &'c MemoryDocument,
    headings: Vec<&'c Heading>,
}

/// A section and how far it is below its chapter, from 1.
type Section = (u8, Heading);

impl<'c> Own<'c> {
    /// Those that stand at `from` or behind it.
    fn of(chapter: &'c MemoryDocument, from: Pos) -> Self {
        let is_one =
            |heading: &&Heading| heading.pos.block >= from.block && zi(&heading.title) <= LONGEST;
        Self {
            chapter,
            headings: chapter.headings.iter().filter(is_one).collect(),
        }
    }

    /// The level by its tag of the chapter's own title, and the sections below it. The title is what the
    /// table of contents calls it, in one heading or several, or the heading above everything that has no
    /// other of its level or a higher one.
    fn below_title(&self, called: &str) -> (Option<u8>, Vec<Section>) {
        let called = bare(called);
        let is_called = |heading: &&Heading| {
            let words = bare(&heading.title);
            !words.is_empty() && (called.contains(&words) || words.contains(&called))
        };
        let at_top = self
            .headings
            .iter()
            .take_while(|heading| self.is_top(heading));
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
            ranked(self.headings.get(titles..).unwrap_or_default()),
        )
    }

    /// The headings of lesser levels than `title`.
    fn below(&self, title: Option<u8>) -> Vec<Section> {
        let Some(title) = title else {
            return Vec::new();
        };
        let lesser = self.headings.iter().filter(|heading| heading.level > title);
        ranked(&lesser.copied().collect::<Vec<_>>())
    }

    /// Whether nothing but headings stands above a heading.
    fn is_top(&self, heading: &Heading) -> bool {
        let above = self.chapter.blocks.iter();
        let mut above = above.take_while(|block| block.at < heading.pos.start());
        above.all(|block| matches!(block.kind, BlockKind::Heading(_) | BlockKind::Rule))
    }
}

/// Headings with their levels counted from 1, the deeper ones left out of very many.
fn ranked(headings: &[&Heading]) -> Vec<Section> {
    let mut levels: Vec<u8> = headings.iter().map(|heading| heading.level).collect();
    levels.sort_unstable();
    let deepest = match levels.get(MOST) {
        // The level with which there are too many.
        Some(&level) => level.saturating_sub(1),
        None => u8::MAX,
    };
    levels.dedup();
    let rank = |level| levels.partition_point(|&other| other <= level) as u8;
    let kept = headings.iter().filter(|heading| heading.level <= deepest);
    kept.map(|heading| (rank(heading.level), (*heading).clone()))
        .collect()
}

/// The letters and ideographs of a title, by which titles are compared.
fn bare(title: &str) -> String {
    title.chars().filter(|c| c.is_alphanumeric()).collect()
}
