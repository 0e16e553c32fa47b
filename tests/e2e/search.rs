//! Searching: hits while typing, exact cells of the marks, and the ways back.

use crate::support::emulator::{Ambiguous, TerminalKind, Vs16};
use crate::support::pty::Terminal;
use crate::support::reading::{
    TestFolder, numbered_lines, open, open_numbered_lines, press, row, sample, status,
};
use crate::support::screen::Colour;

/// Background of other hits in the theme for dark terminals.
const HIT: Colour = Colour::Rgb(0xc7, 0xa2, 0x52);
const CURRENT: Colour = Colour::Rgb(0xff, 0x9e, 0x64);

/// Returns the cells marked with a background, row by row: columns and text, blanks included.
fn hit_ranges(terminal: &Terminal, paper: Colour) -> Vec<(std::ops::Range<usize>, String)> {
    let screen = &terminal.state().screen;
    let mut found = Vec::new();
    for y in 0..screen.rows - 1 {
        for columns in screen.ranges(y, |cell| cell.style.bg == paper) {
            let text = columns
                .clone()
                .map(|x| screen.cell(x, y).text.as_str())
                .collect();
            found.push((columns, text));
        }
    }
    found
}

/// Returns the marked texts.
fn hit_texts(terminal: &Terminal, paper: Colour) -> Vec<String> {
    hit_ranges(terminal, paper)
        .into_iter()
        .map(|(_, text)| text)
        .collect()
}

#[test]
fn hits_appear_while_typing_and_escape_returns() {
    let desk = TestFolder::new();
    let path = desk.put("ladder.txt", numbered_lines());
    let mut terminal = open(&[&path], (58, 11), TerminalKind::USUAL);
    press(&mut terminal, "3G");
    assert_eq!(row(&terminal, 0), "二、一之二");
    press(&mut terminal, "/三之四，");
    assert!(
        terminal.state().screen.find("三之四，甲").is_some(),
        "{}",
        terminal.state().screen
    );
    assert!(status(&terminal).ends_with("1/5"), "{}", status(&terminal));
    press(&mut terminal, "<BS><BS>");
    assert!(status(&terminal).ends_with("1/24"), "{}", status(&terminal));
    press(&mut terminal, "x");
    assert!(
        status(&terminal).ends_with('0') || status(&terminal).contains("没有找到"),
        "{}",
        status(&terminal)
    );
    assert_eq!(
        row(&terminal, 0),
        "二、一之二",
        "without hits the origin is shown"
    );
    press(&mut terminal, "<Esc>");
    assert_eq!(row(&terminal, 0), "二、一之二");
    assert_eq!(hit_ranges(&terminal, HIT), []);
    // After the search was accepted, Escape takes the marks away and stays.
    press(&mut terminal, "/四之二，甲<Enter>");
    assert_ne!(row(&terminal, 0), "二、一之二");
    let found = row(&terminal, 0);
    press(&mut terminal, "n<Esc>");
    assert_eq!(row(&terminal, 0), found);
    assert_eq!(hit_ranges(&terminal, CURRENT), []);
    terminal.assert_full_redraw_changes_nothing();
}

#[test]
fn going_through_hits_wraps_around_and_counts() {
    let desk = TestFolder::new();
    let path = desk.put("ladder.txt", numbered_lines());
    let mut terminal = open(&[&path], (58, 11), TerminalKind::USUAL);
    press(&mut terminal, "/之三，丙<Enter>");
    for (keys, count) in [("", "1/4"), ("n", "2/4"), ("n", "3/4"), ("n", "4/4")] {
        press(&mut terminal, keys);
        assert!(
            status(&terminal).contains(count),
            "{keys}: {}",
            status(&terminal)
        );
        let at = count.chars().next().and_then(|c| c.to_digit(10)).unwrap() as usize;
        let number = ["一", "二", "三", "四"][at - 1];
        let line = format!("{number}之三，丙。");
        assert!(
            terminal.state().screen.find(&line).is_some(),
            "{}",
            terminal.state().screen
        );
        assert_eq!(hit_texts(&terminal, CURRENT), ["之三，丙"]);
    }
    press(&mut terminal, "n");
    assert!(
        status(&terminal).contains("从头再找"),
        "{}",
        status(&terminal)
    );
    press(&mut terminal, "N");
    assert!(
        status(&terminal).contains("从末尾再找"),
        "{}",
        status(&terminal)
    );
    press(&mut terminal, "N");
    assert!(status(&terminal).contains("3/4"), "{}", status(&terminal));
    // An empty query repeats the last search.
    press(&mut terminal, "/<Enter>");
    assert!(status(&terminal).contains("4/4"), "{}", status(&terminal));
}

