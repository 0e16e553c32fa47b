//! Words searched and marked without typing, the history of searches over runs, ticks on the scroll bar, and the search
//! of a folder.

use crate::support::emulator::TerminalKind;
use crate::support::home::Home;
use crate::support::pty::Terminal;
use crate::support::reading::{TestFolder, open, press, row, status, tongdu, wait_opened};
use std::collections::BTreeSet;
use std::fs;

/// Returns the texts of a page whose style differs from that of plain text, with the style.
fn styled(terminal: &Terminal, word: &str) -> BTreeSet<String> {
    let screen = &terminal.state().screen;
    let mut styles = BTreeSet::new();
    for y in 0..screen.rows - 1 {
        let row = screen.row(y);
        if let Some(at) = row.find(word) {
            let before = row.get(..at).unwrap_or_default();
            let x = before
                .chars()
                .map(|c| if c.is_ascii() { 1 } else { 2 })
                .sum();
            styles.insert(format!("{:?}", screen.cell(x, y).style));
        }
    }
    styles
}

#[test]
fn the_word_at_the_head_of_the_page_is_searched_on_and_back() {
    let desk = TestFolder::new();
    let text = "统筹，甲。\n".to_owned()
        + &"乙丙，丁。\n".repeat(30)
        + "又说：统筹。\n"
        + &"乙丙，丁。\n".repeat(30);
    let path = desk.put("w.txt", text);
    let mut terminal = open(&[&path], (50, 12), TerminalKind::USUAL);
    press(&mut terminal, "*");
    assert!(
        terminal.state().screen.find("又说").is_some(),
        "{}",
        terminal.state().screen
    );
    assert!(status(&terminal).contains("2/2"), "{}", status(&terminal));
    // The word at the current hit, backwards, and home.
    press(&mut terminal, "#");
    assert!(status(&terminal).contains("1/2"), "{}", status(&terminal));
    press(&mut terminal, "''");
    assert!(terminal.state().screen.find("又说").is_some());
    terminal.assert_full_redraw_changes_nothing();
}

#[test]
fn the_word_of_a_chinese_text_is_one_of_the_language() {
    let desk = TestFolder::new();
    for (name, text, other) in [
        (
            "s.txt",
            "统筹发展和安全。\n又说：统筹城乡。\n这里没有。\n",
            "发展和安全",
        ),
        (
            "t.txt",
            "統籌發展和安全。\n又說：統籌城鄉。\n這裡沒有。\n",
            "發展和安全",
        ),
    ] {
        let path = desk.put(name, text);
        let mut terminal = open(&[&path], (50, 12), TerminalKind::USUAL);
        press(&mut terminal, "*");
        assert!(status(&terminal).contains("2/2"), "{}", status(&terminal));
        press(&mut terminal, "g*<Esc>");
        let word = text.chars().take(2).collect::<String>();
        let plain = styled(&terminal, other);
        assert!(styled(&terminal, &word).is_disjoint(&plain));
        press(&mut terminal, "ggve");
        assert!(
            status(&terminal).contains("已选 2 字"),
            "{}",
            status(&terminal)
        );
        press(&mut terminal, "e");
        assert!(
            status(&terminal).contains("已选 4 字"),
            "{}",
            status(&terminal)
        );
        press(&mut terminal, "<Esc>");
    }
}

#[test]
fn five_words_are_marked_in_looks_of_their_own() {
    let desk = TestFolder::new();
    let path = desk.put("m.txt", "甲甲 a\n乙乙 b\n丙丙 c\n丁丁 d\n戊戊 e\n己己 f\n");
    let mut terminal = open(&[&path], (40, 12), TerminalKind::USUAL);
    let words = ["甲甲", "乙乙", "丙丙", "丁丁", "戊戊"];
    let plain = styled(&terminal, "己己");
    for word in words {
        press(&mut terminal, &format!("/{word}<Enter>g*<Esc>"));
    }
    let looks: BTreeSet<String> = words
        .iter()
        .flat_map(|word| styled(&terminal, word))
        .collect();
    assert_eq!(looks.len(), 5, "{looks:?}");
    assert!(looks.is_disjoint(&plain));
    press(&mut terminal, "/己己<Enter>g*");
    assert!(
        status(&terminal).contains("已标出 5 个词"),
        "{}",
        status(&terminal)
    );
    press(&mut terminal, "<Esc>g&");
    for word in words {
        assert_eq!(styled(&terminal, word), plain, "{word}");
    }
    press(&mut terminal, "g&");
    assert!(
        status(&terminal).contains("没有标出的词"),
        "{}",
        status(&terminal)
    );
}

