//! Title of a text without mark-up, by its first lines.

mod evidence;
mod opening_line;

use super::headings::{is_book_part, is_preface, is_self_evident, is_toc_heading};
use crate::doc::{Block, Heading, Pos, TitleLines};
use crate::text::salutation::is_salutation;
use evidence::{
    are_authors, ends_official, has_document_type, is_addressee, is_author, is_byline, is_chapter,
    is_companion, is_date, is_first_number, is_label_row, is_numbered, is_red_head, is_reporter,
    is_spaced_name, is_subject, is_subtitle, is_summary, labelled_title, may_be_title,
    without_pair,
};
use opening_line::{OpeningLine, opening_lines};

/// Least length of a paragraph below a title, in characters; a shorter one ends with a sentence.
const MIN_PARAGRAPH_CHARS: usize = 24;
/// Indent from which a line is centred, in cells.
const MIN_CENTRED_CELLS: u16 = 6;
/// Longest line that belongs to a title, such as the name of its author, in characters.
const MAX_COMPANION_CHARS: usize = 40;
/// Longest item of a list, in characters.
const MAX_ITEM_CHARS: usize = 10;
/// Most lines of a title block below the title.
const MAX_COMPANION_COUNT: usize = 4;
/// Lines at the beginning among which an official title is looked for.
const MAX_HEAD_LINES: usize = 7;
/// Most lines of an official title.
const MAX_TITLE_LINES: usize = 3;
/// Longest official title, in characters.
const MAX_OFFICIAL_CHARS: usize = 90;
/// Lines below the title among which the author is looked for.
const MAX_AUTHOR_LINES: usize = 3;

/// Finds the title in the first blocks of a text. `is_one_of_many` returns whether the line at a position is a heading
/// beside others of its kind; it is then the title of the first part. `None` for a text that begins with a paragraph, a
/// chapter, a letter, a list or a table.
pub(crate) fn find<'b>(
    blocks: impl Iterator<Item = Block<'b>>,
    is_one_of_many: impl FnOnce(Pos) -> bool,
) -> Option<TitleLines> {
    let lines = opening_lines(blocks)?;
    labelled(&lines)
        .or_else(|| official(&lines))
        .or_else(|| leading(&lines, is_one_of_many))
}

/// Returns whether the heading at `pos` has others of its level that have no number either, or is the preface to
/// the others.
pub(crate) fn is_one_of_many(headings: &[Heading], pos: Pos) -> bool {
    let is_here = |heading: &&Heading| heading.pos.block_start() == pos.block_start();
    let Some(own) = headings.iter().find(is_here) else {
        return false;
    };
    let mut others = headings.iter().filter(|heading| !is_here(heading));
    let is_preface = is_preface(&own.title);
    let is_named = own.title.starts_with(['《', '「', '『', '〈']);
    others.any(|other| {
        let is_part = is_preface && (is_named || is_book_part(&other.title));
        other.level == own.level && (is_part || !is_self_evident(&other.title))
    })
}

/// Returns whether a line below a title names who wrote or reported.
pub(crate) fn names_author(words: &str) -> bool {
    is_byline_with_label(words) || are_authors(words)
}

/// Returns whether a line says of somebody that he wrote or reported: 作者：张小河, 本报记者　李明.
pub(crate) fn is_byline_with_label(words: &str) -> bool {
    is_author(words) || is_reporter(words)
}

/// Returns the title block with the title in `lines[first..end]`.
fn title_lines(lines: &[OpeningLine], first: usize, end: usize, words: &str) -> Option<TitleLines> {
    let line = lines.get(first)?;
    let title = lines.get(first..end)?;
    let below = lines.get(end..).unwrap_or_default();
    let attached = match title.last() {
        Some(last) if !last.is_before_blank => attached_lines(below),
        _ => &[],
    };
    let companions: Vec<&OpeningLine> =
        companions(below.get(attached.len()..).unwrap_or_default()).collect();
    let subtitles = companions.iter().filter(|line| is_subtitle(&line.words));
    let subtitles = subtitles.map(|line| line.at.block_start());
    let head = lines.get(..first).unwrap_or_default().iter();
    let starts = |lines: &[OpeningLine]| lines.iter().map(|line| line.at.block_start()).collect();
    Some(TitleLines {
        words: words.to_owned(),
        at: line.at,
        len: line.words.len() as u32,
        title: starts(title),
        attached: attached
            .iter()
            .map(|line| line.at.block_start())
            .chain(subtitles)
            .collect(),
        others: head
            .chain(attached)
            .chain(companions.iter().copied())
            .map(|line| line.at.block_start())
            .collect(),
    })
}

