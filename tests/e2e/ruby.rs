//! Ruby and half-width punctuation: placement, search in both, and proof that the text itself is unchanged.

use crate::support::emulator::TerminalKind;
use crate::support::home::Home;
use crate::support::pty::Terminal;
use crate::support::reading::{
    TestFolder, open, output_text, press, row, run, sample, status, tongdu,
};
use crate::support::screen::Colour;

/// Background of the current hit in the theme for dark terminals.
const CURRENT: Colour = Colour::Rgb(0xff, 0x9e, 0x64);
/// Colour of secondary text.
const DIM: Colour = Colour::Rgb(0xa6, 0xa6, 0xaa);

/// Returns the text marked as the current hit, each piece with its row.
fn current_hits(terminal: &Terminal) -> Vec<(usize, String)> {
    let screen = &terminal.state().screen;
    let rows = (0..screen.rows - 1).flat_map(|y| {
        let marked = screen.ranges(y, |cell| cell.style.bg == CURRENT);
        marked.into_iter().map(move |columns| {
            let cells = columns.map(|x| screen.cell(x, y).text.as_str());
            (y, cells.collect())
        })
    });
    rows.collect()
}

/// Writes a text with two ruby readings. Returns its path.
fn two_readings(desk: &TestFolder) -> String {
    desk.put(
        "two.html",
        "<html lang=ja><meta charset=utf-8><p>春の<ruby>東京<rt>とうきょう</rt></ruby>に<ruby>雨<rt>あめ</rt></ruby>が降る</p>",
    )
}

#[test]
fn a_key_goes_through_the_places_of_readings() {
    let desk = TestFolder::new();
    let mut terminal = open(&[&two_readings(&desk)], (40, 8), TerminalKind::USUAL);
    let rows = |terminal: &Terminal| [row(terminal, 0), row(terminal, 1)];
    let above = ["とうきょう あめ", "春の 東 京 に雨が降る"];
    assert_eq!(rows(&terminal), above);
    press(&mut terminal, "R");
    assert_eq!(rows(&terminal), ["春の東京に雨が降る", ""]);
    assert!(status(&terminal).contains("不显示"));
    press(&mut terminal, "R");
    let inline = "春の東京（とうきょう）に雨（あめ）が";
    assert_eq!(row(&terminal, 0), inline);
    assert!(status(&terminal).contains("括注在后"));
    let screen = &terminal.state().screen;
    let dim = screen.ranges(0, |cell| cell.style.fg == DIM);
    assert_eq!(dim, [10..24, 28..36], "a reading recedes");
    press(&mut terminal, "R");
    assert_eq!(rows(&terminal), above);
    press(&mut terminal, ":ruby hidden<Enter>");
    assert_eq!(row(&terminal, 0), "春の東京に雨が降る");
    press(&mut terminal, ":ruby below<Enter>");
    let told = terminal.state().screen.text();
    assert!(
        told.contains("ruby below") && told.contains("inline above"),
        "{told}"
    );
    press(&mut terminal, ":ruby a<Tab><Enter>");
    assert_eq!(rows(&terminal), above);
    terminal.assert_full_redraw_changes_nothing();
}

#[test]
fn a_hit_in_a_reading_is_marked_where_it_is_read() {
    let desk = TestFolder::new();
    let mut terminal = open(&[&two_readings(&desk)], (40, 8), TerminalKind::USUAL);
    press(&mut terminal, "/あめ<Enter>");
    assert_eq!(current_hits(&terminal), [(0, "あめ".to_owned())]);
    press(&mut terminal, "R");
    assert_eq!(current_hits(&terminal), [(0, "雨".to_owned())]);
    press(&mut terminal, "R");
    assert_eq!(current_hits(&terminal), [(0, "あめ".to_owned())]);
}

