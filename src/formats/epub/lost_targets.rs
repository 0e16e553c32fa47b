//! Entries of a table of contents whose target or words are missing. The headings of the chapters replace both.

use super::{EpubDocument, MAX_ARCHIVE_BYTES};
use crate::doc::{Block, BlockKind, Heading, Pos, title_of};
use crate::formats::blocks::document::BlockDocument;
use crate::formats::blocks::href::Href;
use crate::formats::blocks::placeholders;
use crate::text::numerals::is_numeral_char;
use crate::text::script::letters_only;
use crate::text::sentence::ends_sentence;
use std::collections::HashMap;
use std::ops::RangeInclusive;

/// Blocks from the target of an entry on in which its heading is searched.
const MAX_SEARCHED_BLOCKS: usize = 8;
/// Longest block that may be a title, in bytes.
const MAX_LINE_BYTES: usize = 8 << 10;
/// Comparisons of titles that are nearly alike, for a chapter.
const MAX_COMPARISON_COUNT: usize = 200_000;
/// Maximum characters of a paragraph whose first words replace missing words.
const MAX_TITLE_CHARS: usize = 40;
/// Blocks between the target of an entry and its heading, such as an ornament.
const MAX_LEAD_BLOCKS: usize = 2;
/// Extensions of the files of a book.
const FILE_EXTENSIONS: [&str; 5] = [".xhtml", ".html", ".htm", ".xml", ".txt"];

/// Titles that programs write for pages without a title.
const NO_TITLES: [&str; 7] = [
    "untitled",
    "unnamed",
    "no title",
    "无标题",
    "無標題",
    "無題",
    "제목 없음",
];
/// Least number of digits behind the word of a title that a program has counted.
const MIN_COUNTED_DIGITS: usize = 3;

/// Returns whether the title of an entry is missing, only names the file it leads to, or was counted by a program.
pub(super) fn lacks_words(title: &str, target: &Href) -> bool {
    let title = title.trim();
    let file = target.path.rsplit('/').next().unwrap_or_default();
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let own = title.rsplit('/').next().unwrap_or_default();
    let own = own.split('#').next().unwrap_or_default().to_lowercase();
    !title.contains(char::is_alphanumeric)
        || NO_TITLES.contains(&title.to_lowercase().as_str())
        || is_counted(title)
        || own == file.to_lowercase()
        || own == stem.to_lowercase() && stem.is_ascii()
        || title.is_ascii()
            && FILE_EXTENSIONS
                .iter()
                .any(|extension| own.ends_with(extension))
}

/// Returns whether the title of an entry is a number in digits alone, as programs count. The chapter may know more.
pub(super) fn is_bare_number(title: &str) -> bool {
    let digits = title.trim().trim_end_matches(['.', '．', '、']);
    let is_digit = |c: char| c.is_ascii_digit() || matches!(c, '０'..='９');
    !digits.is_empty() && digits.chars().all(is_digit)
}

/// Returns the words of the heading at `pos` of a chapter, if it has more than a number.
pub(super) fn heading_words_at(chapter: &BlockDocument, pos: Pos) -> Option<String> {
    let next = chapter
        .headings
        .partition_point(|own| own.pos.block < pos.block);
    let heading = chapter.headings.get(next)?;
    let blocks = &chapter.blocks;
    let from = blocks.partition_point(|block| block.pos.block < pos.block);
    let to = blocks.partition_point(|block| block.pos < heading.pos.block_start());
    let is_first = to.saturating_sub(from) <= MAX_LEAD_BLOCKS;
    let words = heading.title.trim();
    let has_words = words
        .chars()
        .any(|c| c.is_alphabetic() && !is_numeral_char(c));
    let is_title = is_first && has_words && words.chars().count() <= MAX_TITLE_CHARS;
    is_title.then(|| words.to_owned())
}

/// Returns whether a title is a word with a number right behind it, as programs name pages: `Section0002`.
fn is_counted(title: &str) -> bool {
    let word = title.trim_end_matches(|c: char| c.is_ascii_digit());
    let is_letter = |c: char| c.is_ascii_alphabetic() || matches!(c, '_' | '-');
    title.len() - word.len() >= MIN_COUNTED_DIGITS
        && !word.is_empty()
        && word.chars().all(is_letter)
}

