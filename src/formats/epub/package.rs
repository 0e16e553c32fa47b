//! What a book says of itself: the container names the package, the package the chapters and their
//! order, and where the table of contents is.

use super::description;
use crate::doc::{Metadata, MetadataKind, MetadataValue};
use crate::formats::blocks::href::{Href, resolve};
use crate::formats::html::charset::decode;
use crate::formats::html::tokens::{MarkupKind, Tag, Token, tokenize};
use crate::source::archive::Archive;
use crate::source::encoding::detect::EncodingHint;
use crate::text::natural_order;
use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;

/// Chapters of a book.
pub const MAX_CHAPTER_COUNT: usize = 10_000;
/// Entries of the manifest.
const MAX_MANIFEST_ITEMS: usize = 65_536;

/// What a book says of itself.
#[derive(Debug, Default)]
pub(crate) struct Package {
    pub(crate) title: String,
    pub(crate) authors: Vec<String>,
    pub(crate) translators: Vec<String>,
    pub(crate) publisher: Option<String>,
    pub(crate) date: Option<String>,
    pub(crate) isbn: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) language: Option<String>,
    /// Whether pages are turned from right to left, as books set in columns are.
    pub(crate) is_right_to_left: bool,
    /// Its chapters in the order of reading.
    pub(crate) spine: Vec<ManifestItem>,
    /// Members that are encrypted.
    pub(crate) encrypted_members: HashSet<usize>,
    /// The members with the table of contents: of EPUB 3, and of EPUB 2.
    pub(crate) nav: Option<usize>,
    pub(crate) ncx: Option<usize>,
}

/// A chapter.
#[derive(Clone, Debug, Default)]
pub(crate) struct ManifestItem {
    /// Where it should be.
    pub(crate) path: String,
    /// Where it is; `None` if it is missing.
    pub(crate) member: Option<usize>,
    /// Whether it is a picture.
    pub(crate) is_image: bool,
    properties: String,
    media_type: String,
}

/// The text of a member, whatever it is in.
pub(crate) fn member_text(archive: &Archive, member: usize) -> String {
    let (bytes, _) = archive.read(member);
    decode(&bytes, &EncodingHint::default()).0.into_owned()
}

impl Package {
    /// The package of an archive. Without one all pages are chapters, in the order of their names.
    pub(crate) fn new(archive: &Archive) -> Self {
        let mut package = find_package(archive)
            .map_or_else(Self::default, |member| parse_package(archive, member));
        if package.spine.is_empty() {
            package.spine = page_items(archive);
        }
        package.encrypted_members = find_encrypted(archive);
        package
    }
}

impl Package {
    /// What the book says of itself.
    pub(crate) fn metadata(&self) -> Vec<Metadata> {
        let names = |names: &[String]| (!names.is_empty()).then(|| names.join("、"));
        let mut facts: Vec<Metadata> = [
            (MetadataKind::Author, names(&self.authors)),
            (MetadataKind::Translator, names(&self.translators)),
            (MetadataKind::Publisher, self.publisher.clone()),
            (MetadataKind::Date, self.date.clone()),
            (MetadataKind::Language, self.language.clone()),
            (MetadataKind::Identifier, self.isbn.clone()),
            (MetadataKind::Summary, self.description.clone()),
        ]
        .into_iter()
        .filter_map(|(name, value)| Some(Metadata::new(name, value?)))
        .collect();
        if self.is_right_to_left {
            facts.push(Metadata {
                kind: MetadataKind::Pages,
                value: MetadataValue::RightToLeft,
            });
        }
        facts
    }
}

/// Names of one kind that are kept.
const MAX_NAME_COUNT: usize = 16;

fn has_room(names: &[String]) -> bool {
    names.len() < MAX_NAME_COUNT
}

/// Whether an identifier says something to a person: the others are made up by programs.
fn is_isbn(text: &str) -> bool {
    let digits = text.chars().filter(|c| c.is_ascii_digit() || *c == 'X');
    let head = text.get(..8).unwrap_or(text).to_ascii_lowercase();
    head.contains("isbn")
        || matches!(digits.count(), 10 | 13) && !text.contains(char::is_alphabetic)
}

