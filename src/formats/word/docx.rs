//! Documents of Office Open XML (`.docx`, ECMA-376). A document becomes a page of HTML with its automatic numbers,
//! then blocks like any page: with its own headings or, if no heading style is used, with inferred ones.
//!
//! # Limits
//!
//! Those of [`crate::source::archive`], for each part.

mod body;
mod numbering;
mod styles;

use crate::doc::{Metadata, MetadataKind, Problem};
use crate::formats::blocks::document::BlockDocument;
use crate::formats::html;
use crate::formats::html::charset;
use crate::formats::html::tokens::{MarkupKind, Token, tokenize};
use crate::formats::options::OpenOptions;
use crate::source::archive::{self, Archive};
use crate::source::encoding::detect::{EncodingHint, LocaleRegion};
use crate::source::windows::Source;
use body::DocumentParts;
use body::notes::NoteKind;
use numbering::Numbering;
use std::collections::HashMap;
use std::ops::ControlFlow;
use styles::StyleSheet;

/// The part with the text.
const BODY_PART: &str = "word/document.xml";

/// Returns whether a source is such a document, by its parts.
pub fn is_docx(source: &Source) -> bool {
    archive::is_zip(source) && archive::has_member(source, BODY_PART)
}

/// Opens a document. `name` is its title: the title in its properties is mostly that of its template.
pub fn open(name: &str, source: Source, wishes: &OpenOptions) -> BlockDocument {
    let archive = Archive::new(source, LocaleRegion::default());
    let mut fault = None;
    let mut part = |name: &str| {
        let Some(index) = archive.find(name) else {
            return String::new();
        };
        let (bytes, wrong) = archive.read(index);
        fault = fault.or(wrong);
        charset::decode(&bytes, &EncodingHint::default())
            .0
            .into_owned()
    };
    let mut parts = DocumentParts {
        styles: StyleSheet::new(&part("word/styles.xml")),
        numbering: Numbering::new(&part("word/numbering.xml")),
        links: parse_links(&part("word/_rels/document.xml.rels")),
        notes: [
            (NoteKind::Footnote, part("word/footnotes.xml")),
            (NoteKind::Endnote, part("word/endnotes.xml")),
        ],
    };
    let facts = parse_metadata(&part("docProps/core.xml"));
    let body = part(BODY_PART);
    let mut page = String::with_capacity(body.len() / 4);
    body::write_html(&body, &mut parts, &mut page);
    BlockDocument {
        metadata: facts,
        problems: fault.map(Problem::Document).into_iter().collect(),
        ..html::parse_document(name, &page, html::PageKind::Book, wishes)
    }
    .filter(&wishes.rules)
}

/// Returns the link targets of a document by relationship id.
fn parse_links(source: &str) -> HashMap<String, String> {
    let mut links = HashMap::new();
    tokenize(source, MarkupKind::Xml, &mut |token, _| {
        if let Token::Open(tag) = token
            && let (Some(id), Some(target)) = (tag.get("id"), tag.get("target"))
            && tag.get("targetmode") == Some("External")
        {
            links.insert(id.to_owned(), target.to_owned());
        }
        ControlFlow::Continue(())
    });
    links
}

/// Returns the metadata of a document.
fn parse_metadata(source: &str) -> Vec<Metadata> {
    let mut facts = Vec::new();
    let mut name = String::new();
    tokenize(source, MarkupKind::Xml, &mut |token, _| {
        match token {
            Token::Open(tag) => tag.name.clone_into(&mut name),
            Token::Close(_) => name.clear(),
            Token::Text(text) => {
                let fact = match name.as_str() {
                    "creator" => Some((MetadataKind::Author, text)),
                    "modified" => Some((MetadataKind::Date, text.get(..10).unwrap_or(text))),
                    "description" => Some((MetadataKind::Summary, text)),
                    _ => None,
                };
                let fact = fact.filter(|(_, text)| !text.trim().is_empty());
                facts.extend(fact.map(|(name, text)| Metadata::new(name, text.trim().to_owned())));
            }
        }
        ControlFlow::Continue(())
    });
    facts
}

#[cfg(test)]
mod tests;