/// Returns the words for an entry at `pos` of a chapter: of the heading there, of a short first line, of the page's title, or
/// the first of the text.
pub(super) fn words_at(chapter: &BlockDocument, pos: Pos) -> Option<String> {
    let from = chapter
        .blocks
        .partition_point(|block| block.pos.block < pos.block);
    let near = || chapter.blocks.iter().skip(from).take(MAX_SEARCHED_BLOCKS);
    let words = |block: &Block<'_>| {
        let words = title_of(&block.text, &block.marks);
        placeholders::title_of_images(&words).unwrap_or(words)
    };
    let heading = near().find(|block| matches!(block.kind, BlockKind::Heading(_)));
    // The heading of a number has the name of its chapter from the heading below it.
    let listed = |block: &Block<'_>| {
        let headings = &chapter.headings;
        let first = headings.partition_point(|heading| heading.pos.block_start() < block.pos);
        let own = headings.get(first)?;
        (own.pos.block_start() == block.pos).then(|| own.title.to_string())
    };
    let heading = heading.map(|block| listed(block).unwrap_or_else(|| words(block)));
    let heading = heading.filter(|words| !words.is_empty());
    let first = || near().map(words).find(|words| !words.is_empty());
    let short = || {
        let is_short =
            |words: &String| words.chars().count() <= MAX_TITLE_CHARS && !ends_sentence(words);
        first().filter(is_short)
    };
    heading
        .or_else(short)
        .or_else(|| {
            let title = chapter.title.trim();
            let is_name = FILE_EXTENSIONS
                .iter()
                .any(|extension| title.ends_with(extension));
            (pos.block.0 == 0 && !title.is_empty() && !is_name).then(|| title.to_owned())
        })
        .or_else(|| {
            let words = first()?;
            Some(words.chars().take(MAX_TITLE_CHARS).collect())
        })
}

/// Blocks of a chapter by their letters, for entries whose target is missing: a table of contents may have thousands.
pub(super) struct TitleIndex {
    /// Positions of the blocks with the same letters, ascending, and whether each is a heading.
    exact: HashMap<String, Vec<(Pos, bool)>>,
    /// Headings and their letters, ascending.
    headings: Vec<(Pos, String)>,
    /// Comparisons that may still be made for titles that no block has exactly.
    comparison_count: usize,
}

impl TitleIndex {
    /// Collects the letters of the blocks of a chapter that may be titles.
    pub(super) fn new(chapter: &BlockDocument) -> Self {
        let mut index = Self {
            exact: HashMap::new(),
            headings: Vec::new(),
            comparison_count: MAX_COMPARISON_COUNT,
        };
        let blocks = chapter.blocks.iter();
        for block in blocks.filter(|block| block.text.len() <= MAX_LINE_BYTES) {
            let letters: String = letters_only(&block.text).collect();
            let is_heading = matches!(block.kind, BlockKind::Heading(_));
            if is_heading {
                index.headings.push((block.pos, letters.clone()));
            }
            let places = index.exact.entry(letters).or_default();
            places.push((block.pos, is_heading));
        }
        index
    }

    /// Returns the position of the heading or line with the words of `title`, after `after`.
    pub(super) fn find(&mut self, title: &str, after: Option<Pos>) -> Option<Pos> {
        let wanted: String = letters_only(title).collect();
        if wanted.is_empty() {
            return None;
        }
        let is_after = |pos: Pos| after.is_none_or(|after| pos > after);
        let places = self.exact.get(&wanted).map_or(&[][..], Vec::as_slice);
        let places = places.get(places.partition_point(|(pos, _)| !is_after(*pos))..);
        let places = places.unwrap_or_default();
        let heading = places.iter().find(|(_, is_heading)| *is_heading);
        if let Some((pos, _)) = heading.or(places.first()) {
            return Some(*pos);
        }
        let first = self.headings.partition_point(|(pos, _)| !is_after(*pos));
        let headings = self.headings.get(first..).unwrap_or_default();
        let headings = headings.iter().take(self.comparison_count);
        let mut count = 0;
        let found = headings.inspect(|_| count += 1).find(|(_, own)| {
            own.contains(&wanted) || !own.is_empty() && wanted.contains(own.as_str())
        });
        let found = found.map(|(pos, _)| *pos);
        self.comparison_count -= count;
        found
    }
}

