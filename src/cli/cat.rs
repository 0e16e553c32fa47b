//! `tongdu cat`: the typeset text on standard output, block by block, for texts of any size.

use super::args::{Arguments, Command};
use super::document::{OpenedText, open_document};
use super::output::{EXIT_OK, print_problems};
use super::printed_row::{RowColours, row_text};
use super::row_writer::{RowWriter, without_aligning_blanks};
use crate::app::opening::start_place::StartPlace;
use crate::app::reading::appearance::DEFAULT_MEASURE_CELLS;
use crate::app::reading::motion::Direction;
use crate::doc::{Block, BlockKind, Document, Lead, Mark, Outline, Pos, ProblemScope};
use crate::error::{Error, Result};
use crate::formats::blocks::document::BlockDocument;
use crate::layout::{Cache, Flow, PageStyle, ParagraphPolicy, SetBlock, Setting, TextOptions};
use crate::library::source_line::{FoundLine, find_line, line_source};
use crate::messages::Lang;
use crate::search::Query;
use crate::search::heading_name::find_heading;
use crate::search::query::QueryKind;
use crate::search::scan::step_hits;
use crate::text::forms::Level;
use crate::text::units::{Cells, Fraction, Rows};
use crate::text::width::{Ambiguous, Widths, text_width};
use std::io::BufWriter;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::rc::Rc;

/// Size up to which the outline of a document is read, to print its headings as headings.
const MAX_OUTLINED_BYTES: u64 = 64 << 20;
/// Measure that hardly any paragraph fills, for lines without breaks.
const UNBROKEN_CELLS: Cells = Cells(30_000);
/// Rows set at a time.
const ROWS_PER_STEP: u32 = 256;

/// Prints the text of files and folders. Problems of a part are printed when the part is reached.
pub fn cat(invocation: &Arguments, paths: &[PathBuf], lang: Lang) -> Result<u8> {
    let Some(OpenedText { doc, is_as_is }) = open_document(invocation, paths, lang)? else {
        return Ok(EXIT_OK);
    };
    print_problems(&doc.problems(ProblemScope::Whole), lang);
    let options = TextOptions {
        widths: Widths {
            ambiguous: match invocation.ambiguous.as_deref() {
                Some("wide") => Ambiguous::Wide,
                _ => Ambiguous::Narrow,
            },
            ..Widths::default()
        },
        lang: doc.lang(),
        autospace: !is_as_is,
        keep_all: true,
        paragraphs: if is_as_is {
            ParagraphPolicy::AsIs
        } else {
            ParagraphPolicy::Auto
        },
        ..TextOptions::default()
    };
    let setting = Setting {
        measure: match invocation.width {
            Some(Cells(0)) => UNBROKEN_CELLS,
            Some(width) => width,
            None if is_as_is => UNBROKEN_CELLS,
            None => DEFAULT_MEASURE_CELLS,
        },
        indent: if is_as_is {
            Cells(0)
        } else {
            Setting::indent_of(doc.lang())
        },
        ..Setting::default()
    };
    let mut out = BufWriter::with_capacity(64 << 10, std::io::stdout().lock());
    let mut told = Vec::new();
    let mut tell = |pos| {
        let notices = doc.problems(ProblemScope::PartAt(pos));
        if notices != told {
            print_problems(&notices, lang);
            told = notices;
        }
    };
    let printing = Printing {
        extent: printed_extent(&*doc, invocation)?,
        max_rows: invocation.max_rows.unwrap_or(u64::MAX),
        has_colours: invocation.color.applies(),
        is_unbroken: invocation.width == Some(Cells(0)),
    };
    let mut rows = RowWriter::new(&mut out);
    print_document(&*doc, &options, &setting, printing, &mut tell, &mut rows)
        .and_then(|()| rows.finish())
        .map_err(Error::Output)?;
    Ok(EXIT_OK)
}

/// Part of a document to print, and its form.
#[derive(Clone)]
struct Printing {
    /// Text from the first position up to the second, which may be missing.
    extent: (Pos, Option<Pos>),
    /// Most rows.
    max_rows: u64,
    /// Whether marks become attributes of the terminal.
    has_colours: bool,
    /// Whether every paragraph is one line.
    is_unbroken: bool,
}

/// Returns the extent of the text to print: a section, or what follows a line or a word.
///
/// # Errors
/// [`Error::NoSuchPlace`] if the text has no such place.
fn printed_extent(doc: &dyn Document, invocation: &Arguments) -> Result<(Pos, Option<Pos>)> {
    let mut extent = (doc.first(), None);
    for place in &invocation.start {
        let missing = |name: String| Error::NoSuchPlace(name);
        extent = match place {
            StartPlace::Line(line, column) => {
                let source = || match &invocation.command {
                    Command::Cat(paths) | Command::Read(paths) => {
                        paths.first().and_then(|path| line_source(path))
                    }
                    _ => None,
                };
                let found = find_line(doc, doc.first().section, (*line, *column), &source);
                let FoundLine::At(pos) = found else {
                    return Err(missing(line.to_string()));
                };
                (pos.block_start(), None)
            }
            StartPlace::Section(name) => {
                let outline = doc.whole_outline();
                let found = find_heading(&outline, name).ok_or_else(|| missing(name.clone()))?;
                (found.block_start(), section_end(&outline, found))
            }
            StartPlace::Hit(words, toward) => {
                let hit = Query::parse(words, Level::default(), QueryKind::Literal).ok();
                let hit = hit.and_then(|query| hit_from_end(doc, &query, *toward));
                (
                    hit.ok_or_else(|| missing(words.clone()))?.block_start(),
                    None,
                )
            }
            StartPlace::Percent(percent) => (
                doc.pos_at(Fraction::from_percent(f64::from(*percent))),
                None,
            ),
            // The command line names no marks.
            StartPlace::Mark(..) | StartPlace::OwnMark(_) => extent,
            StartPlace::End | StartPlace::Following => (doc.last(), None),
        };
    }
    Ok(extent)
}