#[test]
fn the_key_of_the_next_hit_goes_back_with_shift() {
    let desk = TestFolder::new();
    let path = desk.put("ladder.txt", numbered_lines());
    let mut terminal = open(&[&path], (58, 11), TerminalKind::USUAL);
    // Without a search it may be a late answer of the terminal, and does nothing.
    terminal.keys("\x1b[1;2R");
    terminal.wait_idle();
    assert!(!status(&terminal).contains("F3"), "{}", status(&terminal));
    press(&mut terminal, "/之三，丙<Enter>");
    for (keys, count) in [
        ("\x1bOR", "2/4"),
        ("\x1bOR", "3/4"),
        ("\x1b[1;2R", "2/4"),
        ("\x1b[13;2~", "1/4"),
        ("\x1b[13~", "2/4"),
        ("\x1b[28~", "1/4"),
    ] {
        terminal.keys(keys);
        terminal.wait_idle();
        let shown = status(&terminal);
        assert!(shown.contains(count), "{keys:?}: {shown}");
    }
}

#[test]
fn the_current_hit_stays_the_current_one_over_a_new_reading() {
    let desk = TestFolder::new();
    let text = "山里发展。山外发展。\n又发展，再发展。\n".repeat(30);
    let path = desk.put("grow.txt", &text);
    let mut terminal = open(&[&path], (58, 11), TerminalKind::USUAL);
    press(&mut terminal, "/发展<Enter>nnn");
    assert!(status(&terminal).contains("4/120"), "{}", status(&terminal));
    let versions = [
        (text.clone() + "末尾发展。\n", "5/121", "N", "4/121"),
        ("序发展。\n".to_owned() + &text, "6/121", "N", "5/121"),
        (text.clone(), "5/120", "N", "4/120"),
        (text.repeat(2), "3/240", "n", "4/240"),
    ];
    for (version, count, back, start) in versions {
        desk.put("grow.txt", version);
        terminal.wait_text("重新读入");
        let key = if back == "N" { "n" } else { "N" };
        for (key, count) in [(key, count), (back, start)] {
            press(&mut terminal, key);
            let shown = status(&terminal);
            assert!(shown.contains(count), "{count}: {shown}");
        }
    }
    for keys in ["O", "O", ":enc utf-8<Enter>", "<F5>"] {
        press(&mut terminal, keys);
        terminal.wait_idle();
        for (key, count) in [("n", "5/240"), ("N", "4/240")] {
            press(&mut terminal, key);
            let shown = status(&terminal);
            assert!(shown.contains(count), "{keys} {key}: {shown}");
        }
    }
}

#[test]
fn hits_across_wrapped_lines_are_marked_on_both() {
    let desk = TestFolder::new();
    let path = desk.put(
        "w.txt",
        "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地玄黄宇宙洪荒\n",
    );
    let mut terminal = open(&[&path], (26, 8), TerminalKind::USUAL);
    let screen = terminal.state().screen.clone();
    let end = screen.row(0).chars().last().unwrap();
    let start = screen.row(1).trim().chars().next().unwrap();
    press(&mut terminal, &format!("/{end}{start}"));
    assert_eq!(
        hit_texts(&terminal, CURRENT),
        [end.to_string(), start.to_string()]
    );
    assert!(status(&terminal).ends_with("1/1"));
    terminal.assert_full_redraw_changes_nothing();
}

