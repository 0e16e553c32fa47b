use super::*;
use crate::session::fingerprint::Fingerprint;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Folder of one test, removed at the end.
struct TestFolder(PathBuf);

impl TestFolder {
    fn new() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("tongdu-notes-{}-{number}", std::process::id());
        let path = std::env::temp_dir().join(name);
        fs::create_dir_all(&path).expect("the folder of tests is writable");
        Self(path)
    }

    fn file(&self) -> NoteFile {
        NoteFile::new(self.0.join("notes").join("a.jsonl"))
    }
}

impl Drop for TestFolder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn note(number: usize) -> UserMark {
    UserMark {
        id: format!("id-{number}"),
        at: "2026-11-28T09:14:07Z".to_owned(),
        kind: MarkKind::Note,
        look: 3,
        exact: "统筹\"城乡\"发展\n二".to_owned(),
        note: format!("第 {number} 条"),
        ..UserMark::default()
    }
}

fn read(file: &NoteFile) -> NoteLog {
    file.read().expect("it can be read")
}

#[test]
fn what_is_appended_is_read_changed_and_removed() {
    let folder = TestFolder::new();
    let file = folder.file();
    assert_eq!(read(&file), NoteLog::default());
    let mut first = note(1);
    let saved = file.append(&[first.add_line(), note(2).add_line()]);
    assert!(saved.is_ok());
    assert_eq!(read(&file).marks, [first.clone(), note(2)]);
    first.note = String::new();
    let lines = [first.change_line(&["note"]), note(2).remove_line()];
    assert!(file.append(&lines).is_ok());
    assert_eq!(read(&file).marks, [first.clone()]);
    // What was removed can be added again, at its old place.
    assert!(file.append(&[note(2).add_line()]).is_ok());
    assert_eq!(read(&file).marks, [first, note(2)]);
}

#[test]
fn a_removed_note_comes_back_only_by_the_reader_and_with_its_words() {
    let folder = TestFolder::new();
    let file = folder.file();
    let lines = [note(1).add_line(), note(1).remove_line()];
    assert!(file.append(&lines).is_ok());
    // Another program that had read it notes where it moved to.
    assert!(file.append(&[note(1).change_line(&["exact"])]).is_ok());
    assert_eq!(read(&file).marks, []);
    let mut edited = note(1);
    edited.note = "新的话".to_owned();
    assert!(file.append(&[edited.change_line(&["note"])]).is_ok());
    let marks = read(&file).marks;
    let words: Vec<_> = marks
        .iter()
        .map(|mark| (&*mark.exact, &*mark.note))
        .collect();
    assert_eq!(words, [(&*edited.exact, "新的话")]);
}

#[test]
fn a_line_cut_at_any_byte_loses_itself_alone() {
    let folder = TestFolder::new();
    let file = folder.file();
    assert!(file.append(&[note(1).add_line()]).is_ok());
    let first = fs::read(file.path()).expect("it is there");
    let line = note(2).add_line() + "\n";
    for cut in 0..=line.len() {
        let mut bytes = first.clone();
        bytes.extend_from_slice(line.as_bytes().get(..cut).unwrap_or_default());
        fs::write(file.path(), &bytes).expect("it is writable");
        assert!(file.append(&[note(3).add_line()]).is_ok());
        let log = read(&file);
        let ids: Vec<&str> = log.marks.iter().map(|mark| mark.id.as_str()).collect();
        let is_whole = cut + 1 >= line.len();
        let want: &[&str] = if is_whole {
            &["id-1", "id-2", "id-3"]
        } else {
            &["id-1", "id-3"]
        };
        assert_eq!(ids, want, "cut at {cut}");
        assert_eq!(log.damaged_lines.len(), usize::from(cut > 0 && !is_whole));
    }
}