/// Returns the start of the next heading of the same or a higher level.
fn section_end(outline: &Outline, start: Pos) -> Option<Pos> {
    let index = outline.index_at(start)?;
    let level = outline.headings.get(index)?.level;
    let mut after = outline.headings.get(index + 1..)?.iter();
    let next = after.find(|heading| heading.level <= level && heading.pos > start);
    next.map(|heading| heading.pos.block_start())
}

/// Returns the first hit from the beginning of a text on, or from its end back.
fn hit_from_end(doc: &dyn Document, query: &Query, toward: Direction) -> Option<Pos> {
    let (from, steps) = match toward {
        Direction::Next => (doc.first(), 1),
        Direction::Prev => (Pos::new(u32::MAX, u64::MAX), -1),
    };
    let go_on = || ControlFlow::Continue(());
    match step_hits(doc, query, from, steps, &go_on) {
        ControlFlow::Continue(found) => found.map(|step| step.span.start),
        ControlFlow::Break(()) => None,
    }
}

fn print_document(
    doc: &dyn Document,
    options: &TextOptions,
    setting: &Setting,
    mut printing: Printing,
    reached: &mut dyn FnMut(Pos),
    out: &mut RowWriter<'_>,
) -> std::io::Result<()> {
    let outline = if doc.len() <= MAX_OUTLINED_BYTES {
        doc.whole_outline()
    } else {
        Outline::default()
    };
    let mut style = PageStyle::new(doc, options);
    style.set_outline(&outline);
    let mut cache = Cache::default();
    let mut flow = Flow {
        doc,
        outline: &outline,
        options,
        setting,
        style: &style,
        cache: &mut cache,
    };
    let (first, end) = printing.extent;
    let mut top = flow.row_of(first);
    let mut block: Option<Rc<SetBlock>> = None;
    let mut is_text = false;
    let mut joins_rows = false;
    reached(first);
    loop {
        let page = flow.page(top, Rows(ROWS_PER_STEP));
        for row in &page {
            let before = block.replace(Rc::clone(&row.block));
            let is_same_block = before
                .as_ref()
                .is_some_and(|before| before.pos == row.block.pos);
            if let Some(before) = before.filter(|before| before.pos != row.block.pos) {
                print_notes(doc, &before, options, setting, &printing, out)?;
                if before.pos.section != row.block.pos.section {
                    reached(row.block.pos);
                }
            }
            if !is_same_block {
                joins_rows = printing.is_unbroken && is_prose(&row.block);
            }
            if end.is_some_and(|end| row.block.pos >= end) || printing.max_rows == 0 {
                return Ok(());
            }
            let is_continued = is_text && is_same_block && joins_rows && row.line().is_some();
            if !is_continued {
                printing.max_rows -= 1;
            }
            let colours = match outline.block_headings(row.block.pos) {
                _ if !printing.has_colours => RowColours::None,
                [] => RowColours::Marks,
                _ => RowColours::Heading,
            };
            let text = row_text(row, setting, colours);
            if is_continued {
                out.join(&text)?;
            } else if printing.is_unbroken {
                out.add(&without_aligning_blanks(&text))?;
            } else {
                out.add(&text)?;
            }
            is_text = row.line().is_some();
        }
        let Some(last) = page.last() else {
            return Ok(());
        };
        let next = flow.step(last.id, 1);
        if next == last.id {
            return print_notes(doc, &last.block, options, setting, &printing, out);
        }
        top = next;
    }
}

/// Returns whether the rows of a block are a paragraph, rather than rows of a table, lines of code or verse.
fn is_prose(block: &SetBlock) -> bool {
    let is_lines = matches!(block.kind, BlockKind::Table(_) | BlockKind::Code);
    !is_lines && !block.prepared.text().contains('\n')
}

/// Prints the notes of a block that the text does not contain, since on paper nobody can open them.
fn print_notes(
    doc: &dyn Document,
    block: &SetBlock,
    options: &TextOptions,
    setting: &Setting,
    printing: &Printing,
    out: &mut RowWriter<'_>,
) -> std::io::Result<()> {
    let mut notes = BlockDocument::default();
    for (range, mark) in &block.marks {
        let Mark::NoteRef(label) = mark else {
            continue;
        };
        let Some(note) = doc.note_outside_text(block.pos, label) else {
            continue;
        };
        let words = block.prepared.text();
        let sign = words.get(range.start as usize..range.end as usize);
        let mut sign = sign.map(str::to_owned);
        let hang = text_width(sign.as_deref().unwrap_or_default(), options.widths).0 + 1;
        for paragraph in note.paragraphs {
            // Many books write the sign in front of the note too.
            let own = sign
                .as_deref()
                .and_then(|sign| paragraph.strip_prefix(sign));
            let paragraph = own.map_or(paragraph.as_str(), str::trim_start).to_owned();
            notes.blocks.push(Block {
                pos: Pos::new(0, notes.len),
                kind: BlockKind::Aside,
                text: paragraph.into(),
                lead: Lead {
                    indent: Cells(if sign.is_some() { 0 } else { hang }),
                    marker: sign.take(),
                    ..Lead::default()
                },
                ..Block::default()
            });
            notes.len += 1;
        }
    }
    if notes.blocks.is_empty() {
        return Ok(());
    }
    let printing = Printing {
        extent: ((&notes as &dyn Document).first(), None),
        ..printing.clone()
    };
    print_document(&notes, options, setting, printing, &mut |_| {}, out)
}
