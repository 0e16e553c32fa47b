//! Archives for tests: members stored as they are.

/// A zip of members; names are bytes, as an archive has them.
pub fn zip(members: &[(&[u8], &[u8])]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, bytes) in members {
        let at = out.len() as u32;
        let mut common = vec![20, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        common.extend(rawzip::crc32(bytes).to_le_bytes());
        common.extend((bytes.len() as u32).to_le_bytes());
        common.extend((bytes.len() as u32).to_le_bytes());
        common.extend((name.len() as u16).to_le_bytes());
        common.extend([0, 0]);
        out.extend(b"PK\x03\x04");
        out.extend(&common);
        out.extend(*name);
        out.extend(*bytes);
        directory.extend(b"PK\x01\x02\x14\0");
        directory.extend(&common);
        directory.extend([0; 10]);
        directory.extend(at.to_le_bytes());
        directory.extend(*name);
    }
    let at = out.len() as u32;
    let count = (members.len() as u16).to_le_bytes();
    out.extend(&directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend(count);
    out.extend(count);
    out.extend((directory.len() as u32).to_le_bytes());
    out.extend(at.to_le_bytes());
    out.extend([0, 0]);
    out
}

/// A book: what its metadata says, and its chapters in their order.
pub fn book(metadata: &str, spine: &str, chapters: &[(&str, &str)]) -> Vec<u8> {
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
    let mut members = vec![
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", container),
        ("book.opf", &package),
    ];
    members.extend(chapters);
    let members: Vec<(&[u8], &[u8])> = members
        .iter()
        .map(|(name, text)| (name.as_bytes(), text.as_bytes()))
        .collect();
    zip(&members)
}