#[test]
fn damaged_lines_and_later_versions_stay_in_the_file() {
    let folder = TestFolder::new();
    let file = folder.file();
    assert!(file.append(&[note(1).add_line()]).is_ok());
    let mut bytes = fs::read(file.path()).expect("it is there");
    let foreign = "{\"v\":9,\"id\":\"far\",\"do\":\"add\",\"kind\":\"note\",\"note\":\"后来\",\"shape\":[1]}\n";
    let own =
        "{\"v\":1,\"id\":\"odd\",\"do\":\"add\",\"kind\":\"note\",\"note\":\"好\",\"shape\":7}\n";
    bytes.extend_from_slice(b"\0\0\0\nno json\n");
    bytes.extend_from_slice(foreign.as_bytes());
    bytes.extend_from_slice(own.as_bytes());
    fs::write(file.path(), &bytes).expect("it is writable");
    // Enough dead lines for a compaction.
    let mut mark = note(2);
    assert!(file.append(&[mark.add_line()]).is_ok());
    for round in 0..12 {
        mark.note = round.to_string();
        let lines = vec![mark.change_line(&["note"]); 100];
        assert!(file.append(&lines).is_ok());
    }
    let text = fs::read_to_string(file.path()).expect("it is UTF-8");
    assert!(text.lines().count() < 600, "it was compacted");
    for kept in ["no json", "\"shape\":[1]", "\"shape\":7"] {
        assert!(text.contains(kept), "{kept}");
    }
    let log = read(&file);
    let notes: Vec<&str> = log.marks.iter().map(|mark| mark.note.as_str()).collect();
    assert!(notes.contains(&"后来") && notes.contains(&"11") && notes.contains(&"好"));
}

#[test]
fn two_writers_keep_the_lines_of_both() {
    let folder = TestFolder::new();
    let file = folder.file();
    std::thread::scope(|scope| {
        for writer in 0..2 {
            let file = file.clone();
            scope.spawn(move || {
                for number in 0..100 {
                    let saved = file.append(&[note(writer * 100 + number).add_line()]);
                    assert!(saved.is_ok());
                }
            });
        }
    });
    let log = read(&file);
    assert_eq!((log.marks.len(), log.damaged_lines.len()), (200, 0));
}

#[test]
fn a_folder_that_cannot_be_written_is_an_error() {
    let folder = TestFolder::new();
    let blocked = folder.0.join("blocked");
    fs::write(&blocked, "a file").expect("it is writable");
    let file = NoteFile::new(blocked.join("a.jsonl"));
    assert!(file.append(&[note(1).add_line()]).is_err());
}

#[test]
fn notes_are_found_by_content_and_by_path() {
    let folder = TestFolder::new();
    let notes = NoteFolder::new(folder.0.join("n"));
    let print = |path, head: &str| Fingerprint::new(path, head.as_bytes().to_vec());
    let own = notes.file_of(&print(1, "甲"));
    assert!(own.append(&[note(1).add_line()]).is_ok());
    for (found, other) in [
        (true, print(2, "甲")),
        (true, print(1, "乙")),
        (false, print(2, "乙")),
        (false, print(2, "")),
    ] {
        assert_eq!(notes.file_of(&other) == own, found);
    }
    assert_eq!(notes.files(), [own]);
}

#[test]
fn notes_follow_a_text_that_is_moved_and_then_edited() {
    let folder = TestFolder::new();
    let notes = NoteFolder::new(folder.0.join("n"));
    let print = |path, head: &str| Fingerprint::new(path, head.as_bytes().to_vec());
    let own = notes.file_of(&print(1, "甲"));
    notes.listed().remember_place(&print(2, "甲"), &own);
    assert!(!folder.0.join("n").exists(), "nothing without notes");
    assert!(own.append(&[note(1).add_line()]).is_ok());
    notes.listed().remember_place(&print(1, "甲"), &own);
    assert_ne!(notes.file_of(&print(2, "乙")), own);
    for place in [2, 3] {
        notes.listed().remember_place(&print(place, "甲"), &own);
        notes.listed().remember_place(&print(place, "甲"), &own);
        assert_eq!(notes.file_of(&print(place, "乙")), own);
    }
    let list = fs::read_to_string(folder.0.join("n/moved.txt")).expect("it is there");
    assert_eq!(list.lines().count(), 2, "each place once");
    // Another text that comes to a place has its own notes.
    let other = notes.file_of(&print(4, "丙"));
    assert!(other.append(&[note(2).add_line()]).is_ok());
    notes.listed().remember_place(&print(2, "丙"), &other);
    assert_eq!(notes.file_of(&print(2, "乙")), other);
    assert_eq!(notes.file_of(&print(3, "乙")), own);
    assert_eq!(notes.files().len(), 2);
}

