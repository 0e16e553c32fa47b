//! Bounds: what takes long for the bytes that it has is passed over in time.

use crate::support::home::Home;
use crate::support::reading::{TestFolder, tongdu};
use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::time::{Duration, Instant};

/// Time within which each of these ends, also in a busy test run.
const MAX_TIME: Duration = Duration::from_secs(20);
/// Length of a sparse file: a terabyte.
const SPARSE_BYTES: u64 = 1 << 40;

fn run(home: &Home, arguments: &[&str]) -> String {
    let mut command = tongdu(arguments);
    home.set_environment(&mut command);
    let start = Instant::now();
    let output = command.output().expect("the program runs");
    assert!(start.elapsed() < MAX_TIME, "{arguments:?}");
    String::from_utf8(output.stdout).expect("the output is UTF-8")
}

#[test]
fn the_outline_of_a_sparse_terabyte_has_what_is_behind_its_hole() {
    let desk = TestFolder::new();
    let home = Home::new();
    let path = desk.put("大.txt", "山路上有桥。\n");
    let Ok(mut file) = OpenOptions::new().append(true).open(&path) else {
        panic!("the file was just written")
    };
    // Some file systems have no files of this length.
    if file.set_len(SPARSE_BYTES).is_err() {
        return;
    }
    let chapters =
        ["一", "二", "三"].map(|number| format!("\n第{number}章　桥\n\n山路上有桥，桥下有水。\n"));
    file.write_all(chapters.concat().as_bytes()).unwrap();
    let titles = run(&home, &["toc", &path]);
    let titles = titles.lines().filter_map(|line| line.split('\t').nth(1));
    assert_eq!(
        titles.collect::<Vec<_>>(),
        ["第一章　桥", "第二章　桥", "第三章　桥"]
    );
    fs::remove_file(&path).unwrap();
}

#[test]
fn line_ends_without_number_are_passed_over() {
    let desk = TestFolder::new();
    let home = Home::new();
    let chapter = |number: &str| format!("第{number}章　桥\n\n山路上有桥，桥下有水。\n\n");
    let text = chapter("一") + &"\n".repeat(20 << 20) + &chapter("二") + &chapter("三");
    let path = desk.put("空.txt", &text);
    let titles = run(&home, &["toc", &path]);
    assert_eq!(titles.lines().count(), 3, "{titles}");
    let place = text.find("第二章").map(|at| at.to_string());
    assert_eq!(
        titles
            .lines()
            .nth(1)
            .and_then(|line| line.split('\t').nth(2)),
        place.as_deref()
    );
}
