use super::*;
use crate::doc::Place;

/// Folder for records, removed at the end.
struct RecordsFolder(PathBuf);

impl RecordsFolder {
    fn new(name: &str) -> Self {
        let name = format!("tongdu-records-{name}-{}", std::process::id());
        Self(std::env::temp_dir().join(name))
    }
}

impl Drop for RecordsFolder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Returns the fingerprint of a document at a path with the first bytes `head`.
fn fingerprint(place: u64, head: &str) -> Fingerprint {
    Fingerprint::new(place, head.as_bytes().to_vec())
}

fn record_at(block: u64) -> Record {
    let pos = Pos::new(2, block).at(3);
    Record {
        left: Some(1640),
        at_end: false,
        files: BTreeMap::new(),
        files_read: vec!["/书/甲.txt".to_owned()],
        file: "/书/《梦》 \"a\\b\".txt".to_owned(),
        author: "作者".to_owned(),
        section: "一".to_owned(),
        head_len: 3,
        title: "第一行\n第二行\u{1b}[31m".to_owned(),
        encoding: Some("Big5-HKSCS".to_owned()),
        marked_words: vec!["variants\tliteral\t统筹".to_owned()],
        encodings: [("甲/1.txt".to_owned(), "GB18030".to_owned())].into(),
        place: Place::new(pos, Fraction::from_percent(12.5), "  他说：“好。”").into(),
        jumps: vec![
            Place::new(pos, Fraction::from_percent(2.5), "楔子").into(),
            SavedPlace::default(),
        ],
        corrections: vec![
            SavedCorrection {
                kind: CorrectionKind::Add,
                targets: vec![CorrectionTarget {
                    title: "楔子".to_owned(),
                    extent: 6,
                    place: Place::new(pos, Fraction::default(), "楔子").into(),
                }],
            },
            SavedCorrection {
                kind: CorrectionKind::Promote,
                targets: vec![CorrectionTarget::default()],
            },
        ],
    }
}

#[test]
fn what_is_written_down_is_read_again() {
    let folder = RecordsFolder::new("again");
    let records = Records::new(folder.0.join("deeper"));
    assert_eq!(records.load(&fingerprint(1, "abc")), Ok(None));
    for record in [record_at(7), Record::default()] {
        records.save(&fingerprint(1, "abc"), &record).unwrap();
        let found = records.load(&fingerprint(1, "abc")).unwrap().unwrap();
        assert_eq!(
            (&found.record, found.matched_by),
            (&record, RecordMatch::Content)
        );
    }
    let place = Place::from(record_at(7).place);
    assert_eq!(place.pos, Pos::new(2, 7).at(3));
    assert_eq!(place.quote, "他说：“好。”");
}

#[test]
fn a_text_is_known_where_it_was_and_by_how_it_begins() {
    let folder = RecordsFolder::new("known");
    let records = Records::new(folder.0.clone());
    records.save(&fingerprint(1, "abc"), &record_at(7)).unwrap();
    for (print, want) in [
        (fingerprint(1, "xyz"), Some(RecordMatch::Path)),
        // Appended to, or moved.
        (fingerprint(1, "abcdef"), Some(RecordMatch::Content)),
        (fingerprint(9, "abc"), Some(RecordMatch::Content)),
        (fingerprint(9, "xyz"), None),
        // A folder and an empty file have no identity by content.
        (fingerprint(9, ""), None),
        (fingerprint(1, ""), Some(RecordMatch::Path)),
    ] {
        let known = records.load(&print).unwrap().map(|found| found.matched_by);
        assert_eq!(known, want, "{print:?}");
    }
}

#[test]
fn a_text_that_begins_like_another_that_is_still_there_is_not_that() {
    let folder = RecordsFolder::new("alike");
    let records = Records::new(folder.0.clone());
    let there = Record {
        file: std::env::temp_dir().display().to_string(),
        ..record_at(7)
    };
    records.save(&fingerprint(1, "abc"), &there).unwrap();
    assert_eq!(records.load(&fingerprint(2, "abc")), Ok(None));
}

#[test]
fn a_text_moved_over_another_is_known_by_how_it_begins() {
    let folder = RecordsFolder::new("over");
    let records = Records::new(folder.0.clone());
    records.save(&fingerprint(1, "abc"), &record_at(7)).unwrap();
    records.save(&fingerprint(2, "xyz"), &record_at(8)).unwrap();
    let found = records.load(&fingerprint(1, "xyz")).unwrap().unwrap();
    assert_eq!(
        (found.record, found.matched_by),
        (record_at(8), RecordMatch::Content)
    );
}

#[test]
fn a_text_that_was_edited_leaves_one_record() {
    let folder = RecordsFolder::new("edited");
    let records = Records::new(folder.0.clone());
    for (place, head) in [(1, "abc"), (4, "abc"), (1, "xyz")] {
        records
            .save(&fingerprint(place, head), &record_at(7))
            .unwrap();
    }
    let mut names = records.names();
    names.sort();
    let mut want = [
        file_name(&fingerprint(4, "abc")),
        file_name(&fingerprint(1, "xyz")),
    ];
    want.sort();
    assert_eq!(names, want);
}

#[test]
fn a_record_that_cannot_be_understood_is_told_of_and_put_aside() {
    let folder = RecordsFolder::new("broken");
    let records = Records::new(folder.0.clone());
    records.save(&fingerprint(1, "abc"), &record_at(7)).unwrap();
    let path = records.folder.join(file_name(&fingerprint(1, "abc")));
    for text in [&b"place = 3"[..], b"= [", b"\xff\xfe"] {
        std::fs::write(&path, text).unwrap();
        let told = records.load(&fingerprint(1, "abc")).unwrap_err();
        let aside = told.aside.to_string_lossy();
        assert!(aside.ends_with("0000000000000001.bad"), "{told:?}");
        let cause = format!("{:?}", told.cause);
        assert!(!cause.contains("\\n"), "{told:?}");
        assert_eq!(std::fs::read(path.with_extension("bad")).unwrap(), text);
        assert_eq!(records.load(&fingerprint(1, "abc")), Ok(None));
    }
}

#[test]
fn what_cannot_be_written_is_an_error_with_its_path() {
    let folder = RecordsFolder::new("file");
    std::fs::write(&folder.0, "no folder").unwrap();
    let told = Records::new(folder.0.clone()).save(&fingerprint(1, "abc"), &record_at(7));
    std::fs::remove_file(&folder.0).unwrap();
    assert!(matches!(told, Err(Error::Write { path, .. }) if path.starts_with(&folder.0)));
}

#[test]
fn listing_the_records_removes_what_a_killed_program_left() {
    let folder = RecordsFolder::new("left");
    std::fs::create_dir_all(&folder.0).unwrap();
    let now = std::time::SystemTime::now();
    for (name, hours) in [(".a.toml.12.tmp", 2), (".b.toml.34.tmp", 0)] {
        let file = std::fs::File::create(folder.0.join(name)).unwrap();
        let then = now - std::time::Duration::from_secs(hours * 3600);
        file.set_modified(then).unwrap();
    }
    assert!(Records::new(folder.0.clone()).recent_names(now).is_empty());
    let entries = std::fs::read_dir(&folder.0).unwrap();
    let names: Vec<_> = entries.map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, [".b.toml.34.tmp"]);
}
