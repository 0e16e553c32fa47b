//! Body of a document (`word/document.xml`) and its notes as HTML, converted in one walk without a tree. Tracked
//! deletions, hidden text, field codes and fallbacks are left out.

pub(crate) mod notes;

use super::numbering::Numbering;
use super::styles::{ParagraphStyle, StyleSheet};
use crate::formats::html::LEFT_EDGE_ATTRIBUTE;
use crate::formats::html::escape::{MAX_HTML_BYTES, escape_html};
use crate::formats::html::tokens::{MarkupKind, Tag, Token, tokenize};
use notes::{NoteKind, NoteOrder};
use std::collections::HashMap;
use std::ops::ControlFlow;

/// Nesting limit of paragraphs in text boxes.
const MAX_BOX_DEPTH: usize = 32;

/// The other parts of a document that its body refers to.
#[derive(Debug, Default)]
pub(crate) struct DocumentParts {
    pub(crate) styles: StyleSheet,
    pub(crate) numbering: Numbering,
    /// Link targets by relationship id.
    pub(crate) links: HashMap<String, String>,
    /// The notes of each kind, as XML.
    pub(crate) notes: [(NoteKind, String); 2],
}

/// Appends the body `source` to `out` as HTML, followed by its notes.
pub(crate) fn write_html(source: &str, parts: &mut DocumentParts, out: &mut String) {
    let notes = std::mem::take(&mut parts.notes);
    let mut walk = BodyWalk::new(parts, None);
    walk.parse(source);
    if walk.indented_count > walk.flush_count {
        out.push_str(&walk.out);
    } else {
        // Without indents in the document, paragraphs look alike.
        out.push_str(&walk.out.replace(&flush_paragraph(), "<p>"));
    }
    let order = walk.note_order;
    for (kind, source) in &notes {
        let mut walk = BodyWalk::new(parts, Some((*kind, &order)));
        walk.parse(source);
        out.push_str(&walk.out.replace(&flush_paragraph(), "<p>"));
    }
}

/// Returns whether the text of a paragraph begins with a blank, which is its indent.
fn begins_with_blank(html: &str) -> bool {
    let mut rest = html;
    while let Some((_, after)) = rest.strip_prefix('<').and_then(|tag| tag.split_once('>')) {
        rest = after;
    }
    rest.starts_with(char::is_whitespace)
}

/// Returns the start tag of a paragraph without indent.
fn flush_paragraph() -> String {
    format!("<p {LEFT_EDGE_ATTRIBUTE}>")
}

/// An open paragraph.
#[derive(Debug, Default)]
struct OpenParagraph {
    style_id: Option<String>,
    props: ParagraphStyle,
    html: String,
    /// Boxes within the paragraph, written after it.
    trailing_html: String,
}

/// Properties of a run of text.
#[derive(Clone, Debug, Default)]
struct RunProps {
    /// Elements around the run, innermost first.
    tags: Vec<&'static str>,
    is_hidden: bool,
}

impl RunProps {
    /// Adds or removes an element.
    fn set_tag(&mut self, tag: &'static str, is_on: bool) {
        self.tags.retain(|known| *known != tag);
        self.tags.extend(is_on.then_some(tag));
    }
}

/// State of the walk through the body or the notes.
struct BodyWalk<'p> {
    parts: &'p mut DocumentParts,
    /// Kind and order of the notes, if the walk is through notes.
    notes: Option<(NoteKind, &'p NoteOrder)>,
    out: String,
    paragraphs: Vec<OpenParagraph>,
    run: RunProps,
    /// The open ruby: base and ruby text.
    ruby: Option<[String; 2]>,
    ruby_part: Option<usize>,
    /// Depth of open skipped elements.
    skip_depth: usize,
    is_in_text: bool,
    /// Whether paragraph properties are open, which include those of the paragraph mark.
    is_in_paragraph_props: bool,
    /// Column span of a cell whose start tag is not yet written.
    pending_cell: Option<u32>,
    links: Vec<bool>,
    image_description: String,
    note_order: NoteOrder,
    /// Footnotes and endnotes with a reference so far.
    note_ref_counts: [usize; 2],
    /// Depth of open cells.
    cell_depth: usize,
    /// Paragraphs with text whose first lines are indented, and those without indent.
    indented_count: usize,
    flush_count: usize,
}

/// Returns whether an element is skipped with its content.
fn is_skipped(name: &str) -> bool {
    matches!(
        name,
        "fallback" | "movefrom" | "del" | "pprchange" | "rprchange"
    )
}

