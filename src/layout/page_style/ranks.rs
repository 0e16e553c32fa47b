//! Ranks of the headings of an outline.

use super::TITLE_RANK;
use crate::doc::{Heading, Outline, Pos};
use crate::layout::heading_number::heading_number_len;
use crate::text::units::Cells;
use crate::text::width::{Widths, text_width};

/// Counters of volumes: 第一卷, 제1부.
const VOLUME_COUNTERS: &str = "卷巻部編编集冊册篇권부편";
/// Volumes that are numbered by their place: 上卷, 下の巻.
const PLACES: [char; 6] = ['上', '中', '下', '前', '後', '后'];

/// Least characters of a title on the level of its chapters: a shorter one may be 前言 or プロローグ.
const MIN_TITLE_CHARS: usize = 5;
/// Ends of the names of front matter: 中文版序, 写在前面的话.
const FRONT_MATTER_ENDS: [char; 5] = ['序', '言', '话', '話', 'グ'];

/// Returns the ranks of the headings: among the levels that occur in the same essay, or 0 for a title. Volumes above
/// chapters have the rank of a title, so that chapters look alike in books with volumes and without. The entries of a
/// book's table of contents count too, although they only lead to the headings of the text.
pub(super) fn ranks(outline: &Outline, opening: Option<Pos>) -> Vec<u8> {
    let headings = &outline.headings;
    let has_entries = headings.iter().any(|heading| heading.entry.is_some());
    let title = document_title(headings, opening).filter(|_| !has_entries);
    let is_shown = |heading: &Heading| heading.len > 0 || !has_entries;
    let is_title = |index: usize| {
        headings
            .get(index)
            .is_some_and(|heading| heading.entry.is_some() || index == 0 && title.is_some())
    };
    let mut ranks = vec![1; headings.len()];
    let mut start = 0;
    while start < headings.len() {
        let end = (start + 1..headings.len())
            .find(|&index| is_title(index))
            .unwrap_or(headings.len());
        let from = start + usize::from(is_title(start));
        let part = headings.get(from..end).unwrap_or_default();
        let mut levels: Vec<u8> = Vec::new();
        for heading in part.iter().filter(|heading| is_shown(heading)) {
            if let Err(at) = levels.binary_search(&heading.level) {
                levels.insert(at, heading.level);
            }
        }
        let shown: Vec<&Heading> = part.iter().filter(|heading| is_shown(heading)).collect();
        let has_volumes = has_volumes(&shown, &levels);
        for (heading, rank) in part.iter().zip(ranks.iter_mut().skip(from)) {
            let before = levels.partition_point(|level| *level < heading.level) as u8;
            *rank = match before {
                0 if has_volumes && is_volume(&heading.title) => TITLE_RANK,
                0 => 1,
                _ => before + u8::from(!has_volumes),
            };
        }
        if let Some(rank) = ranks.get_mut(start).filter(|_| is_title(start)) {
            *rank = TITLE_RANK;
        }
        start = end;
    }
    ranks
}

/// Returns whether most headings of the highest level with chapters below are volumes. Others stand beside them: a preface,
/// extra stories.
fn has_volumes(headings: &[&Heading], levels: &[u8]) -> bool {
    let [top, _, ..] = levels else {
        return false;
    };
    let (mut tops, mut volumes) = (0, 0);
    for (at, heading) in headings.iter().enumerate() {
        let below = headings.get(at + 1).map_or(0, |next| next.level);
        if heading.level == *top && below > *top {
            tops += 1;
            volumes += usize::from(is_volume(&heading.title));
        }
    }
    volumes > 0 && volumes * 2 >= tops
}

/// Returns whether a heading names a volume: 第一卷 潜龙在渊, 上の巻, 제1부.
fn is_volume(title: &str) -> bool {
    let words = title.trim();
    let numbered = words.strip_prefix(['第', '제']).map(|rest| {
        rest.trim_start_matches(|c: char| {
            c.is_ascii_digit()
                || ('０'..='９').contains(&c)
                || "〇零一二三四五六七八九十百壹贰叁两".contains(c)
        })
    });
    let counted = numbered.or_else(|| {
        let rest = words.strip_prefix(PLACES)?;
        Some(rest.strip_prefix('の').unwrap_or(rest))
    });
    let counter = |rest: &str| -> Option<Option<char>> {
        let mut chars = rest.chars();
        let counter = chars.next().filter(|c| VOLUME_COUNTERS.contains(*c));
        counter.map(|_| chars.next())
    };
    // A counter ends the word, or is that of 第一部分.
    let ends = |after: Option<char>| after.is_none_or(|c| !c.is_alphanumeric() || c == '分');
    counted.and_then(counter).is_some_and(ends)
}

/// Returns the heading with which a text opens, if it is the title of all: the only one of its level, or the only one
/// without a number.
pub(super) fn document_title(headings: &[Heading], opening: Option<Pos>) -> Option<&Heading> {
    let shown = || headings.iter().filter(|heading| heading.len > 0);
    let top = shown().map(|heading| heading.level).min()?;
    let title = headings.first()?;
    if title.level != top || Some(title.pos.block_start()) != opening || is_numbered(&title.title) {
        return None;
    }
    let mut chapters = shown()
        .filter(|heading| heading.level == top)
        .skip(1)
        .peekable();
    if chapters.peek().is_none() {
        return Some(title);
    }
    let may_be_title = title.title.chars().count() >= MIN_TITLE_CHARS
        && !title.title.trim_end().ends_with(FRONT_MATTER_ENDS);
    (may_be_title && chapters.all(|heading| is_numbered(&heading.title))).then_some(title)
}

/// Returns whether a heading begins with a number, which may be all of it. Characters that are not drawn do not hide
/// it.
fn is_numbered(title: &str) -> bool {
    let is_drawn = |c: &char| text_width(c.encode_utf8(&mut [0; 4]), Widths::default()) > Cells(0);
    let drawn: String = title.chars().filter(is_drawn).collect();
    heading_number_len(&drawn) > 0 || heading_number_len(&format!("{drawn} .")) > 0
}