#[test]
#[ignore = "kills a thousand processes; run with --ignored"]
fn what_was_confirmed_survives_a_kill() {
    if let Ok(path) = std::env::var("TONGDU_TEST_NOTES") {
        // The child: adds notes and confirms each in a second file, until it is killed.
        let file = NoteFile::new(PathBuf::from(&path));
        let confirmed = Path::new(&path).with_extension("confirmed");
        for number in 0.. {
            let mark = UserMark {
                id: format!("{}-{number}", std::process::id()),
                ..note(number)
            };
            assert!(file.append(&[mark.add_line()]).is_ok());
            let mut list = fs::OpenOptions::new()
                .append(true)
                .create(true)
                .open(&confirmed)
                .expect("it is writable");
            // In one write: a line that a kill cuts would run on with that of the next child.
            let _ = list.write_all(format!("{}\n", mark.id).as_bytes());
        }
    }
    let folder = TestFolder::new();
    let file = folder.0.join("a.jsonl");
    let own = std::env::current_exe().expect("the test runs");
    for round in 0..1_000_u64 {
        let mut child = std::process::Command::new(&own)
            .args([
                "--ignored",
                "--exact",
                "session::notes::tests::what_was_confirmed_survives_a_kill",
            ])
            .env("TONGDU_TEST_NOTES", &file)
            .stdout(std::process::Stdio::null())
            .spawn()
            .expect("it starts");
        std::thread::sleep(std::time::Duration::from_millis(5 + round * 7 % 40));
        let _ = child.kill();
        let _ = child.wait();
    }
    let ids: std::collections::HashSet<String> = read(&NoteFile::new(file.clone()))
        .marks
        .into_iter()
        .map(|mark| mark.id)
        .collect();
    let confirmed = fs::read_to_string(file.with_extension("confirmed")).unwrap_or_default();
    let whole = confirmed.rsplit_once('\n').map_or("", |(whole, _)| whole);
    let lost: Vec<&str> = whole.lines().filter(|id| !ids.contains(*id)).collect();
    assert_eq!(lost, [] as [&str; 0], "of {}", ids.len());
}

#[test]
fn a_mark_that_a_later_version_changed_keeps_its_lines_and_damaged_bytes_stay() {
    let folder = TestFolder::new();
    let file = NoteFile::new(folder.0.join("a.jsonl"));
    let mut bytes = Vec::new();
    let kept = note(0);
    let mut push = |line: &[u8]| {
        bytes.extend_from_slice(line);
        bytes.push(b'\n');
    };
    push(kept.add_line().as_bytes());
    push(b"{\"torn\": \xFF\xFE");
    for number in 1..1_200 {
        let mark = note(number);
        push(mark.add_line().as_bytes());
        push(mark.remove_line().as_bytes());
    }
    fs::write(file.path(), &bytes).expect("it is writable");
    assert!(file.append(&[note(5_000).add_line()]).is_ok());
    let compacted = fs::read(file.path()).expect("it is there");
    assert!(compacted.len() < bytes.len() / 10, "it was compacted");
    assert!(memchr::memmem::find(&compacted, b"{\"torn\": \xFF\xFE\n").is_some());
    assert_eq!(read(&file).marks.len(), 2);

    let later = format!(
        "{{\"v\":2,\"id\":\"{}\",\"do\":\"change\",\"note\":\"later\"}}\n",
        kept.id
    );
    bytes.extend_from_slice(later.as_bytes());
    fs::write(file.path(), &bytes).expect("it is writable");
    assert!(file.append(&[note(5_000).add_line()]).is_ok());
    let after = fs::read(file.path()).expect("it is there");
    let first = kept.add_line();
    let text = String::from_utf8_lossy(&after);
    assert!(
        text.contains(&first) && text.contains(later.trim_end()),
        "both lines stay"
    );
    let own = read(&file)
        .marks
        .into_iter()
        .find(|mark| mark.id == kept.id);
    assert_eq!(
        own.map(|mark| (mark.exact, mark.note)),
        Some((kept.exact, "later".to_owned()))
    );
}