/// Opens a text in the terminal of a reader with this home.
fn open_at_home(home: &Home, path: &str) -> Terminal {
    let mut command = tongdu(&["--lang", "zh", path]);
    home.set_environment(&mut command);
    let mut terminal = Terminal::spawn_as_is(command, 60, 12, TerminalKind::USUAL);
    wait_opened(&mut terminal);
    terminal
}

#[test]
fn marked_words_are_kept_with_their_text() {
    let desk = TestFolder::new();
    let home = Home::new();
    let [one, two] =
        ["one.txt", "two.txt"].map(|name| desk.put(name, format!("甲甲 {name}\n乙乙 b\n")));
    let mut terminal = open_at_home(&home, &one);
    press(&mut terminal, "/甲甲<Enter>g*<Esc>");
    let look = styled(&terminal, "甲甲");
    assert_ne!(look, styled(&terminal, "乙乙"));
    press(&mut terminal, "q");
    let mut terminal = open_at_home(&home, &one);
    assert_eq!(styled(&terminal, "甲甲"), look);
    press(&mut terminal, "q");
    let mut terminal = open_at_home(&home, &two);
    assert_ne!(styled(&terminal, "甲甲"), look);
    press(&mut terminal, "q");
    let mut terminal = open_at_home(&home, &one);
    press(&mut terminal, "g&q");
    let mut terminal = open_at_home(&home, &one);
    assert_eq!(styled(&terminal, "甲甲"), styled(&terminal, "乙乙"));
    press(&mut terminal, "q");
}

#[test]
fn searches_are_remembered_over_runs() {
    let desk = TestFolder::new();
    let home = Home::new();
    let [one, two] = ["one.txt", "two.txt"].map(|name| desk.put(name, "甲乙丙丁\n"));
    let mut terminal = open_at_home(&home, &one);
    press(&mut terminal, "/乙<Enter>/x+<C-r><Enter>");
    press(&mut terminal, "q");
    terminal.exit_status();
    let file = home.path().join("state/tongdu/searches");
    assert_eq!(
        fs::read_to_string(&file).unwrap(),
        "variants\tliteral\t乙\nvariants\tregex\tx+\n"
    );
    // Hostile lines of the file are passed over.
    fs::write(
        &file,
        "variants\tliteral\t丙\nvariants\tliteral\t\u{1b}[2J\nrubbish",
    )
    .unwrap();
    let mut terminal = open_at_home(&home, &two);
    press(&mut terminal, "n");
    assert!(
        status(&terminal).contains("/丙 1/1"),
        "{}",
        status(&terminal)
    );
    press(&mut terminal, "/<Up>");
    assert!(
        status(&terminal).starts_with("/丙"),
        "{}",
        status(&terminal)
    );
    press(&mut terminal, "<C-c>q");
    terminal.exit_status();
    // Nothing is kept where nothing may be remembered.
    fs::create_dir_all(home.path().join("config/tongdu")).unwrap();
    fs::write(
        home.path().join("config/tongdu/config.toml"),
        "remember = false\n",
    )
    .unwrap();
    let before = fs::read_to_string(&file).unwrap();
    let mut terminal = open_at_home(&home, &two);
    press(&mut terminal, "n");
    assert!(
        status(&terminal).contains("还没有搜索"),
        "{}",
        status(&terminal)
    );
    press(&mut terminal, "/丁<Enter>q");
    terminal.exit_status();
    assert_eq!(fs::read_to_string(&file).unwrap(), before);
}

