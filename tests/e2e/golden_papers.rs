//! Golden screens with their colours: note, title page, commands, shelf, list of notes and selection, in Chinese and in
//! Japanese, on a dark, a light and an unknown paper. Below the screen each paper has a legend of its styles, one letter
//! each, and a map of the cells; the map is left out where it is that of the paper before.

#![allow(clippy::unwrap_used, reason = "a test may fail here")]

use crate::golden::keep;
use crate::support::emulator::{Ambiguous, EmulatorState, ReplyPolicy, TerminalKind};
use crate::support::home::Home;
use crate::support::pty::Terminal;
use crate::support::reading::{press, sample, tongdu};
use crate::support::screen::{Colour, Screen, Style};
use std::fmt::Write as _;
use std::fs::{self, File};
use std::time::{Duration, SystemTime};

/// Papers by the value of `background`; the last terminal says nothing.
const PAPERS: [&str; 3] = ["dark", "light", "unknown"];
/// Time of all records: 4 February 2001, shown as a date at any time of the test.
const READ_AT_SECONDS: u64 = 981_288_000;

/// A screen of the program with a home of its own.
#[derive(Clone, Copy)]
struct Scene {
    name: &'static str,
    lang: &'static str,
    file: &'static str,
    size: (u16, u16),
    keys: &'static str,
    ambiguous: Ambiguous,
}

const fn scene(
    name: &'static str,
    lang: &'static str,
    size: (u16, u16),
    keys: &'static str,
) -> Scene {
    Scene {
        name,
        lang,
        file: if lang.len() == 2 && lang.as_bytes()[0] == b'j' {
            "essay-ja.md"
        } else {
            "essay-zh.md"
        },
        size,
        keys,
        ambiguous: Ambiguous::Narrow,
    }
}

/// The same scene on a terminal that draws ambiguous characters in two cells.
const fn wide(scene: Scene) -> Scene {
    Scene {
        ambiguous: Ambiguous::Wide,
        ..scene
    }
}

/// A scene of the shelf, which opens without a file.
const fn shelf(
    name: &'static str,
    lang: &'static str,
    size: (u16, u16),
    keys: &'static str,
) -> Scene {
    Scene {
        file: "",
        ..scene(name, lang, size, keys)
    }
}

/// Writes the records of texts that were read.
fn fill_shelf(home: &Home) {
    let folder = home.path().join("state/tongdu/records");
    fs::create_dir_all(&folder).unwrap();
    let texts = [
        ("水浒传", "施耐庵", "第三回 史大郎夜走华阴县", 27.0),
        ("こころ", "夏目漱石", "上 先生と私 十二", 9.0),
        ("2003年政府工作报告", "", "二、对今年政府工作的建议", 74.5),
        ("渡口的账本", "通读", "一、早上的人", 0.0),
    ];
    for (number, (title, author, section, percent)) in texts.into_iter().enumerate() {
        // The current folder of the program is that of the samples.
        let file = "essay-zh.md";
        let text = format!(
            "file = {file:?}\ntitle = {title:?}\nauthor = {author:?}\nsection = {section:?}\nhead = {number}\n\n\
             [place]\npercent = {percent:?}\n"
        );
        let path = folder.join(format!("{number:016x}-{number:016x}.toml"));
        fs::write(&path, text).unwrap();
        let seconds = READ_AT_SECONDS - 86_400 * number as u64;
        let time = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
        File::open(&path).unwrap().set_modified(time).unwrap();
    }
}

/// Gives all notes the time of the records.
fn date_notes(home: &Home) {
    for file in fs::read_dir(home.path().join("data/tongdu/notes")).unwrap() {
        let path = file.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        let mut dated = String::new();
        for line in text.lines() {
            let (before, time) = line.split_once("\"at\":\"").unwrap();
            let (_, after) = time.split_once('"').unwrap();
            writeln!(dated, "{before}\"at\":\"2001-02-04T12:00:00Z\"{after}").unwrap();
        }
        fs::write(&path, dated).unwrap();
    }
}

/// Returns a terminal with the scene on a paper: the program has taken the keys. In a scene with marks it is started
/// again, for their list.
fn run(scene: &Scene, paper: &str) -> Terminal {
    let home = Home::new();
    if scene.file.is_empty() {
        fill_shelf(&home);
    }
    if paper != "unknown" {
        let folder = home.path().join("config/tongdu");
        fs::create_dir_all(&folder).unwrap();
        let text = format!("background = {paper:?}\n");
        fs::write(folder.join("config.toml"), text).unwrap();
    }
    let mut terminal = start(scene, paper, &home);
    press(&mut terminal, scene.keys);
    if scene.keys == MARKS {
        terminal.exit_status();
        date_notes(&home);
        terminal = start(scene, paper, &home);
        press(&mut terminal, "M");
    }
    terminal.assert_full_redraw_changes_nothing();
    terminal
}

fn start(scene: &Scene, paper: &str, home: &Home) -> Terminal {
    let mut command = tongdu(&["--lang", scene.lang]);
    if scene.ambiguous == Ambiguous::Wide {
        command.args(["--ambiguous", "wide"]);
    }
    if !scene.file.is_empty() {
        command.arg(scene.file);
    }
    home.set_environment(&mut command);
    command.env("TZ", "UTC").current_dir(sample(""));
    let mut kind = TerminalKind::USUAL;
    kind.ambiguous = scene.ambiguous;
    if paper == "unknown" {
        kind.answers = ReplyPolicy::Silent;
    }
    let (cols, rows) = scene.size;
    let mut terminal = Terminal::spawn_as_is(command, cols, rows, kind);
    terminal.wait("its screen", EmulatorState::is_full_screen);
    terminal.wait_idle();
    terminal
}