#[test]
fn a_hit_goes_past_readings_wherever_they_stand_and_leaves_them_unmarked() {
    let desk = TestFolder::new();
    let mut terminal = open(&[&two_readings(&desk)], (40, 8), TerminalKind::USUAL);
    let marked = |terminal: &Terminal| {
        let found = current_hits(terminal);
        let words = found.iter().map(|(row, text)| format!("{row} {text}"));
        words.collect::<Vec<_>>()
    };
    // The placements: above the line, hidden, inline after the base.
    let written = [
        vec!["1 東 京 に雨が"],
        vec!["0 東京に雨が"],
        vec!["0 東京", "0 に雨", "0 が"],
    ];
    let read = [
        vec!["0 とうきょう", "1 に"],
        vec!["0 東京に"],
        vec!["0 とうきょう", "0 に"],
    ];
    for (query, places) in [("東京に雨が", written), ("とうきょうに", read)] {
        press(&mut terminal, &format!("/{query}<Enter>"));
        assert!(status(&terminal).contains("1/1"), "{}", status(&terminal));
        for want in places {
            assert_eq!(marked(&terminal), want, "{}", terminal.state().screen);
            press(&mut terminal, "R");
        }
    }
    terminal.assert_full_redraw_changes_nothing();
}

#[test]
fn paging_shows_every_line_with_its_readings() {
    let desk = TestFolder::new();
    let line = |i: usize| format!("<p>第{i}の<ruby>雨<rt>あめ</rt></ruby>が降る</p>");
    let page: String = (10..40).map(line).collect();
    let page = desk.put(
        "rain.html",
        format!("<html lang=ja><meta charset=utf-8>{page}"),
    );
    let mut terminal = open(&[&page], (40, 10), TerminalKind::USUAL);
    for key in ["<Space>", "b", "j", "k", "d", "u"] {
        let mut last = String::new();
        while last != terminal.state().screen.text() {
            last = terminal.state().screen.text();
            let screen = &terminal.state().screen;
            let rows: Vec<_> = (0..9).map(|y| screen.row(y)).collect();
            for (above, below) in rows.iter().zip(rows.iter().skip(1)) {
                assert_eq!(above.contains("あめ"), below.contains('雨'), "{screen}");
            }
            assert!(!rows[0].contains('雨'), "cut off:\n{screen}");
            press(&mut terminal, key);
        }
        let end = match key {
            "<Space>" | "j" | "d" => 39,
            _ => 10,
        };
        let found = terminal.state().screen.find(&format!("第 {end} の"));
        assert!(found.is_some(), "{key}\n{}", terminal.state().screen);
    }
}

/// Returns the rows of the page with text, and those of readings among them.
fn text_and_reading_rows(terminal: &Terminal) -> (Vec<usize>, Vec<usize>) {
    let screen = &terminal.state().screen;
    let rows: Vec<String> = (0..screen.rows - 1).map(|y| screen.row(y)).collect();
    let is_reading = |row: &str| row.trim_start().starts_with('あ');
    let text = |y: &usize| !rows[*y].is_empty() && !is_reading(&rows[*y]);
    (
        (0..rows.len()).filter(text).collect(),
        (0..rows.len()).filter(|y| is_reading(&rows[*y])).collect(),
    )
}

#[test]
fn many_readings_give_every_line_the_same_leading() {
    let desk = TestFolder::new();
    let read = "<ruby>雨<rt>あめ</rt></ruby>が降り、山の道は長く、人はまだ帰らない。".to_owned();
    let plain = "山の道は長く、人はまだ帰らない。谷の水は冷たく、鳥の声も聞こえない。".repeat(2);
    let text = |every: usize| {
        let line = |i: usize| {
            if i.is_multiple_of(every) {
                &read
            } else {
                &plain
            }
        };
        let lines: Vec<&str> = (0..60).map(|i| line(i).as_str()).collect();
        format!("<html lang=ja><meta charset=utf-8><p>{}", lines.join("<p>"))
    };
    let many = desk.put("many.html", text(2));
    let mut terminal = open(&[&many], (60, 24), TerminalKind::USUAL);
    press(&mut terminal, "t");
    for key in ["<Space>", "<Space>", "j", "b", "G", "k", "gg"] {
        let (lines, readings) = text_and_reading_rows(&terminal);
        let screen = &terminal.state().screen;
        assert!(
            lines.windows(2).all(|pair| pair[1] == pair[0] + 2),
            "{screen}"
        );
        assert!(!readings.is_empty(), "{screen}");
        assert!(lines.first().min(readings.first()) == Some(&0), "{screen}");
        press(&mut terminal, key);
    }
    // A low screen has no rows to spare, and a few readings leave the other lines close.
    let few = desk.put("few.html", text(12));
    for (path, size) in [(&many, (60, 9)), (&few, (60, 24))] {
        let terminal = open(&[path], size, TerminalKind::USUAL);
        let (lines, _) = text_and_reading_rows(&terminal);
        assert!(lines.windows(2).any(|pair| pair[1] == pair[0] + 1));
    }
}

