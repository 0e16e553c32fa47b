//! Archives made by hand: a zip whose members are stored as they are.

/// A zip of members: names and bytes.
pub fn zip(members: &[(&str, &str)]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, text) in members {
        let at = out.len() as u32;
        let mut common = vec![20, 0, 0, 8, 0, 0, 0, 0, 0, 0];
        common.extend(rawzip::crc32(text.as_bytes()).to_le_bytes());
        common.extend((text.len() as u32).to_le_bytes());
        common.extend((text.len() as u32).to_le_bytes());
        common.extend((name.len() as u16).to_le_bytes());
        common.extend([0, 0]);
        out.extend(b"PK\x03\x04");
        out.extend(&common);
        out.extend(name.as_bytes());
        out.extend(text.as_bytes());
        directory.extend(b"PK\x01\x02\x14\0");
        directory.extend(&common);
        directory.extend([0; 10]);
        directory.extend(at.to_le_bytes());
        directory.extend(name.as_bytes());
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
    zip(&members)
}