#[test]
fn the_scroll_bar_has_ticks_where_the_hits_are() {
    let desk = TestFolder::new();
    let line = |n: usize| {
        if n == 150 || n == 299 {
            "这里有船。\n"
        } else {
            "这里没有。\n"
        }
    };
    let text: String = (0..300).map(line).collect();
    let path = desk.put("t.txt", text);
    let mut terminal = open(&[&path], (90, 21), TerminalKind::USUAL);
    let ticks = |terminal: &Terminal| -> Vec<usize> {
        let screen = &terminal.state().screen;
        let rows = 0..screen.rows;
        rows.filter(|y| screen.row(*y).trim_end().ends_with('\u{25AA}'))
            .collect()
    };
    assert!(ticks(&terminal).is_empty());
    press(&mut terminal, "/船<Enter>");
    press(&mut terminal, "gg");
    assert_eq!(ticks(&terminal), [10, 19], "{}", terminal.state().screen);
    press(&mut terminal, "<Esc>");
    assert!(ticks(&terminal).is_empty());
}

#[test]
fn a_folder_is_searched_into_a_list() {
    let desk = TestFolder::new();
    for (name, text) in [
        ("1.txt", "甲有船。\n"),
        ("2.txt", "乙无。\n"),
        ("3.txt", "丙有船，船。\n"),
    ] {
        desk.put(&format!("books/{name}"), text);
    }
    let folder = desk.path("books");
    let mut terminal = open(&[folder.to_str().unwrap()], (60, 16), TerminalKind::USUAL);
    press(&mut terminal, "g/船");
    assert!(
        status(&terminal).starts_with("g/船"),
        "{}",
        status(&terminal)
    );
    press(&mut terminal, "<Enter>");
    assert!(
        row(&terminal, 0).contains("“船” 3 处"),
        "{}",
        terminal.state().screen
    );
    assert!(
        row(&terminal, 2).contains('1') && row(&terminal, 2).ends_with("1 处"),
        "{}",
        row(&terminal, 2)
    );
    assert!(
        row(&terminal, 4).contains('3') && row(&terminal, 4).ends_with("2 处"),
        "{}",
        row(&terminal, 4)
    );
    press(&mut terminal, "G<Enter>");
    assert!(terminal.state().screen.find("丙有船").is_some());
    assert!(status(&terminal).contains("3/3"), "{}", status(&terminal));
    terminal.assert_full_redraw_changes_nothing();
}

#[test]
fn highlight_without_a_selection_marks_words_wherever_they_occur() {
    let desk = TestFolder::new();
    let path = desk.put("h.txt", "统筹，甲。\n\n乙丙，丁。\n\n又说：统筹，丙。\n");
    let mut terminal = open(&[&path], (50, 12), TerminalKind::USUAL);
    let plain = styled(&terminal, "统筹");
    press(&mut terminal, ":highlight 统筹<Enter>");
    let marked = styled(&terminal, "统筹");
    assert_eq!((plain.len(), marked.len()), (1, 1));
    assert_ne!(plain, marked);
    // What is searched takes the next look.
    press(&mut terminal, "/丙<Enter>:highlight<Enter><Esc>");
    assert_ne!(styled(&terminal, "丙"), plain);
    assert_ne!(styled(&terminal, "丙"), marked);
    press(&mut terminal, ":highlight 统筹<Enter>");
    assert_eq!(styled(&terminal, "统筹"), plain);
}

#[test]
fn a_korean_word_is_found_with_any_particle() {
    let desk = TestFolder::new();
    let path = desk.put(
        "k.txt",
        "정부는 국민을 위한다.\n\n국민의 정부가 있다. 정부에서 정부.\n",
    );
    let mut terminal = open(&[&path], (50, 12), TerminalKind::USUAL);
    press(&mut terminal, "*");
    assert!(status(&terminal).contains("2/4"), "{}", status(&terminal));
}