#[test]
fn marks_cover_exactly_the_cells_of_wide_combining_and_ambiguous_hits() {
    let desk = TestFolder::new();
    let path = desk.put(
        "cells.txt",
        "a中b“引”c…d①e\u{0301}f か\u{3099}g ﾊ\u{ff9f}h ❤\u{fe0f}i 각j\n",
    );
    // Each query with its marked cells on a narrow and a wide terminal; the wide one has an extra blank cell.
    for (query, narrow, wide) in [
        ("中", 2, 2),
        ("b", 1, 1),
        ("“", 1, 2),
        ("引”c", 4, 5),
        ("…", 1, 2),
        ("①", 1, 2),
        ("e\u{0301}", 1, 1),
        ("か\u{3099}", 2, 2),
        // A hit includes the cell added by justification or autospace.
        ("ﾊ\u{ff9f}h", 4, 4),
        ("a中b", 6, 6),
        ("각", 2, 2),
        ("❤\u{fe0f}", 2, 2),
    ] {
        for ambiguous in [Ambiguous::Narrow, Ambiguous::Wide] {
            let kind = TerminalKind {
                ambiguous,
                vs16: Vs16::Two,
                ..TerminalKind::USUAL
            };
            let mut terminal = open(&[&path], (70, 6), kind);
            press(&mut terminal, "t/");
            terminal.keys(query);
            terminal.wait_idle();
            let hits = hit_ranges(&terminal, CURRENT);
            assert_eq!(
                hits.len(),
                1,
                "{query}: {hits:?}\n{}",
                terminal.state().screen
            );
            let want = if ambiguous == Ambiguous::Narrow {
                narrow
            } else {
                wide
            };
            assert_eq!(hits[0].0.len(), want, "{query} on {ambiguous:?}: {hits:?}");
            assert_eq!(hits[0].1.replace(' ', ""), query);
            terminal.assert_full_redraw_changes_nothing();
        }
    }
    // Even if the width guess is wrong, the mark is as wide as the layout.
    let mut terminal = open(
        &["--ambiguous", "wide", &path],
        (70, 6),
        TerminalKind::USUAL,
    );
    press(&mut terminal, "t/“");
    assert_eq!(hit_ranges(&terminal, CURRENT)[0].0.len(), 2);
    terminal.assert_full_redraw_changes_nothing();
}

#[test]
fn bursts_of_an_input_method_and_pastes_are_searched_for() {
    let mut terminal = open(&[&sample("page.txt")], (80, 24), TerminalKind::USUAL);
    press(&mut terminal, "/");
    terminal.keys("桥头的");
    terminal.wait_idle();
    assert!(
        status(&terminal).starts_with("/桥头的"),
        "{}",
        status(&terminal)
    );
    terminal.paste("小卖部\x1b[31m\r");
    terminal.wait_idle();
    assert!(
        status(&terminal).starts_with("/桥头的小卖部[31m"),
        "{}",
        status(&terminal)
    );
    press(&mut terminal, "<C-u>");
    terminal.paste("水落石出");
    terminal.wait_idle();
    assert_eq!(hit_texts(&terminal, CURRENT), ["水落石出"]);
    press(&mut terminal, "<Enter>");
    assert!(
        status(&terminal).contains("/水落石出 1/1"),
        "{}",
        status(&terminal)
    );
    // All bytes arrive in one write, as from a fast typist or a script.
    terminal.keys("/老吴\r");
    terminal.wait_idle();
    assert!(
        status(&terminal).contains("/老吴 1/1"),
        "{}",
        status(&terminal)
    );
}