impl<'p> BodyWalk<'p> {
    fn new(parts: &'p mut DocumentParts, notes: Option<(NoteKind, &'p NoteOrder)>) -> Self {
        Self {
            parts,
            notes,
            out: String::new(),
            paragraphs: Vec::new(),
            run: RunProps::default(),
            ruby: None,
            ruby_part: None,
            skip_depth: 0,
            is_in_text: false,
            is_in_paragraph_props: false,
            pending_cell: None,
            links: Vec::new(),
            image_description: String::new(),
            note_order: NoteOrder::new(),
            note_ref_counts: [0; 2],
            cell_depth: 0,
            indented_count: 0,
            flush_count: 0,
        }
    }

    fn parse(&mut self, source: &str) {
        tokenize(source, MarkupKind::Xml, &mut |token, _| {
            match token {
                Token::Open(tag) if tag.is_self_closing => {
                    // An empty element opens and closes; a skipped one must not skip the rest.
                    if !is_skipped(&tag.name) {
                        self.open_tag(tag);
                        self.close_tag(&tag.name);
                    }
                }
                Token::Open(tag) => self.open_tag(tag),
                Token::Close(name) => self.close_tag(name),
                Token::Text(text) => self.push_text(text),
            }
            let paragraphs = self.paragraphs.iter();
            let begun: usize = paragraphs
                .map(|paragraph| paragraph.html.len() + paragraph.trailing_html.len())
                .sum();
            if self.out.len() + begun > MAX_HTML_BYTES {
                return ControlFlow::Break(());
            }
            ControlFlow::Continue(())
        });
        while !self.paragraphs.is_empty() {
            self.end_paragraph();
        }
    }

    fn push_text(&mut self, text: &str) {
        if self.skip_depth > 0 || !self.is_in_text || self.run.is_hidden {
            return;
        }
        // Ruby and its base have no run formatting.
        let tags = if self.ruby.is_none() {
            self.run.tags.as_slice()
        } else {
            &[]
        };
        let html = tags.iter().fold(escape_html(text), |html, tag| {
            format!("<{tag}>{html}</{tag}>")
        });
        self.push_html(&html);
    }

    /// Appends HTML to the open ruby or paragraph.
    fn push_html(&mut self, html: &str) {
        if self.skip_depth > 0 {
            return;
        }
        let ruby = self.ruby.as_mut().zip(self.ruby_part);
        if let Some(part) = ruby.and_then(|(ruby, into)| ruby.get_mut(into)) {
            part.push_str(html);
        } else if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.html.push_str(html);
        }
    }

    /// Appends a tag between paragraphs.
    fn push_box_html(&mut self, html: &str) {
        match self.paragraphs.last_mut() {
            Some(paragraph) => paragraph.trailing_html.push_str(html),
            None => self.out.push_str(html),
        }
    }

    fn open_tag(&mut self, tag: &Tag) {
        let name = tag.name.as_str();
        if self.skip_depth > 0 || is_skipped(name) {
            self.skip_depth += usize::from(is_skipped(name));
            return;
        }
        let value = tag.get("w:val");
        let is_on = !matches!(value, Some("0" | "false" | "none" | "off"));
        match name {
            "p" => {
                self.begin_cell();
                if self.paragraphs.len() >= MAX_BOX_DEPTH {
                    self.end_paragraph();
                }
                self.paragraphs.push(OpenParagraph::default());
            }
            "ppr" => self.is_in_paragraph_props = true,
            "pstyle" => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.style_id = value.map(str::to_owned);
                }
            }
            "r" => self.run = RunProps::default(),
            _ if self.is_in_paragraph_props => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    match name {
                        "ind" => paragraph.props.set_indent(tag),
                        _ => paragraph.props.set_property(name, value),
                    }
                }
            }
            "b" => self.run.set_tag("b", is_on),
            "i" => self.run.set_tag("i", is_on),
            "strike" | "dstrike" => self.run.set_tag("s", is_on),
            "vanish" => self.run.is_hidden = is_on,
            "vertalign" => {
                self.run.set_tag("sup", value == Some("superscript"));
                self.run.set_tag("sub", value == Some("subscript"));
            }
            "t" => self.is_in_text = true,
            "tbl" => {
                self.begin_cell();
                self.push_box_html("<table>");
            }
            "tr" => self.push_box_html("<tr>"),
            "tc" => {
                self.pending_cell = Some(1);
                self.cell_depth += 1;
            }
            "gridspan" => {
                if let Some(cell) = &mut self.pending_cell {
                    *cell = value.and_then(|value| value.parse().ok()).unwrap_or(1);
                }
            }
            "ruby" => self.ruby = Some([String::new(), String::new()]),
            "rubybase" => self.ruby_part = Some(0),
            "rt" => self.ruby_part = Some(1),
            _ => self.open_inline_tag(tag),
        }
    }

    /// Processes the start tag of inline content.
    fn open_inline_tag(&mut self, tag: &Tag) {
        match tag.name.as_str() {
            "tab" | "ptab" => self.push_html("\u{3000}"),
            "br" if matches!(tag.get("w:type"), None | Some("textWrapping")) => {
                self.push_html("<br>");
            }
            "cr" => self.push_html("<br>"),
            "nobreakhyphen" => self.push_html("\u{2011}"),
            "hyperlink" => {
                let anchor = tag.get("w:anchor").map(|anchor| format!("#{anchor}"));
                let id = tag.get("r:id").unwrap_or_default();
                let link = self.parts.links.get(id).cloned().or(anchor);
                self.links.push(link.is_some());
                if let Some(link) = link {
                    self.push_html(&format!("<a href=\"{}\">", escape_html(&link)));
                }
            }
            "bookmarkstart" => {
                let name = tag.get("w:name").unwrap_or_default();
                if !name.is_empty() && name != "_GoBack" {
                    self.push_html(&format!("<a id=\"{}\"></a>", escape_html(name)));
                }
            }
            "footnotereference" => self.push_note_ref(NoteKind::Footnote, tag),
            "endnotereference" => self.push_note_ref(NoteKind::Endnote, tag),
            "footnote" | "endnote" => self.begin_note(tag),
            "docpr" => {
                let words = tag.get("descr").filter(|words| !words.trim().is_empty());
                words
                    .or_else(|| tag.get("title"))
                    .unwrap_or_default()
                    .clone_into(&mut self.image_description);
            }
            "blip" | "imagedata" => {
                let words = std::mem::take(&mut self.image_description);
                let words = if words.is_empty() {
                    tag.get("o:title").unwrap_or_default()
                } else {
                    &words
                };
                let alt = if words.is_empty() {
                    String::new()
                } else {
                    format!(" alt=\"{}\"", escape_html(words))
                };
                self.push_html(&format!("<img{alt}>"));
            }
            _ => {}
        }
    }

    fn close_tag(&mut self, name: &str) {
        if self.skip_depth > 0 {
            let ends = is_skipped(name) || matches!(name, "footnote" | "endnote");
            self.skip_depth -= usize::from(ends);
            return;
        }
        match name {
            "p" => self.end_paragraph(),
            "ppr" => self.is_in_paragraph_props = false,
            "t" => self.is_in_text = false,
            "tbl" => self.push_box_html("</table>"),
            "tr" => self.push_box_html("</tr>"),
            "tc" => {
                self.begin_cell();
                self.cell_depth = self.cell_depth.saturating_sub(1);
                self.push_box_html("</td>");
            }
            "rubybase" | "rt" => self.ruby_part = None,
            "ruby" => {
                if let Some([base, reading]) = self.ruby.take() {
                    self.push_html(&format!("<ruby>{base}<rt>{reading}</rt></ruby>"));
                }
            }
            "hyperlink" if self.links.pop() == Some(true) => self.push_html("</a>"),
            "footnote" | "endnote" => self.push_box_html("</aside>"),
            _ => {}
        }
    }

    /// Writes the start tag of the pending cell, once its properties are known.
    fn begin_cell(&mut self) {
        if let Some(columns) = self.pending_cell.take() {
            let columns = columns.clamp(1, 64);
            self.push_box_html(&format!("<td colspan={columns}>"));
        }
    }

    fn end_paragraph(&mut self) {
        let Some(paragraph) = self.paragraphs.pop() else {
            return;
        };
        let style = paragraph.style_id.unwrap_or_default();
        let look = paragraph.props.inherit(self.parts.styles.resolve(&style));
        let number = look.list_id.filter(|list| list != "0").and_then(|list| {
            let level = look.list_level;
            let level = level.unwrap_or_else(|| self.parts.numbering.level_of_style(&list, &style));
            self.parts.numbering.next_number(&list, level)
        });
        let name = match look.heading_level {
            Some(level @ 1..=6) => format!("h{level}"),
            _ => "p".to_owned(),
        };
        let has_words = !paragraph.html.trim().is_empty();
        let is_prose = name == "p" && number.is_none() && has_words && self.cell_depth == 0;
        let is_indented = look.has_indent == Some(true) || begins_with_blank(&paragraph.html);
        let start = match look.align.as_deref() {
            Some("right" | "end") => format!("<{name} align=right>"),
            Some("center") => format!("<{name} align=center>"),
            _ if is_prose && !is_indented => {
                self.flush_count += 1;
                flush_paragraph()
            }
            _ => {
                self.indented_count += usize::from(is_prose);
                format!("<{name}>")
            }
        };
        let number = escape_html(&number.unwrap_or_default());
        let html = format!(
            "{start}{number}{}</{name}>{}",
            paragraph.html, paragraph.trailing_html
        );
        self.push_box_html(&html);
    }
}