/// The member that is the package.
fn find_package(archive: &Archive) -> Option<usize> {
    let mut named = None;
    if let Some(container) = archive.find("META-INF/container.xml") {
        let source = member_text(archive, container);
        tokenize(&source, MarkupKind::Xml, &mut |token, _| {
            if let Token::Open(tag) = token
                && tag.name == "rootfile"
                && let Some(path) = tag.get("full-path")
            {
                named = resolve("", path).and_then(|reference| reference.member(archive));
            }
            if named.is_some() {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        });
    }
    named.or_else(|| {
        let is_package = |name: &str| name.to_ascii_lowercase().ends_with(".opf");
        archive.names().position(is_package)
    })
}

/// The members that are encrypted, whatever they are: fonts are in many books that can be read.
fn find_encrypted(archive: &Archive) -> HashSet<usize> {
    let mut found = HashSet::new();
    let Some(list) = archive.find("META-INF/encryption.xml") else {
        return found;
    };
    tokenize(
        &member_text(archive, list),
        MarkupKind::Xml,
        &mut |token, _| {
            if let Token::Open(tag) = token
                && tag.name == "cipherreference"
                && let Some(path) = tag.get("uri")
            {
                found.extend(resolve("", path).and_then(|reference| reference.member(archive)));
            }
            ControlFlow::Continue(())
        },
    );
    found
}

/// All pages of an archive.
fn page_items(archive: &Archive) -> Vec<ManifestItem> {
    let mut names: Vec<&str> = archive
        .names()
        .filter(|name| {
            let name = name.to_ascii_lowercase();
            [".xhtml", ".html", ".htm"]
                .iter()
                .any(|ending| name.ends_with(ending))
        })
        .collect();
    names.sort_by(|a, b| natural_order::compare(a, b));
    names.truncate(MAX_CHAPTER_COUNT);
    let item = |name: &str| ManifestItem {
        path: name.to_owned(),
        member: archive.find(name),
        ..ManifestItem::default()
    };
    names.into_iter().map(item).collect()
}

/// What is read of a package until it is whole.
#[derive(Default)]
struct PackageParser {
    package: Package,
    manifest: HashMap<String, ManifestItem>,
    /// Identifiers of the chapters.
    spine_ids: Vec<String>,
    /// Those of chapters that are not read one after the other (`linear="no"`): notes, answers. They come
    /// at the end; a cover is where it is.
    non_linear_ids: Vec<String>,
    ncx_id: Option<String>,
    /// The field whose text comes.
    field: Option<&'static str>,
    /// Whether it names a translator.
    is_translator: bool,
    text: String,
}

fn parse_package(archive: &Archive, member: usize) -> Package {
    let base = archive.name(member);
    let source = member_text(archive, member);
    let mut reading = PackageParser::default();
    tokenize(&source, MarkupKind::Xml, &mut |token, _| {
        match token {
            Token::Open(tag) => reading.open_tag(tag, base, archive),
            Token::Close(name) => reading.close_tag(name),
            Token::Text(text) if reading.field.is_some() => reading.text.push_str(text),
            Token::Text(_) => {}
        }
        ControlFlow::Continue(())
    });
    let PackageParser {
        mut package,
        manifest: items,
        spine_ids: spine,
        non_linear_ids: beside,
        ncx_id: ncx,
        ..
    } = reading;
    let has =
        |item: &&ManifestItem, property: &str| item.properties.split(' ').any(|p| p == property);
    package.nav = items
        .values()
        .find(|item| has(item, "nav"))
        .and_then(|item| item.member);
    package.ncx = ncx
        .and_then(|id| items.get(&id))
        .or_else(|| {
            items
                .values()
                .find(|item| item.media_type.contains("dtbncx"))
        })
        .and_then(|item| item.member);
    package.spine = spine
        .iter()
        .chain(&beside)
        .filter_map(|id| items.get(id).cloned())
        .collect();
    package
}

impl PackageParser {
    fn open_tag(&mut self, tag: &Tag, base: &str, archive: &Archive) {
        if self.field == Some("description") && description::is_markup_element(&tag.name) {
            self.text.push_str(&format!("<{}>", tag.name));
            return;
        }
        self.field = match tag.name.as_str() {
            "title" => Some("title"),
            "creator" => Some("creator"),
            "contributor" => Some("contributor"),
            "publisher" => Some("publisher"),
            "date" => Some("date"),
            "language" => Some("language"),
            "identifier" => Some("identifier"),
            "description" => Some("description"),
            _ => None,
        };
        if self.field.is_some() {
            self.is_translator = [tag.get("opf:role"), tag.get("role")].contains(&Some("trl"));
        }
        self.text.clear();
        match tag.name.as_str() {
            "item" if self.manifest.len() < MAX_MANIFEST_ITEMS => {
                if let (Some(id), Some(href)) = (tag.get("id"), tag.get("href")) {
                    let item = parse_item(tag, href, resolve(base, href), archive);
                    self.manifest.entry(id.to_owned()).or_insert(item);
                }
            }
            "itemref" if self.spine_ids.len() + self.non_linear_ids.len() < MAX_CHAPTER_COUNT => {
                let is_beside = tag.get("linear") == Some("no") && !self.spine_ids.is_empty();
                let list = if is_beside {
                    &mut self.non_linear_ids
                } else {
                    &mut self.spine_ids
                };
                list.extend(tag.get("idref").map(str::to_owned));
            }
            "spine" => {
                self.ncx_id = tag.get("toc").map(str::to_owned);
                self.package.is_right_to_left =
                    tag.get("page-progression-direction") == Some("rtl");
            }
            _ => {}
        }
    }

    fn close_tag(&mut self, name: &str) {
        if self.field == Some("description") && description::is_markup_element(name) {
            self.text.push_str(&format!("</{name}>"));
            return;
        }
        let text = self
            .text
            .split_ascii_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        let package = &mut self.package;
        match self.field.take() {
            Some(field) if field != name || text.is_empty() => {}
            Some("title") if package.title.is_empty() => package.title = text,
            Some("creator" | "contributor") if self.is_translator => {
                package
                    .translators
                    .extend(has_room(&package.translators).then_some(text));
            }
            Some("creator") if has_room(&package.authors) => package.authors.push(text),
            Some("publisher") => {
                package.publisher.get_or_insert(text);
            }
            Some("identifier") if is_isbn(&text) => {
                package.isbn.get_or_insert(text);
            }
            Some("description") => {
                let plain = description::paragraphs(&self.text);
                package.description.get_or_insert(plain);
            }
            Some("date") => {
                package.date.get_or_insert(text);
            }
            Some("language") => {
                package.language.get_or_insert(text);
            }
            Some(_) | None => {}
        }
    }
}

fn parse_item(tag: &Tag, href: &str, reference: Option<Href>, archive: &Archive) -> ManifestItem {
    let kind = tag.get("media-type").unwrap_or_default();
    let properties = tag.get("properties").unwrap_or_default();
    ManifestItem {
        member: reference
            .as_ref()
            .and_then(|reference| reference.member(archive)),
        path: reference.map_or_else(|| href.to_owned(), |reference| reference.path),
        is_image: kind.starts_with("image/") && !kind.contains("svg"),
        properties: properties.to_owned(),
        media_type: kind.to_owned(),
    }
}