#[test]
fn a_pasted_paragraph_is_found_with_and_without_its_line_ends() {
    let desk = TestFolder::new();
    let path = desk.put("p.txt", "這裡選中中文的字。\n選中 中文。\n選中的中文。\n");
    let mut terminal = open(&[&path], (60, 8), TerminalKind::USUAL);
    for line_end in ["\r", "\n", "\r\n", "\r　　", "\r\r"] {
        press(&mut terminal, "/");
        terminal.paste(&format!("選中{line_end}中文\r"));
        terminal.wait_idle();
        let shown = status(&terminal);
        assert!(shown.starts_with("/選中↵"), "{line_end:?}: {shown}");
        assert!(shown.ends_with("1/2"), "{line_end:?}: {shown}");
        assert_eq!(hit_texts(&terminal, CURRENT), ["選中中文"]);
        press(&mut terminal, "<Esc>");
    }
    // It is edited as one character, shown after Enter, and comes back with the history, also in another run.
    press(&mut terminal, "/");
    terminal.paste("選中\r中文");
    terminal.wait_idle();
    press(&mut terminal, "<Left><Left><BS>");
    let shown = status(&terminal);
    assert!(shown.starts_with("/選中中文 "), "{shown}");
    terminal.paste("\r");
    terminal.wait_idle();
    press(&mut terminal, "<Enter>");
    let shown = status(&terminal);
    assert!(shown.contains("/選中↵中文 1/2"), "{shown}");
    press(&mut terminal, "/<Up>");
    let shown = status(&terminal);
    assert!(shown.starts_with("/選中↵中文 "), "{shown}");
    assert!(shown.ends_with("1/2"), "{shown}");
    press(&mut terminal, "<Esc>g/");
    terminal.paste("選中\r中文");
    terminal.wait_idle();
    press(&mut terminal, "<Enter>");
    assert!(
        row(&terminal, 0).contains("選中↵中文"),
        "{}",
        row(&terminal, 0)
    );
    assert!(terminal.state().screen.find("2").is_some());
    terminal.assert_full_redraw_changes_nothing();
}

#[test]
fn the_caret_stands_behind_what_was_typed() {
    for kind in TerminalKind::all() {
        let wide = usize::from(kind.ambiguous == Ambiguous::Wide);
        let mut terminal = open(&[&sample("page.txt")], (80, 24), kind);
        for (typed, column) in [
            ("/", 1),
            ("城", 3),
            ("a", 4),
            ("“", 5 + wide),
            ("か\u{3099}", 7 + wide),
            ("<Left>", 5 + wide),
            ("<Left>", 4),
            ("<Home>", 1),
            ("<End>", 7 + wide),
            ("<BS>", 5 + wide),
        ] {
            if typed.starts_with('<') || typed == "/" {
                press(&mut terminal, typed);
            } else {
                terminal.keys(typed);
                terminal.wait_idle();
            }
            assert!(terminal.state().is_cursor_visible());
            assert_eq!(
                terminal.state().cursor(),
                (column, 23),
                "after {typed} on {kind:?}"
            );
        }
        press(&mut terminal, "<C-c>");
        assert!(!terminal.state().is_cursor_visible());
    }
}

#[test]
fn a_line_longer_than_the_screen_scrolls_with_its_caret() {
    let mut terminal = open(&[&sample("page.txt")], (30, 8), TerminalKind::USUAL);
    press(&mut terminal, "/");
    for _ in 0..30 {
        terminal.keys("河a");
        terminal.wait_idle();
        let (x, y) = terminal.state().cursor();
        assert!(x < 30 && y == 7);
    }
    terminal.assert_full_redraw_changes_nothing();
    press(&mut terminal, "<Home>");
    assert_eq!(terminal.state().cursor(), (1, 7));
    press(&mut terminal, "<End><C-u>船");
    assert_eq!(terminal.state().cursor(), (3, 7));
}

#[test]
fn earlier_searches_come_back() {
    let mut terminal = open(&[&sample("page.txt")], (80, 24), TerminalKind::USUAL);
    press(&mut terminal, "/春水<Enter>/冬岸<Enter>/<Up>");
    assert!(
        status(&terminal).starts_with("/冬岸"),
        "{}",
        status(&terminal)
    );
    press(&mut terminal, "<Up>");
    assert!(
        status(&terminal).starts_with("/春水"),
        "{}",
        status(&terminal)
    );
    press(&mut terminal, "<Down><Down>");
    assert!(
        !status(&terminal).starts_with("/冬岸"),
        "{}",
        status(&terminal)
    );
}

