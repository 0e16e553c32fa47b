//! Dictionaries: words found, damage, synonyms and parts of packed texts.

use super::*;
use std::fs;
use std::io::Write as _;

/// Writes a dictionary; returns its folder.
fn write(name: &str, entries: &[(&str, &[u8])], types: &str, is_packed: bool) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("tongdu-{name}-{}", std::process::id()));
    fs::create_dir_all(folder.join("词典")).unwrap();
    let (mut index, mut text) = (Vec::new(), Vec::new());
    for (word, article) in entries {
        index.extend(word.as_bytes());
        index.push(0);
        index.extend((text.len() as u32).to_be_bytes());
        index.extend((article.len() as u32).to_be_bytes());
        text.extend(*article);
    }
    let path = |extension: &str| folder.join("词典").join(format!("a.{extension}"));
    let info = format!("StarDict's dict ifo file\nbookname=试\nsametypesequence={types}\n");
    fs::write(path("ifo"), info).unwrap();
    fs::write(path("idx"), index).unwrap();
    if is_packed {
        let file = File::create(path("dict.dz")).unwrap();
        let mut packed = flate2::write::GzEncoder::new(file, flate2::Compression::default());
        packed.write_all(&text).unwrap();
        packed.finish().unwrap();
    } else {
        fs::write(path("dict"), text).unwrap();
    }
    folder
}

fn articles(folder: &Path, words: &[&str]) -> Vec<(usize, String)> {
    let found = dictionaries(&[folder.to_owned()]);
    let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
    let found = found
        .iter()
        .filter_map(|dict| dict.look_up(&words, &|| true).ok());
    let found = found.flatten().map(|article| (article.word, article.text));
    found.collect()
}

#[test]
fn words_are_found_in_plain_and_packed_dictionaries() {
    for is_packed in [false, true] {
        let entries: [(&str, &[u8]); 3] = [
            ("山", b"mountain"),
            ("山路", "山间的路".as_bytes()),
            ("Ocean", b"sea"),
        ];
        let folder = write("plain", &entries, "m", is_packed);
        assert_eq!(
            articles(&folder, &["山路", "ocean", "没有"]),
            [(0, "山间的路".to_owned()), (1, "sea".to_owned())]
        );
        fs::remove_dir_all(folder).unwrap();
    }
}

#[test]
fn mark_up_goes_and_damage_ends_nothing() {
    let entries: [(&str, &[u8]); 3] = [
        ("一", b"h<b>one</b><br/>&lt;1&gt;\0Wxxxx"),
        ("二", b"mtwo\0myi"),
        ("三", b""),
    ];
    let folder = write("marked", &entries, "", false);
    assert_eq!(
        articles(&folder, &["一", "二", "三"]),
        [(0, "one\n<1>".to_owned()), (1, "two\nyi".to_owned())]
    );
    let path = folder.join("词典/a.idx");
    let index = fs::read(&path).unwrap();
    for len in 0..index.len() {
        fs::write(&path, &index[..len]).unwrap();
        assert!(articles(&folder, &["一", "二"]).len() <= 2);
    }
    let bad = b"\xE4\xB8\x80\0\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF";
    fs::write(&path, bad).unwrap();
    assert_eq!(articles(&folder, &["一"]), []);
    // The good article of the word remains, and no more than a number of them.
    fs::write(&path, [&bad[..], &index].concat()).unwrap();
    assert_eq!(articles(&folder, &["一"]).len(), 1);
    fs::write(&path, index.repeat(MAX_ARTICLE_COUNT * 2)).unwrap();
    assert_eq!(articles(&folder, &["一"]).len(), MAX_ARTICLE_COUNT);
    fs::remove_dir_all(folder).unwrap();
}