/// Returns the lines directly below a title and above the first gap, if all may belong to it: subtitle, author, date, place. A
/// paragraph, a heading, or a line with a label is below the gap; a block of short lines would be the next stanza.
fn attached_lines(below: &[OpeningLine]) -> &[OpeningLine] {
    let near = below.get(..below.len().min(MAX_COMPANION_COUNT));
    let last = near.and_then(|near| near.iter().position(|line| line.is_before_blank));
    let (attached, rest) = match last {
        Some(last) => below.split_at(last + 1),
        None => return &[],
    };
    let is_body = |line: &OpeningLine| {
        is_paragraph(line)
            || line.is_before_blank
            || is_chapter(&line.words)
            || is_first_number(&line.words)
            || is_label_row(&line.words)
            || is_summary(&line.words)
    };
    let is_block = attached.iter().all(may_be_attached) && rest.first().is_some_and(is_body);
    if is_block { attached } else { &[] }
}

/// Returns whether a line may belong to the title above it whatever it says: short, and neither a sentence, a heading, an item
/// nor a label with a value.
fn may_be_attached(line: &OpeningLine) -> bool {
    let words = line.words.as_str();
    if words.contains('\t') {
        return false;
    }
    is_companion(line, MIN_CENTRED_CELLS)
        || is_byline(line)
        || words.chars().count() <= MAX_COMPANION_CHARS
            && !has_table_columns(words)
            && !line.ends_sentence()
            && !line.ends_open()
            && !is_chapter(words)
            && !is_first_number(words)
            && !is_numbered(words)
            && !is_label_row(words)
            && !is_salutation(words)
            && !is_addressee(words)
            && !is_toc_heading(words)
}

/// Returns whether wide blanks part a line into columns: more than two words. Letters that are set apart (赵　河　清) are no
/// columns.
fn has_table_columns(words: &str) -> bool {
    let fields = words.split('\u{3000}');
    fields.filter(|field| field.chars().count() > 1).count() > 2
}

/// Returns the lines below a title, past the first gap too, that name who wrote it or when. Lines without a gap below such a
/// line belong to it: where the authors work.
fn companions(below: &[OpeningLine]) -> impl Iterator<Item = &OpeningLine> {
    let is_known = |line: &OpeningLine| {
        (is_companion(line, MIN_CENTRED_CELLS) || is_byline(line)) && !is_toc_heading(&line.words)
    };
    let is_own = move |at: usize, line: &OpeningLine| {
        let above = at.checked_sub(1).and_then(|above| below.get(above));
        let next = below.get(at + 1);
        // A day above other lines begins what happened on it.
        let is_day_of =
            is_date(&line.words) && !line.is_before_blank && !next.is_some_and(is_known);
        let is_below_authors =
            above.is_some_and(|above| !above.is_before_blank && are_authors(&above.words));
        is_known(line) && !is_day_of || is_below_authors && may_be_attached(line)
    };
    let near = below.iter().enumerate().take(MAX_COMPANION_COUNT);
    near.take_while(move |(at, line)| is_own(*at, line))
        .map(|(_, line)| line)
}

/// Finds a title that a label names: 书名：…, 《…》作者：….
fn labelled(lines: &[OpeningLine]) -> Option<TitleLines> {
    let line = lines.first()?;
    let words = labelled_title(&line.words)?;
    let found = title_lines(lines, 0, 1, words)?;
    // The subject of a letter is a line of its head.
    Some(if is_subject(&line.words) {
        TitleLines {
            title: Vec::new(),
            others: Vec::new(),
            attached: Vec::new(),
            ..found
        }
    } else {
        found
    })
}

/// Finds the title of an official document, below the red head of its office: 关于…的通知. It may take several lines.
fn official(lines: &[OpeningLine]) -> Option<TitleLines> {
    for first in 0..lines.len().min(MAX_HEAD_LINES) {
        let head = lines.get(..first)?;
        if !head.iter().all(|line| is_red_head(&line.words)) {
            return None;
        }
        let mut words = String::new();
        for count in 1..=MAX_TITLE_LINES {
            let Some(line) = lines.get(first + count - 1) else {
                break;
            };
            let before = (count > 1).then(|| lines.get(first + count - 2)).flatten();
            if before.is_some_and(|before| before.is_before_blank) {
                break;
            }
            words.push_str(&line.words);
            if words.chars().count() > MAX_OFFICIAL_CHARS {
                break;
            }
            let next = lines.get(first + count);
            let is_apart = line.is_before_blank
                || next.is_some_and(|next| {
                    is_companion(next, MIN_CENTRED_CELLS)
                        || next.indent > line.indent && count == 1
                        || next.words.ends_with(['：', ':'])
                });
            if is_apart && ends_official(&words) {
                return title_lines(lines, first, first + count, &words);
            }
        }
    }
    None
}

