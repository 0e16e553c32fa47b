//! `tongdu cat`: the typeset text on standard output, block by block, for texts of any size.

use super::args::Arguments;
use super::document::open_document;
use super::output::{EXIT_OK, print_problems, printable};
use crate::app::reading::appearance::DEFAULT_MEASURE_CELLS;
use crate::doc::{Block, BlockKind, Document, Lead, Mark, Outline, Pos, ProblemScope};
use crate::error::{Error, Result};
use crate::formats::blocks::document::BlockDocument;
use crate::layout::{
    BlockRow, Cache, Flow, Line, PageRow, PageStyle, SetBlock, Setting, TextOptions,
};
use crate::messages::Lang;
use crate::text::units::{Cells, Rows};
use crate::text::width::{Ambiguous, Widths, text_width};
use std::io::{BufWriter, Write};
use std::path::PathBuf;
use std::rc::Rc;

/// Size up to which the outline of a document is read, to print its headings as headings.
const MAX_OUTLINED_BYTES: u64 = 64 << 20;
/// Rows set at a time.
const ROWS_PER_STEP: u32 = 256;

/// Prints the text of files and folders. Problems of a part are printed when the part is reached.
pub fn cat(invocation: &Arguments, paths: &[PathBuf], lang: Lang) -> Result<u8> {
    let Some(doc) = open_document(invocation, paths, lang)? else {
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
        autospace: true,
        keep_all: true,
        ..TextOptions::default()
    };
    let setting = Setting {
        measure: invocation.width.unwrap_or(DEFAULT_MEASURE_CELLS),
        indent: Setting::indent_of(doc.lang()),
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
    print_document(&*doc, &options, &setting, &mut tell, &mut out)
        .and_then(|()| out.flush())
        .map_err(Error::Output)?;
    Ok(EXIT_OK)
}

fn print_document(
    doc: &dyn Document,
    options: &TextOptions,
    setting: &Setting,
    reached: &mut dyn FnMut(Pos),
    out: &mut dyn Write,
) -> std::io::Result<()> {
    let outline = if doc.len() <= MAX_OUTLINED_BYTES {
        doc.whole_outline()
    } else {
        Outline::default()
    };
    let mut style = PageStyle::new(doc, options.paragraphs);
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
    let mut top = flow.row_of(doc.first());
    let mut block: Option<Rc<SetBlock>> = None;
    reached(doc.first());
    loop {
        let page = flow.page(top, Rows(ROWS_PER_STEP));
        for row in &page {
            let before = block.replace(Rc::clone(&row.block));
            if let Some(before) = before.filter(|before| before.pos != row.block.pos) {
                print_notes(doc, &before, options, setting, out)?;
                if before.pos.section != row.block.pos.section {
                    reached(row.block.pos);
                }
            }
            out.write_all(row_text(row, setting).as_bytes())?;
            out.write_all(b"\n")?;
        }
        let Some(last) = page.last() else {
            return Ok(());
        };
        let next = flow.step(last.id, 1);
        if next == last.id {
            return print_notes(doc, &last.block, options, setting, out);
        }
        top = next;
    }
}

/// Prints the notes of a block that the text does not contain, since on paper nobody can open them.
fn print_notes(
    doc: &dyn Document,
    block: &SetBlock,
    options: &TextOptions,
    setting: &Setting,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    let mut notes = BlockDocument::default();
    for (range, mark) in &block.marks {
        let Mark::NoteRef(label) = mark else {
            continue;
        };
        let Some(note) = doc.note(block.pos, label).filter(|note| note.pos.is_none()) else {
            continue;
        };
        let words = block.prepared.text();
        let sign = words.get(range.start as usize..range.end as usize);
        let mut sign = sign.map(str::to_owned);
        let hang = text_width(sign.as_deref().unwrap_or_default(), options.widths).0 + 1;
        for paragraph in note.paragraphs {
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
    print_document(&notes, options, setting, &mut |_| {}, out)
}

/// Returns a row as text, with blanks up to each glyph.
fn row_text(row: &PageRow, setting: &Setting) -> String {
    let Some(line) = row.line() else {
        let bars = match row.row() {
            BlockRow::Empty => row.block.space_quotes,
            BlockRow::Ruby(line) | BlockRow::Text(line) => line.quotes,
        };
        return "| ".repeat(usize::from(bars)).trim_end().to_owned();
    };
    if row.block.kind == crate::doc::BlockKind::Rule {
        return "-".repeat(usize::from(setting.measure.0 / 3));
    }
    let mut out = lead_text(line);
    let x = line
        .marker
        .as_ref()
        .map_or(out.len() as u16, |(at, marker)| {
            at.0 + crate::text::width::text_width(marker, Widths::default()).0
        });
    out.push_str(&line.plain_text(row.block.prepared.text(), x));
    out.truncate(out.trim_end().len());
    out
}

fn lead_text(line: &Line) -> String {
    let mut out = "| ".repeat(usize::from(line.quotes));
    if let Some((at, marker)) = &line.marker {
        while out.len() < usize::from(at.0) {
            out.push(' ');
        }
        out.push_str(&printable(marker));
    }
    out
}