/// Packs a text in chunks of `chunk_len` bytes, each of which can be unpacked alone, with their table.
fn dictzip(text: &[u8], chunk_len: usize) -> Vec<u8> {
    let mut packer = flate2::Compress::new(flate2::Compression::default(), false);
    let (mut data, mut lens) = (Vec::new(), Vec::new());
    for chunk in text.chunks(chunk_len) {
        let mut packed = Vec::with_capacity(chunk.len() * 2 + 64);
        packer
            .compress_vec(chunk, &mut packed, flate2::FlushCompress::Full)
            .unwrap();
        lens.push(packed.len() as u16);
        data.extend(packed);
    }
    let mut field = Vec::new();
    for number in [1, chunk_len as u16, lens.len() as u16] {
        field.extend(number.to_le_bytes());
    }
    field.extend(lens.iter().flat_map(|len| len.to_le_bytes()));
    let mut file = vec![0x1F, 0x8B, 8, 4 | 8, 0, 0, 0, 0, 0, 3];
    // Another field stands before the table.
    let other = [b'x', b'y', 3, 0, 1, 2, 3];
    let extra_len = (field.len() + 4 + other.len()) as u16;
    file.extend(extra_len.to_le_bytes());
    file.extend(other);
    file.extend(*b"RA");
    file.extend((field.len() as u16).to_le_bytes());
    file.extend(field);
    file.extend(*b"a.dict\0");
    file.extend(&data);
    // An empty last block, then checksum and length.
    file.extend([3, 0]);
    file.extend([0; 8]);
    file
}

/// Returns the start of the packed data of [`dictzip`].
fn data_start(file: &[u8]) -> usize {
    let name = b"a.dict\0";
    let at = file.windows(name.len()).position(|bytes| bytes == name);
    at.unwrap() + name.len()
}

#[test]
fn only_the_chunks_of_an_article_are_unpacked() {
    let articles_of: Vec<String> = (0..200)
        .map(|n| format!("释义{n}；").repeat(n % 7 + 1))
        .collect();
    let words: Vec<String> = (0..200).map(|n| format!("词{n}")).collect();
    let entries: Vec<(&str, &[u8])> = words
        .iter()
        .zip(&articles_of)
        .map(|(word, text)| (word.as_str(), text.as_bytes()))
        .collect();
    let folder = write("chunks", &entries, "m", false);
    let plain = folder.join("词典/a.dict");
    let text = fs::read(&plain).unwrap();
    fs::remove_file(&plain).unwrap();
    let path = folder.join("词典/a.dict.dz");
    for chunk_len in [100, 777, 65_535] {
        let packed = dictzip(&text, chunk_len);
        fs::write(&path, &packed).unwrap();
        for (number, word) in words.iter().enumerate() {
            assert_eq!(
                articles(&folder, &[word]),
                [(0, articles_of[number].clone())],
                "{chunk_len} {word}"
            );
        }
    }
    // The beginning is damaged: articles further down are whole, and the damaged one is left out.
    let mut packed = dictzip(&text, 100);
    let start = data_start(&packed);
    packed[start..start + 40].fill(0xFF);
    fs::write(&path, &packed).unwrap();
    assert_eq!(articles(&folder, &["词0"]), []);
    assert_eq!(
        articles(&folder, &["词150"]),
        [(0, articles_of[150].clone())]
    );
    // A table or a text that is cut off ends nothing.
    for len in (0..packed.len()).step_by(13) {
        fs::write(&path, &packed[..len]).unwrap();
        assert!(articles(&folder, &["词150"]).len() <= 1);
    }
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn synonyms_lead_to_the_article_of_their_word() {
    let entries: [(&str, &[u8]); 3] = [("山", b"mountain"), ("山路", b"path"), ("海", b"sea")];
    let folder = write("synonyms", &entries, "m", false);
    let mut synonyms = Vec::new();
    for (word, entry) in [("大海", 2u32), ("山徑", 1), ("没有", 9), ("海洋", 2)] {
        synonyms.extend(word.as_bytes());
        synonyms.push(0);
        synonyms.extend(entry.to_be_bytes());
    }
    let path = folder.join("词典/a.syn");
    fs::write(&path, &synonyms).unwrap();
    assert_eq!(
        articles(&folder, &["山徑", "海", "海洋", "没有"]),
        [(0, "path".to_owned()), (1, "sea".to_owned())]
    );
    assert_eq!(articles(&folder, &["海洋"]), [(0, "sea".to_owned())]);
    for len in 0..synonyms.len() {
        fs::write(&path, &synonyms[..len]).unwrap();
        assert_eq!(articles(&folder, &["海"]), [(0, "sea".to_owned())]);
    }
    fs::remove_dir_all(folder).unwrap();
}
