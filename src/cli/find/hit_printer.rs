//! Output of the hits of one document, block by block.

use super::exact_bytes::ExactBytes;
use super::hit_json::{HitJson, RangeJson};
use super::inputs::FindInput;
use super::plan::SearchPlan;
use crate::cli::find_options::FindFormat;
use crate::cli::json::to_json;
use crate::cli::output::printable;
use crate::doc::{Block, Document, Outline, Pos, Span, Step};
use crate::library::source_line::{LineCounter, line_source};
use crate::search::context::{ContextSize, HitContext, line_of};
use crate::search::scan::scan;
use crate::source::windows::Source;
use std::cell::OnceCell;
use std::fmt::Write as _;
use std::ops::{ControlFlow, Range};
use std::rc::Rc;

/// Text around a hit in clusters, in JSON.
const JSON_CONTEXT: ContextSize = ContextSize {
    before: 60,
    after: 60,
};
/// Maximum bytes printed of a block before its first hit, and after its last.
const MAX_SIDE_BYTES: usize = 240;
/// Maximum bytes printed between two hits.
const MAX_BETWEEN_BYTES: usize = 480;
/// Maximum hits of a block that are printed with the text around them.
const MAX_BLOCK_HIT_COUNT: usize = 20;
/// Hits are bold and underlined: no colour has enough contrast on every background.
const HIT_START: &str = "\x1b[1;4m";
const HIT_END: &str = "\x1b[0m";

/// What is printed on one line: a block, or a line of code or row of a table.
struct Unit {
    block: Pos,
    /// Bytes of the block's text.
    line: Range<usize>,
    hits: Vec<Range<u32>>,
}

/// Printer of the hits of one document, block by block.
pub(super) struct HitPrinter<'s> {
    plan: &'s SearchPlan,
    doc: &'s dyn Document,
    path: &'s str,
    title: String,
    outline: OnceCell<Outline>,
    lines: LineCounter,
    /// Bytes of the file, for formats that are not read line by line.
    bytes: OnceCell<Option<Source>>,
    exact: ExactBytes,
    /// The block that was asked for last: one of many lines has many hits.
    block: Option<Rc<Block<'s>>>,
    file: &'s FindInput,
    /// The block being collected, or the line of code or row of a table, with the hits in it.
    unit: Option<Unit>,
    printed_blocks: u64,
    last_printed: Option<Pos>,
}

impl<'s> HitPrinter<'s> {
    pub(super) fn new(
        plan: &'s SearchPlan,
        doc: &'s dyn Document,
        (path, file): (&'s str, &'s FindInput),
    ) -> Self {
        Self {
            plan,
            doc,
            path,
            title: printable(&doc.title()).replace('\n', " "),
            outline: OnceCell::new(),
            lines: LineCounter::default(),
            bytes: OnceCell::new(),
            exact: ExactBytes::default(),
            block: None,
            file,
            unit: None,
            printed_blocks: 0,
            last_printed: None,
        }
    }

    /// Prints all hits. Breaks when `emit` does.
    pub(super) fn run(mut self, emit: &dyn Fn(String) -> ControlFlow<()>) -> ControlFlow<()> {
        let (doc, query) = (self.doc, &self.plan.query);
        let mut flow = ControlFlow::Continue(());
        scan(doc, query, doc.first(), &mut |step| {
            if let Step::Found(hit) = step {
                flow = self.add(&hit, emit);
            }
            flow
        });
        if !self.is_full() {
            flow?;
        }
        self.print_unit(emit)?;
        let mut out = String::new();
        self.push_following(&mut out, None);
        if out.is_empty() {
            return ControlFlow::Continue(());
        }
        emit(out)
    }