/// Gives entries whose chapter is missing the position of the heading with their title between the entries beside
/// them. `lost` holds their indices, ascending. Returns those that were not found and have no entries below them.
pub(super) fn place_lost_entries(
    book: &EpubDocument,
    headings: &mut [Heading],
    lost: &[usize],
) -> Vec<usize> {
    let mut left = MAX_ARCHIVE_BYTES;
    let mut gone = Vec::new();
    for run in lost.chunk_by(|a, b| a + 1 == *b) {
        let mut open = run.to_vec();
        for section in sections_between(book, headings, run) {
            if open.is_empty() {
                break;
            }
            let Some(chapter) = book.load_chapter(section as usize, &mut left) else {
                break;
            };
            let mut after = None;
            let mut titles = TitleIndex::new(&chapter);
            open.retain(|&index| {
                let Some(heading) = headings.get_mut(index) else {
                    return false;
                };
                let found = titles.find(&heading.title, after);
                if let Some(pos) = found {
                    heading.pos = pos.in_section(section);
                    after = Some(pos);
                }
                found.is_none()
            });
        }
        let has_entries_below = |index: &usize| {
            let level = |index: usize| headings.get(index).map_or(0, |heading| heading.level);
            level(index + 1) > level(*index)
        };
        gone.extend(open.into_iter().filter(|index| !has_entries_below(index)));
    }
    gone
}

/// Returns the chapters from the entry before a run of entries to the one after it.
fn sections_between(
    book: &EpubDocument,
    headings: &[Heading],
    run: &[usize],
) -> RangeInclusive<u32> {
    let before = run
        .first()
        .and_then(|first| headings.get(first.checked_sub(1)?));
    let after = run.last().and_then(|last| headings.get(last + 1));
    let last = (book.chapters.len() as u32).saturating_sub(1);
    let first = before.map_or(0, |heading| heading.pos.section);
    first..=after.map_or(last, |heading| heading.pos.section).max(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_alone_are_told() {
        for (title, want) in [
            ("1", true),
            (" 12. ", true),
            ("３", true),
            ("十二", false),
            ("第一章", false),
            ("1 出发", false),
            ("", false),
            ("2.1", false),
        ] {
            assert_eq!(is_bare_number(title), want, "{title}");
        }
    }

    #[test]
    fn words_are_those_of_the_first_heading_in_a_block() {
        let at = Pos::new(0, 9);
        let heading = |(within, title): (u32, &str)| Heading {
            pos: at.at(within),
            title: title.into(),
            ..Heading::default()
        };
        let titles = [(0, "第一章"), (4, "第一节"), (8, "第二节"), (12, "第三节")];
        for count in 1..=titles.len() {
            let chapter = BlockDocument {
                blocks: vec![Block {
                    pos: at,
                    kind: BlockKind::Heading(1),
                    text: "第一章第一节第二节第三节".into(),
                    ..Block::default()
                }],
                headings: titles.into_iter().take(count).map(heading).collect(),
                ..BlockDocument::default()
            };
            assert_eq!(words_at(&chapter, at).as_deref(), Some("第一章"), "{count}");
        }
    }

    #[test]
    fn labels_that_programs_write_lack_words() {
        let mut target = Href::default();
        target.path = "text/ch02.xhtml".to_owned();
        for title in [
            "",
            " ",
            "...",
            "—",
            "ch02.xhtml",
            "CH02",
            "Section0002",
            "part0003",
            "index_split_001",
            "Untitled",
            "無題",
        ] {
            assert!(lacks_words(title, &target), "{title}");
        }
        for title in [
            "第二章",
            "2",
            "Part 2",
            "Section 0002",
            "Catch22",
            "1984",
            "二〇〇一",
            "Index",
        ] {
            assert!(!lacks_words(title, &target), "{title}");
        }
    }
}
