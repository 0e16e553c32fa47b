//! Archives for tests: zips of stored members, and books.

#[path = "zip_builder.rs"]
mod zip_builder;

use zip_builder::{MemberFixture, zip_of};

/// Builds a zip of members. Names are bytes, as in an archive.
pub fn zip(members: &[(&[u8], &[u8])]) -> Vec<u8> {
    let members: Vec<MemberFixture<'_>> = members
        .iter()
        .map(|(name, bytes)| MemberFixture {
            method: 0,
            ..MemberFixture::new(name, bytes)
        })
        .collect();
    zip_of(&members)
}

/// Builds a zip of compressed members.
pub fn packed_zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    zip_builder::zip(members)
}

/// Builds a book from its metadata and its chapters in order.
pub fn book<T: AsRef<[u8]>>(metadata: &str, spine: &str, chapters: &[(&str, T)]) -> Vec<u8> {
    let (mut items, mut refs) = (String::new(), String::new());
    for (i, (name, _)) in chapters.iter().enumerate() {
        items += &format!("<item id='c{i}' href='{name}' media-type='application/xhtml+xml'/>");
        refs += &format!("<itemref idref='c{i}'/>");
    }
    let package = format!(
        "<package version='3.0'><metadata xmlns:dc='http://purl.org/dc/elements/1.1/'>{metadata}\
         </metadata><manifest>{items}</manifest><spine {spine}>{refs}</spine></package>"
    );
    let container =
        "<container><rootfiles><rootfile full-path='book.opf'/></rootfiles></container>";
    let mut members: Vec<(&[u8], &[u8])> = vec![
        (b"mimetype", b"application/epub+zip"),
        (b"META-INF/container.xml", container.as_bytes()),
        (b"book.opf", package.as_bytes()),
    ];
    members.extend(
        chapters
            .iter()
            .map(|(name, text)| (name.as_bytes(), text.as_ref())),
    );
    zip(&members)
}