    fn add(&mut self, hit: &Span, emit: &dyn Fn(String) -> ControlFlow<()>) -> ControlFlow<()> {
        if self.plan.options.format == FindFormat::Json {
            if self.is_full() {
                return ControlFlow::Break(());
            }
            self.printed_blocks += 1;
            let line = self.json_line(hit);
            return emit(line);
        }
        let start = hit.start.block_start();
        let end = if hit.end.block_start() == start {
            hit.end.within
        } else {
            u32::MAX
        };
        let range = hit.start.within..end;
        match &mut self.unit {
            Some(unit) if unit.block == start && unit.line.contains(&(range.start as usize)) => {
                unit.hits.push(range);
            }
            _ => {
                self.print_unit(emit)?;
                if self.is_full() {
                    return ControlFlow::Break(());
                }
                self.unit = Some(Unit {
                    block: start,
                    line: line_of(&self.block(start), range.start),
                    hits: vec![range],
                });
            }
        }
        ControlFlow::Continue(())
    }

    fn block(&mut self, pos: Pos) -> Rc<Block<'s>> {
        let known = self.block.take().filter(|block| block.pos == pos);
        let block = known.unwrap_or_else(|| Rc::new(self.doc.block_at(pos)));
        Rc::clone(self.block.insert(block))
    }

    fn is_full(&self) -> bool {
        let most = self.plan.options.max_blocks;
        most.is_some_and(|most| self.printed_blocks >= most)
    }

    /// Prints what was collected with the blocks around it.
    fn print_unit(&mut self, emit: &dyn Fn(String) -> ControlFlow<()>) -> ControlFlow<()> {
        let Some(unit) = self.unit.take() else {
            return ControlFlow::Continue(());
        };
        let block = unit.block;
        self.printed_blocks += 1;
        let mut out = String::new();
        self.push_following(&mut out, Some(block));
        let before = self.context_before(block);
        if let Some(last) = self.last_printed.filter(|_| self.context_len() > 0) {
            let first = before.first().copied().unwrap_or(block);
            let is_passed = self.following(last).is_some_and(|next| next < first);
            if is_passed || !self.is_same_file(last, block) {
                out.push_str("--\n");
            }
        }
        for pos in before {
            self.push_line(&mut out, &self.whole(pos), '-');
        }
        self.push_line(&mut out, &unit, ':');
        emit(out)
    }

    /// Returns the number of blocks printed before and after each block with hits.
    fn context_len(&self) -> usize {
        usize::from(self.plan.options.context_blocks)
    }

    /// Returns the blocks with text that are printed before `block`, ascending.
    fn context_before(&self, block: Pos) -> Vec<Pos> {
        if self.context_len() == 0 {
            return Vec::new();
        }
        let before = std::iter::successors(self.previous(block), |pos| self.previous(*pos));
        let mut before: Vec<Pos> = before
            .take(self.context_len())
            .take_while(|pos| self.last_printed.is_none_or(|last| *pos > last))
            .take_while(|pos| self.is_same_file(*pos, block))
            .collect();
        before.reverse();
        before
    }

    /// Adds the blocks after the last one printed, up to `end`. They were still to come when it was printed.
    fn push_following(&mut self, out: &mut String, end: Option<Pos>) {
        let Some(last) = self.last_printed.filter(|_| self.context_len() > 0) else {
            return;
        };
        let mut next = self.following(last);
        for _ in 0..self.context_len() {
            let is_beside =
                |pos: &Pos| end.is_none_or(|end| *pos < end) && self.is_same_file(*pos, last);
            let Some(pos) = next.filter(is_beside) else {
                return;
            };
            self.push_line(out, &self.whole(pos), '-');
            next = self.following(pos);
        }
    }

    /// Returns the next block with text.
    fn following(&self, pos: Pos) -> Option<Pos> {
        let mut next = std::iter::successors(self.doc.next(pos), |pos| self.doc.next(*pos));
        next.find(|pos| self.has_text(*pos))
    }

    /// Returns the previous block with text.
    fn previous(&self, pos: Pos) -> Option<Pos> {
        let mut before = std::iter::successors(self.doc.prev(pos), |pos| self.doc.prev(*pos));
        before.find(|pos| self.has_text(*pos))
    }

    fn has_text(&self, pos: Pos) -> bool {
        !self.doc.block_at(pos).text.trim().is_empty()
    }

    /// Returns a block without hits.
    fn whole(&self, block: Pos) -> Unit {
        Unit {
            block,
            line: 0..self.doc.block_at(block).text.len(),
            hits: Vec::new(),
        }
    }

    /// Adds a line: path, source line, title and section, text. Blank blocks have no line.
    fn push_line(&mut self, out: &mut String, unit: &Unit, sign: char) {
        let block = self.block(unit.block);
        let pos = unit.block.at(unit.line.start as u32);
        if self.last_printed.is_none_or(|last| unit.block > last) {
            self.last_printed = Some(unit.block);
        }
        if block.text.trim().is_empty() {
            return;
        }
        if let Some(member) = self.member(pos) {
            let _ = write!(out, "{}/{member}{sign}", self.path);
        } else if self.plan.has_names {
            let _ = write!(out, "{}{sign}", self.path);
        }
        let first = unit.hits.first();
        let byte = first
            .and_then(|hit| self.exact_bytes(&(unit.block.at(hit.start)..unit.block.at(hit.end))));
        let line = match byte {
            Some(bytes) => self.line_of_byte(bytes.start),
            None => self.source_line(pos),
        };
        if let Some(line) = line {
            let _ = write!(out, "{line}{sign}");
        }
        let place = self.place(pos);
        if !place.is_empty() {
            let _ = write!(out, "{place}{sign}");
        }
        self.push_text(out, &block.text, unit);
        out.push('\n');
    }

    /// Adds the text of a unit on one line with its hits marked, cut between hits that are far apart.
    fn push_text(&self, out: &mut String, text: &str, unit: &Unit) {
        let line = |part: &str| printable(&part.replace(['\n', '\r', '\t'], " "));
        let text = text.get(..unit.line.end).unwrap_or(text);
        let mut done = unit.line.start;
        for (index, hit) in unit.hits.iter().take(MAX_BLOCK_HIT_COUNT).enumerate() {
            let start = text.floor_char_boundary(hit.start as usize).max(done);
            let end = text.floor_char_boundary(hit.end as usize).max(start);
            let between = text.get(done..start).unwrap_or_default();
            if index == 0 {
                out.push_str(&line(&cut_start(between.trim_start())));
            } else {
                out.push_str(&line(&cut_middle(between)));
            }
            let words = line(text.get(start..end).unwrap_or_default());
            if self.plan.has_colors {
                let _ = write!(out, "{HIT_START}{words}{HIT_END}");
            } else {
                out.push_str(&words);
            }
            done = end;
        }
        let rest = text.get(done..).unwrap_or_default();
        let rest = if unit.hits.is_empty() {
            rest.trim_start()
        } else {
            rest
        };
        out.push_str(&line(&cut_end(rest.trim_end())));
    }

    fn json_line(&mut self, hit: &Span) -> String {
        let block = self.block(hit.start.block_start());
        let context = HitContext::in_block(self.doc, &block, hit, JSON_CONTEXT);
        let has_lines = self.doc.lines(hit.start.section).is_some();
        let exact = self.exact_bytes(hit);
        let line = match &exact {
            Some(bytes) => self.line_of_byte(bytes.start),
            None => self.source_line(hit.start),
        };
        let bytes = if has_lines {
            self.doc.byte_of(hit.start).zip(self.doc.byte_of(hit.end))
        } else {
            exact.map(|bytes| (bytes.start, bytes.end))
        };
        let place = |pos: Pos| pos.block.0 + u64::from(pos.within);
        let section = self.section(hit.start).map(str::to_owned);
        let member = self.member(hit.start);
        let path = member.map_or_else(
            || self.path.to_owned(),
            |member| format!("{}/{member}", self.path),
        );
        let json = HitJson {
            path: &path,
            title: &self.title,
            section: section.as_deref(),
            line,
            bytes: bytes.map(|(start, end)| RangeJson { start, end }),
            text: bytes.is_none().then(|| RangeJson {
                start: place(hit.start),
                end: place(hit.end),
            }),
            before: &context.before,
            hit: &context.hit,
            after: &context.after,
        };
        to_json(&json) + "\n"
    }

    /// Returns whether two places are in one file of an archive.
    fn is_same_file(&self, pos: Pos, other: Pos) -> bool {
        let section_file = |pos| self.doc.provenance(pos).file;
        pos.section == other.section || section_file(pos) == section_file(other)
    }

    /// Returns the path within an archive of the file that holds `pos`.
    fn member(&self, pos: Pos) -> Option<String> {
        let file = self.doc.provenance(pos).file?;
        Some(printable(&file).replace('\n', "\u{FFFD}"))
    }

    /// Returns the number of the source line that holds `pos`; `None` for packed formats.
    fn source_line(&mut self, pos: Pos) -> Option<u64> {
        if let Some(line) = self.lines.line_at(self.doc, pos) {
            return Some(line);
        }
        self.line_of_byte(self.doc.byte_of(pos)?)
    }

    /// Returns the number of the line that holds a byte of the file.
    fn line_of_byte(&mut self, byte: u64) -> Option<u64> {
        let source = self.bytes.get_or_init(|| line_source(&self.file.path));
        Some(self.lines.line_of_byte(source.as_ref()?, byte))
    }

    /// Returns the bytes of a hit in a file with mark-up; `None` of texts that are read line by line, and where they are not
    /// known for sure.
    fn exact_bytes(&mut self, hit: &Span) -> Option<Range<u64>> {
        let section = hit.start.section;
        if self.doc.lines(section).is_some() || self.doc.byte_positions(section).is_none() {
            return None;
        }
        let block = self.block(hit.start.block_start());
        let source = self.bytes.get_or_init(|| line_source(&self.file.path));
        self.exact.of(self.doc, &block, source.as_ref()?, hit)
    }

    /// Returns the title of the section that holds `pos`; `None` before the first heading.
    fn section(&self, pos: Pos) -> Option<&str> {
        let outline = self.outline.get_or_init(|| self.doc.whole_outline());
        let heading = outline.headings.get(outline.index_at(pos)?)?;
        Some(&heading.title)
    }

    /// Returns the title of the text and of the section that holds `pos`.
    fn place(&self, pos: Pos) -> String {
        match self
            .section(pos)
            .map(|section| printable(&section.replace('\n', " ")))
        {
            Some(section) if section == self.title => section,
            Some(section) if self.title == "-" => section,
            Some(section) => format!("{} › {section}", self.title),
            None if self.title == "-" => String::new(),
            None => self.title.clone(),
        }
    }
}

/// Cuts a long text at its start.
fn cut_start(text: &str) -> String {
    if text.len() <= MAX_SIDE_BYTES {
        return text.to_owned();
    }
    let cut = text.ceil_char_boundary(text.len() - MAX_SIDE_BYTES);
    format!("…{}", text.get(cut..).unwrap_or_default())
}

/// Cuts a long text at its end.
fn cut_end(text: &str) -> String {
    if text.len() <= MAX_SIDE_BYTES {
        return text.to_owned();
    }
    let cut = text.floor_char_boundary(MAX_SIDE_BYTES);
    format!("{}…", text.get(..cut).unwrap_or_default())
}

/// Cuts a long text in its middle.
fn cut_middle(text: &str) -> String {
    if text.len() <= MAX_BETWEEN_BYTES {
        return text.to_owned();
    }
    format!("{} {}", cut_end(text), cut_start(text))
}