#[test]
fn capital_letters_matter_only_if_one_is_typed() {
    let desk = TestFolder::new();
    let path = desk.put("c.txt", "gdp Gdp GDP ＧＤＰ\n");
    let mut terminal = open(&[&path], (58, 5), TerminalKind::USUAL);
    press(&mut terminal, "/gdp");
    let lower = hit_texts(&terminal, CURRENT).len() + hit_texts(&terminal, HIT).len();
    assert!(lower >= 3, "{}", status(&terminal));
    press(&mut terminal, "<C-u>GDP");
    assert_eq!(hit_texts(&terminal, CURRENT), ["GDP"]);
    assert_eq!(hit_texts(&terminal, HIT), ["ＧＤＰ"]);
}

#[test]
fn a_short_row_still_says_how_many_hits_there_are() {
    let desk = TestFolder::new();
    let path = desk.put("a.txt", "山里的路\n".repeat(40));
    let mut terminal = open(&[&path], (20, 8), TerminalKind::USUAL);
    press(&mut terminal, "/山里的路<Enter>");
    assert!(status(&terminal).contains("1/40"), "{}", status(&terminal));
}

#[test]
fn a_hit_in_sight_stays_in_sight_when_the_screen_shrinks() {
    let (_desk, mut terminal) = open_numbered_lines();
    press(&mut terminal, "/二之一，戊<Enter>");
    terminal.resize(58, 40);
    terminal.wait_idle();
    press(&mut terminal, "gg/二之一，戊<Enter>");
    let (_, y) = terminal.state().screen.find("二之一，戊").unwrap();
    assert!(y > 6, "far below the top");
    terminal.resize(20, 6);
    terminal.wait_idle();
    assert!(terminal.state().screen.find("二之一").is_some());
    terminal.assert_full_redraw_changes_nothing();
}

#[test]
fn levels_are_shown_and_changed_while_typing() {
    let desk = TestFolder::new();
    let path = desk.put("l.txt", "发展、發展、头髮\n１９９８、1998\n");
    let mut terminal = open(&[&path], (60, 6), TerminalKind::USUAL);
    press(&mut terminal, "/发展");
    for (keys, want) in [
        ("", "简繁  1/2"),
        ("<Tab>", "照字面  1/1"),
        ("<Tab>", "字形  1/1"),
        ("<Tab>", "简繁  1/2"),
        ("<S-Tab>", "字形  1/1"),
        ("<C-u>1998", "字形  1/2"),
        ("<S-Tab>", "照字面  1/1"),
    ] {
        press(&mut terminal, keys);
        let status = status(&terminal);
        assert!(status.ends_with(want), "{keys}: {status}");
    }
    // A line of the history comes back with its level, a new search begins at the usual one.
    press(&mut terminal, "<Enter>/");
    assert!(status(&terminal).ends_with("简繁"), "{}", status(&terminal));
    press(&mut terminal, "<Up>");
    assert!(
        status(&terminal).ends_with("照字面  1/1"),
        "{}",
        status(&terminal)
    );
    terminal.assert_full_redraw_changes_nothing();
}

#[test]
fn a_small_screen_shows_the_level_as_long_as_the_line_leaves_room() {
    let desk = TestFolder::new();
    let path = desk.put("l.txt", "发展、發展、头髮\n".repeat(59));
    let mut terminal = open(&[&path], (20, 8), TerminalKind::USUAL);
    press(&mut terminal, "/发展");
    for (keys, want) in [
        ("", "/发展    简繁  1/118"),
        ("<Tab>", "/发展   照字面  1/59"),
        ("<S-Tab>、發", "/发展、發  简繁 1/59"),
        ("展、", "/发展、發展、   1/59"),
    ] {
        press(&mut terminal, keys);
        assert_eq!(status(&terminal), want, "{keys}");
    }
    terminal.assert_full_redraw_changes_nothing();
}