#[test]
fn the_configuration_says_where_readings_stand_and_cat_does_not_ask() {
    let home = Home::new();
    let folder = home.path().join("config/tongdu");
    std::fs::create_dir_all(&folder).unwrap();
    let settings = "ruby = \"hidden\"\npunct = true\n";
    std::fs::write(folder.join("config.toml"), settings).unwrap();
    let desk = TestFolder::new();
    let two = two_readings(&desk);
    let half = sample("halfwidth.txt");
    let show = |path: &str| {
        let mut command = tongdu(&["--lang", "zh", path]);
        home.set_environment(&mut command);
        let mut terminal = Terminal::spawn_as_is(command, 58, 10, TerminalKind::USUAL);
        terminal.wait(
            "its screen",
            crate::support::emulator::EmulatorState::is_full_screen,
        );
        terminal.wait_idle();
        terminal.state().screen.text()
    };
    assert!(show(&two).contains("春の東京に雨が降る"));
    assert!(show(&half).contains("收入，支出"));
    assert!(output_text(&run(&["cat", &two]).stdout).contains("東京（とうきょう）"));
    assert!(output_text(&run(&["cat", &half]).stdout).contains("收入,支出"));
}

#[test]
fn half_width_punctuation_is_shown_full_width_and_found_as_it_is() {
    let mut terminal = open(&[&sample("halfwidth.txt")], (58, 16), TerminalKind::USUAL);
    assert_eq!(row(&terminal, 3), "一、收入,支出与结余");
    press(&mut terminal, ":punct<Enter>");
    assert_eq!(row(&terminal, 3), "一、收入，支出与结余");
    assert!(terminal.state().screen.find("3,200 件").is_some());
    terminal.assert_full_redraw_changes_nothing();
    press(&mut terminal, "/收入，支出<Enter>");
    assert_eq!(current_hits(&terminal), [(3, "收入，支出".to_owned())]);
    press(&mut terminal, "/入,支<Enter>");
    assert_eq!(current_hits(&terminal), [(3, "入，支".to_owned())]);
    press(&mut terminal, ":punct<Enter>");
    assert_eq!(current_hits(&terminal), [(3, "入,支".to_owned())]);
    assert_eq!(row(&terminal, 3), "一、收入,支出与结余");
}

#[test]
fn repeat_marks_and_descriptions_of_characters_are_shown_and_found() {
    let folder = TestFolder::new();
    let rule = "-".repeat(55);
    let legend = format!("{rule}\n【テキスト中に現れる記号について】\n\n《》：ルビ\n{rule}\n");
    let text = format!("題\n著者\n\n{legend}\nいら／＼する。※［＃感嘆符三つ、128-3］\n");
    let path = folder.put("文.txt", text);
    let mut terminal = open(&[&path], (58, 12), TerminalKind::USUAL);
    let text = terminal.state().screen.text();
    assert!(text.contains("いら〳〵する。〓（感嘆符三つ）"), "{text}");
    press(&mut terminal, "/いらいら<Enter>");
    let hits = current_hits(&terminal);
    assert!(
        hits.iter().any(|(_, words)| words.contains("いら〳〵")),
        "{hits:?}"
    );
}