/// Returns the style in words.
fn words(style: Style) -> String {
    let mut words: Vec<String> = Vec::new();
    let names = [
        (1, "bold"),
        (2, "dim"),
        (3, "italic"),
        (4, "underlined"),
        (7, "reversed"),
    ];
    for (code, name) in names {
        if style.has_attribute(code) {
            words.push(name.to_owned());
        }
    }
    for (colour, place) in [(style.fg, ""), (style.bg, "on ")] {
        match colour {
            Colour::Default => {}
            Colour::Indexed(index) => words.push(format!("{place}{index}")),
            Colour::Rgb(red, green, blue) => {
                words.push(format!("{place}#{red:02x}{green:02x}{blue:02x}"));
            }
        }
    }
    words.join(" ")
}

/// Returns the legend of the styles on a screen, and their map.
fn style_map(screen: &Screen) -> (String, String) {
    let mut styles: Vec<String> = Vec::new();
    let (mut legend, mut map) = (String::new(), String::new());
    for y in 0..screen.rows {
        let mut row = String::new();
        for x in 0..screen.cols {
            let name = words(screen.cell(x, y).style);
            if name.is_empty() {
                row.push('.');
                continue;
            }
            let index = styles.iter().position(|style| *style == name);
            let index = index.unwrap_or_else(|| {
                styles.push(name);
                styles.len() - 1
            });
            row.push(char::from(b'a' + index as u8));
        }
        writeln!(map, "{}", row.trim_end_matches('.')).unwrap();
    }
    for (index, style) in styles.iter().enumerate() {
        writeln!(legend, "  {} {style}", char::from(b'a' + index as u8)).unwrap();
    }
    (legend, map)
}

/// Compares each scene on each paper with its golden file.
#[track_caller]
fn compare(scenes: &[Scene]) {
    for scene in scenes {
        let mut kept = String::new();
        let mut last = (String::new(), String::new());
        for paper in PAPERS {
            let terminal = run(scene, paper);
            let screen = &terminal.state().screen;
            let mut rows = String::new();
            for y in 0..screen.rows {
                writeln!(rows, "{}|", screen.row(y)).unwrap();
            }
            if last.0.is_empty() {
                kept.push_str(&rows);
            } else if rows != last.0 {
                // A sign stands for a colour that is not there.
                write!(kept, "{paper}:\n{rows}").unwrap();
            }
            let (legend, map) = style_map(screen);
            write!(kept, "{paper}\n{legend}").unwrap();
            if map != last.1 {
                kept.push_str(&map);
            }
            last = (rows, map);
        }
        keep(scene.name, &kept);
    }
}

#[test]
fn title_pages() {
    compare(&[
        scene("title-zh", "zh", (80, 24), ""),
        scene("title-ja", "ja", (60, 16), ""),
        wide(scene("title-zh-wide", "zh", (40, 12), "")),
        wide(scene("title-ja-wide", "ja", (20, 8), "")),
    ]);
}

#[test]
fn notes_over_the_page() {
    compare(&[
        scene("note-zh", "zh", (80, 24), "1<Enter>"),
        scene("note-ja", "ja", (40, 12), "1<Enter>"),
        wide(scene("note-zh-wide", "zh", (40, 12), "1<Enter>")),
        wide(scene("note-ja-wide", "ja", (30, 10), "1<Enter>")),
    ]);
}

#[test]
fn commands_as_they_are_typed() {
    compare(&[
        scene("palette-zh", "zh", (80, 24), ":t"),
        scene("palette-ja", "ja", (40, 12), ":t"),
        wide(scene("palette-zh-wide", "zh", (40, 12), ":t")),
        wide(scene("palette-ja-wide", "ja", (20, 8), ":t")),
    ]);
}

#[test]
fn the_shelf() {
    compare(&[
        shelf("shelf-zh", "zh", (80, 12), "j"),
        shelf("shelf-ja", "ja", (40, 12), "j"),
        wide(shelf("shelf-zh-wide", "zh", (40, 12), "j")),
        wide(shelf("shelf-ja-wide", "ja", (20, 8), "j")),
    ]);
}

/// Keys that highlight a sentence of the first section and write a note on the next paragraph.
const MARKS: &str = "}}}v)s}}v)a朱<Enter>q";

#[test]
fn the_list_of_notes() {
    compare(&[
        scene("notes-zh", "zh", (80, 16), MARKS),
        scene("notes-ja", "ja", (40, 12), MARKS),
        wide(scene("notes-zh-wide", "zh", (40, 12), MARKS)),
        wide(scene("notes-ja-wide", "ja", (20, 8), MARKS)),
    ]);
}

#[test]
fn a_selection() {
    compare(&[
        scene("selection-zh", "zh", (60, 16), "}}}v)"),
        scene("selection-ja", "ja", (60, 16), "}}}v)"),
        wide(scene("selection-zh-wide", "zh", (40, 12), "}}}v)")),
        wide(scene("selection-ja-wide", "ja", (40, 12), "}}}v)")),
    ]);
}