#[test]
fn a_level_that_finds_what_another_does_not_is_offered_first() {
    let desk = TestFolder::new();
    let path = desk.put("l.txt", "發展。\n１９９８\n發展。\n第二百條\n");
    let mut terminal = open(&[&path], (60, 8), TerminalKind::USUAL);
    for (typed, offer, key, hit) in [
        ("发展", "简繁 2（Shift-Tab）", "<S-Tab>", "發展"),
        ("1998", "字形 1（Tab）", "<Tab>", "１９９８"),
        ("第200条", "宽松 1（Ctrl-Y）", "<C-y>", "第二百條"),
    ] {
        press(&mut terminal, &format!("/<Tab>{typed}"));
        let shown = status(&terminal);
        assert!(shown.ends_with(&format!("照字面  0  {offer}")), "{shown}");
        press(&mut terminal, key);
        assert_eq!(hit_texts(&terminal, CURRENT), [hit]);
        press(&mut terminal, "<Esc>");
        // After Enter the notice says it, and its key works while it is shown.
        press(&mut terminal, &format!("/<Tab>{typed}<Enter>"));
        let shown = status(&terminal);
        assert!(shown.contains(offer), "{shown}");
        press(&mut terminal, key);
        assert_eq!(hit_texts(&terminal, CURRENT), [hit]);
        press(&mut terminal, "<Esc>");
    }
    press(&mut terminal, "/<Tab><Tab>发展");
    let shown = status(&terminal);
    assert!(shown.ends_with("字形  0  简繁 2（Tab）"), "{shown}");
}

#[test]
fn a_mistake_in_a_regular_expression_is_told_and_the_hits_stay() {
    let desk = TestFolder::new();
    let path = desk.put("r.txt", "第一章 山\n第二章 水\n");
    let mut terminal = open(&[&path], (60, 6), TerminalKind::USUAL);
    press(&mut terminal, "/<C-r>第.章");
    assert!(
        status(&terminal).ends_with("正则 简繁  1/2"),
        "{}",
        status(&terminal)
    );
    press(&mut terminal, "(");
    assert!(
        status(&terminal).contains("括号没有收尾"),
        "{}",
        status(&terminal)
    );
    assert_eq!(hit_texts(&terminal, CURRENT), ["第一章"]);
    press(&mut terminal, "<Enter>");
    assert!(
        status(&terminal).starts_with("/第.章("),
        "{}",
        status(&terminal)
    );
    press(&mut terminal, " 水)");
    assert!(status(&terminal).ends_with("1/1"), "{}", status(&terminal));
    press(&mut terminal, "<C-r>");
    assert!(
        status(&terminal).ends_with("简繁  0  正则 1（Ctrl-R）"),
        "{}",
        status(&terminal)
    );
}

#[test]
fn readings_are_offered_where_letters_find_nothing() {
    let desk = TestFolder::new();
    let path = desk.put("p.txt", "统筹城乡发展。\n再统筹。\n");
    let mut terminal = open(&[&path], (60, 6), TerminalKind::USUAL);
    press(&mut terminal, "/tongchou");
    assert!(
        status(&terminal).ends_with("简繁  0  拼音 2（Ctrl-Y）"),
        "{}",
        status(&terminal)
    );
    press(&mut terminal, "<C-y>");
    assert!(
        status(&terminal).ends_with("拼音  1/2"),
        "{}",
        status(&terminal)
    );
    assert_eq!(hit_texts(&terminal, CURRENT), ["统筹"]);
    press(&mut terminal, "<C-y>");
    assert!(
        status(&terminal).contains("Ctrl-Y"),
        "{}",
        status(&terminal)
    );
}