/// Finds a title in the first line.
fn leading(lines: &[OpeningLine], is_one_of_many: impl FnOnce(Pos) -> bool) -> Option<TitleLines> {
    let (title, rest) = lines.split_first()?;
    let words = without_pair(&title.words);
    let next = rest.first()?;
    if is_addressee(&title.words) || !title.is_before_blank && is_addressee(&next.words) {
        return None;
    }
    let has_author = || {
        let mut near = rest.iter().take(MAX_AUTHOR_LINES);
        near.any(|line| is_author(&line.words)) || is_spaced_name(&next.words)
    };
    let is_paper = || {
        let is_signed = !is_paragraph(next);
        is_signed && rest.iter().any(|line| is_summary(&line.words))
    };
    let has_contents = || {
        let mut near = rest.iter().take(MAX_AUTHOR_LINES);
        near.any(|line| is_toc_heading(&line.words))
    };
    let found = || title_lines(lines, 0, 1, words);
    let is_signed = may_be_title(words, true) && (has_author() || is_paper());
    if is_signed && !is_preface(words) {
        return found();
    }
    let is_certain = may_be_title(words, false)
        && (has_document_type(words)
            && (title.is_before_blank || is_chapter(&next.words) || is_salutation(&next.words))
            || has_document_type(words) && is_companion(next, MIN_CENTRED_CELLS)
            || is_chapter(&next.words)
            || is_first_number(&next.words)
            || has_contents()
            || heads_block(title, rest));
    let has_block = !title.is_before_blank && !attached_lines(rest).is_empty();
    let is_title = is_signed
        || is_certain
        || may_be_title(words, false) && has_block
        || may_be_title(words, !title.is_before_blank)
            && is_subtitle(&next.words)
            && !is_paragraph(next)
        || may_be_title(words, false) && is_set_apart(title, rest);
    (is_title && !is_one_of_many(title.at.block_start()))
        .then(found)
        .flatten()
}

/// Returns whether a title heads what is below it by its place: a remark that a gap parts from the rest, several lines with
/// labels, or a list past a gap.
fn heads_block(title: &OpeningLine, rest: &[OpeningLine]) -> bool {
    let [next, after, ..] = rest else {
        return false;
    };
    if title.is_before_blank {
        // Without a paragraph, lines that belong together tell the title from them. Words that recur are a line like others.
        let is_list = !next.is_before_blank && rest.len() > 2;
        let recurs = rest.iter().any(|line| line.words == title.words);
        return is_list && !recurs && !rest.iter().any(is_paragraph);
    }
    let is_remark = next.is_before_blank && is_companion(next, MIN_CENTRED_CELLS);
    is_remark || is_label_row(&next.words) && is_label_row(&after.words)
}

fn is_paragraph(line: &OpeningLine) -> bool {
    line.words.chars().count() >= MIN_PARAGRAPH_CHARS || line.ends_sentence()
}

/// Returns whether a line is a title in Latin letters above a text in other ones: Taskbar Customization.
fn is_latin_title(title: &OpeningLine) -> bool {
    title.is_before_blank
        && title.indent == 0
        && title.words.starts_with(|c: char| c.is_ascii_uppercase())
        && title.words.contains(' ')
        && !title.words.contains([':', '/', '.'])
}

/// Returns whether a line is set apart from the first paragraph by an empty line, its indent, or short lines between
/// them.
fn is_set_apart(title: &OpeningLine, rest: &[OpeningLine]) -> bool {
    let Some(paragraph) = rest.iter().position(is_paragraph) else {
        return false;
    };
    let companions = rest.get(..paragraph).unwrap_or_default();
    let Some(body) = rest.get(paragraph) else {
        return false;
    };
    let is_centred = title.indent >= MIN_CENTRED_CELLS && title.indent > body.indent;
    // In a text whose paragraphs are all parted by empty lines, the indent tells the title from them.
    let is_indented_alike = title.indent > 0 && title.indent == body.indent;
    let is_apart = title.is_before_blank && !is_indented_alike
        || is_centred
        || title.indent < body.indent
        || companions.iter().any(|line| line.is_before_blank) && !is_indented_alike;
    let are_companions = companions
        .iter()
        .take_while(|line| !is_chapter(&line.words))
        .all(|line| {
            is_byline(line)
                || line.words.chars().count() <= MAX_COMPANION_CHARS && !line.ends_open()
        });
    // Several short lines below are a list.
    let unknown = companions
        .iter()
        .filter(|line| !is_companion(line, MIN_CENTRED_CELLS) && !is_byline(line));
    let items = unknown.filter(|line| line.words.chars().count() <= MAX_ITEM_CHARS);
    let is_list = !title.is_before_blank && !is_centred && items.count() > 1;
    is_apart && are_companions && !is_list && (title.has_cjk() || is_latin_title(title))
}

#[cfg(test)]
mod tests;
