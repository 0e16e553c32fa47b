//! Golden screens: a text, a screen size and keys must give the screen stored in `tests/golden`. `UPDATE=1` in the
//! environment rewrites the screens; look at the changes before committing them.

#![allow(
    clippy::unwrap_used,
    clippy::string_slice,
    reason = "a test may fail here"
)]

use crate::support::emulator::{Ambiguous, TerminalKind};
use crate::support::reading::{press, sample, start, tongdu};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// A screen: name of its golden file, arguments, size, kind of terminal and keys.
struct Scene {
    name: &'static str,
    arguments: &'static [&'static str],
    size: (u16, u16),
    kind: TerminalKind,
    keys: &'static str,
}

/// Builds a scene on a usual terminal.
const fn scene(
    name: &'static str,
    arguments: &'static [&'static str],
    size: (u16, u16),
    keys: &'static str,
) -> Scene {
    Scene {
        name,
        arguments,
        size,
        kind: TerminalKind::USUAL,
        keys,
    }
}

/// Runs a scene and returns its screen with the cursor, in the form of the golden file.
fn screen(scene: &Scene) -> String {
    let mut command = tongdu(&["--lang", "zh"]);
    // The samples are the current directory, so no screen contains the path of the repository.
    command.args(scene.arguments).current_dir(sample(""));
    let mut terminal = start(command, scene.size, scene.kind);
    press(&mut terminal, scene.keys);
    terminal.assert_full_redraw_changes_nothing();
    let state = terminal.state();
    let mut kept = String::new();
    for y in 0..state.screen.rows {
        writeln!(kept, "{}|", state.screen.row(y)).unwrap();
    }
    if state.is_cursor_visible() {
        let (x, y) = state.cursor();
        writeln!(kept, "caret: column {x}, row {y}").unwrap();
    }
    kept
}

/// Compares the screen of every scene with its golden file.
#[track_caller]
fn compare(scenes: &[Scene]) {
    for scene in scenes {
        keep(scene.name, &screen(scene));
    }
}

/// Compares a screen with its golden file, or writes that file.
#[track_caller]
pub(crate) fn keep(name: &str, shown: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let path = folder.join(format!("{name}.txt"));
    if std::env::var_os("UPDATE").is_some() {
        fs::create_dir_all(&folder).unwrap();
        fs::write(&path, shown).unwrap();
        return;
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == shown,
        "{name} is another screen (UPDATE=1 keeps it). It was:\n{kept}\nand is:\n{shown}"
    );
}

#[test]
fn the_essays_at_three_sizes() {
    compare(&[
        scene("essays-80x24", &[], (80, 24), "]]]}"),
        scene("essays-20x8", &[], (20, 8), "]]jj"),
        scene("essays-200x50", &[], (200, 50), "]]]]]]]]"),
    ]);
}

#[test]
fn a_page_of_essays_and_a_handbook() {
    compare(&[
        scene("page-80x24", &["page.txt"], (80, 24), "4]"),
        scene("page-excerpt", &["page.txt"], (60, 16), "G"),
        scene("markdown-top", &["mixed.md"], (80, 24), ""),
        scene("markdown-quote-list", &["mixed.md"], (76, 30), "50%"),
        scene("markdown-code-note", &["mixed.md"], (64, 24), "G"),
        scene("widths", &["widths.txt"], (80, 40), "t"),
    ]);
}

#[test]
fn searching_and_filtering() {
    compare(&[
        scene("search", &["page.txt"], (80, 24), "/船<Enter>n"),
        scene("search-prompt", &["page.txt"], (80, 24), "/“就来”"),
        scene("outline-filter", &[], (80, 24), "<Tab>/三、"),
        scene("outline-full", &[], (80, 24), "T2.3"),
    ]);
}

#[test]
fn all_hits_in_a_list() {
    compare(&[
        scene("hits", &[], (80, 24), "/统筹<Enter>&jj"),
        scene("hits-filter", &[], (80, 24), "/统筹<Enter>&/城乡 -山"),
        scene("hits-20x8", &[], (20, 8), "/统筹<Enter>&jj"),
        scene("hits-preview", &[], (100, 32), "/统筹<Enter>&jjj"),
        scene("hits-ruby", &["ruby.txt"], (60, 16), "/わたし<Enter>&"),
    ]);
    let mut wide = scene("hits-wide", &["widths.txt"], (60, 20), "/①<Enter>&");
    wide.kind.ambiguous = Ambiguous::Wide;
    compare(&[wide]);
}

#[test]
fn readings_in_three_places() {
    compare(&[
        scene("ruby-above", &["ruby.txt"], (60, 16), ""),
        scene("ruby-hidden", &["ruby.txt"], (60, 16), "R"),
        scene("ruby-inline", &["ruby.txt"], (60, 16), "RR"),
        scene("ruby-20x8", &["ruby.txt"], (20, 8), ":50%<Enter>"),
        scene("ruby-search", &["ruby.txt"], (60, 16), "/わたし<Enter>"),
        scene("ruby-page", &["ruby.html"], (60, 20), ""),
    ]);
    let mut wide = scene("ruby-wide", &["ruby.html"], (60, 20), "");
    wide.kind.ambiguous = Ambiguous::Wide;
    compare(&[wide]);
}

#[test]
fn verse_is_indented_and_its_long_lines_hang_in() {
    compare(&[
        scene("verse", &["verse.md"], (46, 24), ""),
        scene("verse-20x12", &["verse.md"], (20, 12), "<Space>"),
        scene("verse-lines", &["verse.txt"], (46, 16), ""),
    ]);
}

#[test]
fn half_width_punctuation_shown_full_width() {
    compare(&[
        scene("punct-as-it-is", &["halfwidth.txt"], (60, 16), ""),
        scene("punct", &["halfwidth.txt"], (60, 16), ":punct<Enter>"),
    ]);
}

#[test]
fn the_help_in_every_language() {
    compare(&[
        scene("help-zh-hans", &[], (80, 24), "]?"),
        scene("help-zh-hant", &["--lang", "zh-Hant"], (80, 24), "]?"),
        scene("help-ja", &["--lang", "ja"], (80, 24), "]?"),
        scene("help-ko", &["--lang", "ko"], (80, 24), "]?"),
        scene("help-en", &["--lang", "en"], (80, 24), "]?G"),
        scene("info", &["page.txt"], (80, 24), "2]i"),
    ]);
}

#[test]
fn a_terminal_with_wide_quotes() {
    let mut wide = [
        scene("wide-80x24", &["page.txt"], (80, 24), "2]"),
        scene("wide-widths", &["widths.txt"], (80, 40), "t"),
    ];
    for scene in &mut wide {
        scene.kind.ambiguous = Ambiguous::Wide;
    }
    compare(&wide);
}