#[test]
fn other_ways_are_offered_where_a_search_finds_nothing() {
    let desk = TestFolder::new();
    let text = "the fox\n第二百三十二条\n도서관의 설립\nこゝろ\n";
    let path = desk.put("w.txt", text);
    let mut terminal = open(&[&path], (80, 8), TerminalKind::USUAL);
    for (typed, offer, key, hit) in [
        ("Fox", "不分大小写 1（Ctrl-T）", "<C-t>", "fox"),
        ("f.x", "正则 1（Ctrl-R）", "<C-r>", "fox"),
        ("第232条", "宽松 1（Ctrl-Y）", "<C-y>", "第二百三十二条"),
        ("도서관의설립", "宽松 1（Ctrl-Y）", "<C-y>", "도서관의 설립"),
        ("ㄷㅅㄱ", "初声 1（Ctrl-Y）", "<C-y>", "도서관"),
    ] {
        press(&mut terminal, &format!("/{typed}"));
        let shown = status(&terminal);
        assert!(shown.ends_with(&format!("0  {offer}")), "{shown}");
        press(&mut terminal, key);
        assert!(status(&terminal).ends_with("1/1"), "{}", status(&terminal));
        assert_eq!(hit_texts(&terminal, CURRENT), [hit]);
        press(&mut terminal, "<Esc>");
    }
    // After Enter the notice says it, and its keys work while it is shown.
    press(&mut terminal, "/Fox<Enter>");
    let shown = status(&terminal);
    assert!(shown.contains("没有找到：Fox"), "{shown}");
    assert!(shown.contains("不分大小写 1（Ctrl-T）"), "{shown}");
    press(&mut terminal, "<C-t>");
    assert_eq!(hit_texts(&terminal, CURRENT), ["fox"]);
    press(&mut terminal, "/こころ<Enter>");
    assert_eq!(hit_texts(&terminal, CURRENT), ["こゝろ"]);
}

#[test]
fn the_option_of_less_takes_case_away() {
    let desk = TestFolder::new();
    let path = desk.put("c.txt", "gdp Gdp\n");
    let mut terminal = open(&["-I", &path], (58, 5), TerminalKind::USUAL);
    press(&mut terminal, "/GDP");
    let count = hit_texts(&terminal, CURRENT).len() + hit_texts(&terminal, HIT).len();
    assert_eq!(count, 2, "{}", status(&terminal));
}

#[test]
fn every_hit_counts() {
    let desk = TestFolder::new();
    let path = desk.put("many.txt", "的的的的的，的的的的的。\n".repeat(12_346));
    let mut terminal = open(&[&path], (70, 6), TerminalKind::USUAL);
    press(&mut terminal, "/的<Enter>");
    assert!(
        status(&terminal).contains("1/123,460"),
        "{}",
        status(&terminal)
    );
    press(&mut terminal, "Gn");
    assert!(
        status(&terminal).contains("/123,460"),
        "{}",
        status(&terminal)
    );
    press(&mut terminal, "ggN");
    assert!(
        status(&terminal).contains("从末尾再找"),
        "{}",
        status(&terminal)
    );
    press(&mut terminal, "N");
    assert!(
        status(&terminal).contains("123,459/123,460"),
        "{}",
        status(&terminal)
    );
    press(&mut terminal, "30000N");
    assert!(
        status(&terminal).contains("93,459/123,460"),
        "{}",
        status(&terminal)
    );
}

#[test]
fn a_flood_of_letters_in_the_prompt_is_taken_and_the_keys_after_it_too() {
    let desk = TestFolder::new();
    let path = desk.put("a.txt", "山路\n\n水路\n".repeat(500));
    let mut terminal = open(&[&path], (80, 24), TerminalKind::USUAL);
    // Also as a regular expression.
    for start in ["/", "/\u{12}"] {
        terminal.keys(start);
        terminal.keys(&"水a".repeat(700));
        terminal.wait_idle();
        press(&mut terminal, "<Esc>");
        assert_eq!(row(&terminal, 0), "山路");
    }
    terminal.keys("q");
    assert_eq!(terminal.exit_status().code(), Some(0));
}
