//! The text of a document (`word/document.xml`, and its notes) as HTML, in one walk without a tree. What was
//! deleted and is only tracked, what is hidden, codes of fields and fallbacks are left out.

use super::numbering::Numbering;
use super::styles::{Look, Styles};
use crate::doc::Go;
use crate::formats::html::tokens::{Markup, Tag, Token, read};
use std::collections::HashMap;

/// Bytes of HTML that a text may become; the rest of it is not shown.
pub(crate) const MOST: usize = 64 << 20;
/// Paragraphs within each other, in boxes of a text.
const DEPTH: usize = 32;
/// Notes with a sign.
const NOTES: usize = 100_000;

/// What the parts of a document say besides its text.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    pub(crate) styles: Styles,
    pub(crate) numbering: Numbering,
    /// Where links lead, by their identifiers.
    pub(crate) links: HashMap<String, String>,
    /// The kinds of notes that there are, with their text.
    pub(crate) notes: [(Note, String); 2],
}

/// A kind of notes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Note {
    /// At the foot of a page.
    #[default]
    Foot,
    /// At the end.
    End,
}

impl Note {
    const fn name(self) -> &'static str {
        match self {
            Self::Foot => "footnote",
            Self::End => "endnote",
        }
    }
}

/// Writes `source`, the text of a document, as HTML behind `out`, and its notes behind it.
pub(crate) fn write(source: &str, parts: &mut Parts, out: &mut String) {
    let notes = std::mem::take(&mut parts.notes);
    let mut walk = Walk::new(parts, None);
    walk.read(source);
    out.push_str(&walk.out);
    let order = walk.order;
    for (kind, source) in &notes {
        let mut walk = Walk::new(parts, Some((*kind, &order)));
        walk.read(source);
        out.push_str(&walk.out);
    }
}

