//! Style sheets of a book, to which its chapters refer.

use super::package::member_text;
use crate::formats::blocks::href;
use crate::formats::html::style_sheet::{MAX_SHEET_BYTES, StyleSheet};
use crate::formats::html::tokens::{MarkupKind, Tag, Token, tokenize};
use crate::source::archive::Archive;
use std::collections::HashMap;
use std::ops::ControlFlow;
use std::sync::{Arc, Mutex, PoisonError};

/// Sheets of a book that are read.
const MAX_SHEET_COUNT: usize = 64;
/// Sheets of a chapter that apply to it.
const MAX_SHEETS_PER_PAGE: usize = 8;
/// Sheets that import one another: a sheet of a chapter, and those that it imports.
const MAX_IMPORT_DEPTH: usize = 2;

/// Sheets by their member in the archive, each read on first use.
#[derive(Debug, Default)]
pub(crate) struct BookSheets {
    known: Mutex<HashMap<usize, Arc<StyleSheet>>>,
}

impl BookSheets {
    /// Returns the rules of all sheets to which a page refers. `path` is the name of the page in the archive.
    pub(crate) fn of_page(&self, archive: &Archive, path: &str, source: &str) -> StyleSheet {
        let mut all = StyleSheet::default();
        for reference in sheet_references(source) {
            if let Some(sheet) = self.sheet(archive, path, &reference, 0) {
                all.extend(&sheet);
            }
        }
        all
    }

    /// Returns the sheet to which `reference` in the member `base` leads, with those that it imports.
    fn sheet(
        &self,
        archive: &Archive,
        base: &str,
        reference: &str,
        depth: usize,
    ) -> Option<Arc<StyleSheet>> {
        let target = href::resolve(base, reference)?;
        let member = target.member(archive)?;
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(sheet) = known.get(&member) {
            return Some(Arc::clone(sheet));
        }
        if known.len() >= MAX_SHEET_COUNT || archive.declared_len(member) > MAX_SHEET_BYTES as u64 {
            return None;
        }
        drop(known);
        let css = member_text(archive, member);
        let mut sheet = StyleSheet::default();
        if depth + 1 < MAX_IMPORT_DEPTH {
            for import in StyleSheet::imports(&css).iter().take(MAX_SHEETS_PER_PAGE) {
                if let Some(imported) = self.sheet(archive, &target.path, import, depth + 1) {
                    sheet.extend(&imported);
                }
            }
        }
        sheet.add(&css);
        let sheet = Arc::new(sheet);
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.insert(member, Arc::clone(&sheet));
        Some(sheet)
    }
}

/// Returns the references to sheets in the head of a page.
fn sheet_references(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    tokenize(source, MarkupKind::Html, &mut |token, _| {
        match token {
            Token::Open(tag) if tag.name == "link" && is_sheet(tag) => {
                found.extend(tag.get("href").map(str::to_owned));
            }
            Token::Open(tag) if tag.name == "body" => return ControlFlow::Break(()),
            Token::Close("head") => return ControlFlow::Break(()),
            Token::Open(_) | Token::Close(_) | Token::Text(_) => {}
        }
        if found.len() < MAX_SHEETS_PER_PAGE {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    });
    found
}

/// Returns whether a link leads to a style sheet that always applies.
fn is_sheet(tag: &Tag) -> bool {
    let rel = tag.get("rel").unwrap_or_default().to_ascii_lowercase();
    let media = tag.get("media").unwrap_or("all").to_ascii_lowercase();
    let mut words = rel.split_whitespace();
    words.clone().any(|word| word == "stylesheet")
        && !words.any(|word| word == "alternate")
        && media
            .split(',')
            .any(|media| matches!(media.trim(), "" | "all" | "screen"))
}