/// Signs of notes in the order of the text, by their kind and identifier.
type Order = HashMap<(&'static str, String), usize>;

/// A paragraph that was begun.
#[derive(Debug, Default)]
struct Paragraph {
    style: Option<String>,
    own: Look,
    html: String,
    /// Whole boxes that stand in it.
    behind: String,
}

/// How a run of text looks.
#[derive(Clone, Debug, Default)]
struct Run {
    /// The elements it is in, from the inside out.
    tags: Vec<&'static str>,
    is_hidden: bool,
}

impl Run {
    /// The run is in an element, or is not.
    fn put(&mut self, tag: &'static str, is_on: bool) {
        self.tags.retain(|known| *known != tag);
        self.tags.extend(is_on.then_some(tag));
    }
}

/// The walk through a text.
struct Walk<'p> {
    parts: &'p mut Parts,
    /// The notes that this is the text of, with their places in the order of their signs.
    notes: Option<(Note, &'p Order)>,
    out: String,
    paragraphs: Vec<Paragraph>,
    run: Run,
    /// What is read into besides the paragraph: readings and their bases.
    ruby: Option<[String; 2]>,
    into: Option<usize>,
    /// Elements within each other of which nothing is shown.
    skipped: usize,
    is_text: bool,
    /// Within what a paragraph says of itself and of its mark.
    is_of_paragraph: bool,
    /// A cell of which only the beginning was seen: how many columns it takes.
    cell: Option<u32>,
    links: Vec<bool>,
    picture: String,
    order: Order,
    /// Notes that have a sign so far: at the foot of pages, at the end.
    signs: [usize; 2],
}

/// Elements of which nothing is shown.
fn is_skipped(name: &str) -> bool {
    matches!(
        name,
        "fallback" | "movefrom" | "del" | "pprchange" | "rprchange"
    )
}

impl<'p> Walk<'p> {
    fn new(parts: &'p mut Parts, notes: Option<(Note, &'p Order)>) -> Self {
        Self {
            parts,
            notes,
            out: String::new(),
            paragraphs: Vec::new(),
            run: Run::default(),
            ruby: None,
            into: None,
            skipped: 0,
            is_text: false,
            is_of_paragraph: false,
            cell: None,
            links: Vec::new(),
            picture: String::new(),
            order: Order::new(),
            signs: [0; 2],
        }
    }

    fn read(&mut self, source: &str) {
        read(source, Markup::Xml, &mut |token, _| {
            match token {
                Token::Open(tag) if tag.is_empty => {
                    // What holds nothing begins and ends, but cannot hold the rest back.
                    if !is_skipped(&tag.name) {
                        self.open(tag);
                        self.close(&tag.name);
                    }
                }
                Token::Open(tag) => self.open(tag),
                Token::Close(name) => self.close(name),
                Token::Text(text) => self.text(text),
            }
            let paragraphs = self.paragraphs.iter();
            let begun: usize = paragraphs
                .map(|paragraph| paragraph.html.len() + paragraph.behind.len())
                .sum();
            if self.out.len() + begun > MOST {
                return Go::Stop;
            }
            Go::On
        });
        while !self.paragraphs.is_empty() {
            self.end_paragraph();
        }
    }

    fn text(&mut self, text: &str) {
        if self.skipped > 0 || !self.is_text || self.run.is_hidden {
            return;
        }
        // A reading and its base are plain.
        let tags = if self.ruby.is_none() {
            self.run.tags.as_slice()
        } else {
            &[]
        };
        let html = tags
            .iter()
            .fold(escaped(text), |html, tag| format!("<{tag}>{html}</{tag}>"));
        self.put(&html);
    }

    /// Writes where words go at present.
    fn put(&mut self, html: &str) {
        if self.skipped > 0 {
            return;
        }
        let ruby = self.ruby.as_mut().zip(self.into);
        if let Some(part) = ruby.and_then(|(ruby, into)| ruby.get_mut(into)) {
            part.push_str(html);
        } else if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.html.push_str(html);
        }
    }

    /// Writes a tag that stands between paragraphs.
    fn put_box(&mut self, html: &str) {
        match self.paragraphs.last_mut() {
            Some(paragraph) => paragraph.behind.push_str(html),
            None => self.out.push_str(html),
        }
    }

    fn open(&mut self, tag: &Tag) {
        let name = tag.name.as_str();
        if self.skipped > 0 || is_skipped(name) {
            self.skipped += usize::from(is_skipped(name));
            return;
        }
        let value = tag.get("w:val");
        let is_on = !matches!(value, Some("0" | "false" | "none" | "off"));
        match name {
            "p" => {
                self.begin_cell();
                if self.paragraphs.len() >= DEPTH {
                    self.end_paragraph();
                }
                self.paragraphs.push(Paragraph::default());
            }
            "ppr" => self.is_of_paragraph = true,
            "pstyle" => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.style = value.map(str::to_owned);
                }
            }
            "r" => self.run = Run::default(),
            _ if self.is_of_paragraph => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.own.take(name, value);
                }
            }
            "b" => self.run.put("b", is_on),
            "i" => self.run.put("i", is_on),
            "strike" | "dstrike" => self.run.put("s", is_on),
            "vanish" => self.run.is_hidden = is_on,
            "vertalign" => {
                self.run.put("sup", value == Some("superscript"));
                self.run.put("sub", value == Some("subscript"));
            }
            "t" => self.is_text = true,
            "tbl" => {
                self.begin_cell();
                self.put_box("<table>");
            }
            "tr" => self.put_box("<tr>"),
            "tc" => self.cell = Some(1),
            "gridspan" => {
                if let Some(cell) = &mut self.cell {
                    *cell = value.and_then(|value| value.parse().ok()).unwrap_or(1);
                }
            }
            "ruby" => self.ruby = Some([String::new(), String::new()]),
            "rubybase" => self.into = Some(0),
            "rt" => self.into = Some(1),
            _ => self.inline(tag),
        }
    }

    /// What stands within a line of text.
    fn inline(&mut self, tag: &Tag) {
        match tag.name.as_str() {
            "tab" | "ptab" => self.put("\u{3000}"),
            "br" if matches!(tag.get("w:type"), None | Some("textWrapping")) => self.put("<br>"),
            "cr" => self.put("<br>"),
            "nobreakhyphen" => self.put("\u{2011}"),
            "hyperlink" => {
                let anchor = tag.get("w:anchor").map(|anchor| format!("#{anchor}"));
                let id = tag.get("r:id").unwrap_or_default();
                let link = self.parts.links.get(id).cloned().or(anchor);
                self.links.push(link.is_some());
                if let Some(link) = link {
                    self.put(&format!("<a href=\"{}\">", escaped(&link)));
                }
            }
            "bookmarkstart" => {
                let name = tag.get("w:name").unwrap_or_default();
                if !name.is_empty() && name != "_GoBack" {
                    self.put(&format!("<a id=\"{}\"></a>", escaped(name)));
                }
            }
            "footnotereference" => self.sign(Note::Foot, tag),
            "endnotereference" => self.sign(Note::End, tag),
            "footnote" | "endnote" => self.note(tag),
            "docpr" => {
                let words = tag.get("descr").filter(|words| !words.trim().is_empty());
                words
                    .or_else(|| tag.get("title"))
                    .unwrap_or_default()
                    .clone_into(&mut self.picture);
            }
            "blip" | "imagedata" => {
                let words = std::mem::take(&mut self.picture);
                let words = if words.is_empty() {
                    tag.get("o:title").unwrap_or_default()
                } else {
                    &words
                };
                let alt = if words.is_empty() {
                    String::new()
                } else {
                    format!(" alt=\"{}\"", escaped(words))
                };
                self.put(&format!("<img{alt}>"));
            }
            _ => {}
        }
    }

    /// The sign of a note.
    fn sign(&mut self, kind: Note, tag: &Tag) {
        let id = tag.get("w:id").unwrap_or_default();
        if self.order.len() >= NOTES {
            return;
        }
        let [feet, ends] = &mut self.signs;
        let count = match kind {
            Note::Foot => feet,
            Note::End => ends,
        };
        let known = self.order.entry((kind.name(), id.to_owned()));
        let number = *known.or_insert_with(|| {
            *count += 1;
            *count
        });
        let target = format!("{}-{}", kind.name(), escaped(id));
        self.put(&format!(
            "<a epub:type=\"noteref\" href=\"#{target}\">{number}</a>"
        ));
    }

    /// The beginning of a note. Those without a sign in the text are rules and the like.
    fn note(&mut self, tag: &Tag) {
        let id = tag.get("w:id").unwrap_or_default();
        let known = self
            .notes
            .filter(|(kind, order)| order.contains_key(&(kind.name(), id.to_owned())));
        match known {
            Some((kind, _)) => {
                let html = format!(
                    "<aside epub:type=\"footnote\" id=\"{}-{}\">",
                    kind.name(),
                    escaped(id)
                );
                self.put_box(&html);
            }
            None => self.skipped += 1,
        }
    }

    fn close(&mut self, name: &str) {
        if self.skipped > 0 {
            let ends = is_skipped(name) || matches!(name, "footnote" | "endnote");
            self.skipped -= usize::from(ends);
            return;
        }
        match name {
            "p" => self.end_paragraph(),
            "ppr" => self.is_of_paragraph = false,
            "t" => self.is_text = false,
            "tbl" => self.put_box("</table>"),
            "tr" => self.put_box("</tr>"),
            "tc" => {
                self.begin_cell();
                self.put_box("</td>");
            }
            "rubybase" | "rt" => self.into = None,
            "ruby" => {
                if let Some([base, reading]) = self.ruby.take() {
                    self.put(&format!("<ruby>{base}<rt>{reading}</rt></ruby>"));
                }
            }
            "hyperlink" if self.links.pop() == Some(true) => self.put("</a>"),
            "footnote" | "endnote" => self.put_box("</aside>"),
            _ => {}
        }
    }

    /// Writes the beginning of a cell, now that what it says of itself is known.
    fn begin_cell(&mut self) {
        if let Some(columns) = self.cell.take() {
            let columns = columns.clamp(1, 64);
            self.put_box(&format!("<td colspan={columns}>"));
        }
    }

    fn end_paragraph(&mut self) {
        let Some(paragraph) = self.paragraphs.pop() else {
            return;
        };
        let style = paragraph.style.unwrap_or_default();
        let look = paragraph.own.over(self.parts.styles.look(&style));
        let number = look.list.filter(|list| list != "0").and_then(|list| {
            let level = look.list_level;
            let level = level.unwrap_or_else(|| self.parts.numbering.level_of(&list, &style));
            self.parts.numbering.next(&list, level)
        });
        let name = match look.level {
            Some(level @ 1..=6) => format!("h{level}"),
            _ => "p".to_owned(),
        };
        let mut html = format!("<{name}");
        if matches!(look.align.as_deref(), Some("right" | "end")) {
            html += " align=right";
        }
        let number = escaped(&number.unwrap_or_default());
        html += &format!(">{number}{}</{name}>{}", paragraph.html, paragraph.behind);
        self.put_box(&html);
    }
}

/// A text as it is written in HTML. The blanks in front of a paragraph are its indentation.
pub(crate) fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            c => html.push(c),
        }
    }
    html
}
